"""What a check saw of a portal, and whether that is enough to crawl it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.catalogue import Column, Portal
from crawler.cms.listing import ListItem
from crawler.items import AnnualReport

OWN_REASONS = frozenset(("locked", "outside_window", "robots_unreachable", "rate_limited", "error", "burst"))
"""Why something was not had that says nothing of the entry: another day it may be had."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of a list as it was answered."""

    url: str
    status: int
    answer: str | None
    """What the manners recognised instead of a page, e.g. `soft_404`."""
    items: dict[str, ListItem] | None
    """Key -> item; None where the answer is no list."""
    total: int | None
    """How many records it declares."""
    pages: int | None = None
    """How many pages it declares in words."""
    scripted: int | None = None
    """How many pages its script is made for: often more than there are."""


@dataclass(slots=True)
class ColumnFindings:
    """The first pages of a column."""

    column: Column
    pages: list[SeenPage] = field(default_factory=list)
    hubs: list[str] = field(default_factory=list)
    """Addresses of columns that it leads to, as far as they were followed."""
    refused: str | None = None
    """Why a page was not had: a reason of the manners, or `error`."""

    @property
    def items(self) -> dict[str, ListItem]:
        """All items of all its pages."""
        return {key: item for page in self.pages for key, item in (page.items or {}).items()}

    @property
    def overlap(self) -> int | None:
        """How many items of page 2 stand on page 1 too; None where there is no page 2 to compare."""
        if self.hubs or len(self.pages) < 2:
            return None
        first, second = (page.items or {} for page in self.pages[:2])
        return len(first.keys() & second.keys())


@dataclass(frozen=True, slots=True)
class Sample:
    """A report's page that was looked at."""

    url: str
    title: str
    reason: str | None
    """Why it is not read as a report; None: it is."""
    report: AnnualReport | None = None
    site_id_code: str | None = None
    """网站标识码 that the page states."""


@dataclass(slots=True)
class Findings:
    """All that a check saw of a portal."""

    portal: Portal
    columns: list[ColumnFindings]
    samples: list[Sample] = field(default_factory=list)
    robots: dict[str, str] = field(default_factory=dict)
    """Host -> what its robots.txt is, in a few words."""
    locked: bool = False
    """Whether another job was at the portal."""

    @property
    def sample(self) -> Sample | None:
        """The page that shows what reports look like: one that is read as such, else the last that was tried."""
        good = [sample for sample in self.samples if sample.reason is None]
        return next(iter(good or self.samples[-1:]), None)

    @property
    def conclusive(self) -> bool:
        """Whether a failure says something of the entry, not only of this hour."""
        reasons = {column.refused for column in self.columns} | {sample.reason for sample in self.samples}
        return not self.locked and not reasons & OWN_REASONS

    @property
    def robots_verdict(self) -> str:
        """Whether the pages may be fetched."""
        reasons = [column.refused for column in self.columns] + [sample.reason for sample in self.samples]
        denied = next((reason for reason in reasons if reason in ("robots_denied", "robots_unreachable")), None)
        told = "; ".join(sorted(set(self.robots.values()))) or "not asked"
        if self.locked or not self.robots:
            return "not asked"
        return told if denied and told.startswith(denied) else f"{denied or 'allowed'} ({told})"

    def problems(self) -> list[str]:
        """Why the check does not pass; none: it passes."""
        if self.locked:
            return ["another job is crawling it now: try again later"]
        found = [problem for column in self.columns for problem in _column_problems(column)]
        return [*found, *self._sample_problems()]

    def remarks(self) -> list[str]:
        """What a person should look at although it is no failure."""
        return [remark for column in self.columns for remark in _column_remarks(column)]

    def _sample_problems(self) -> Iterator[str]:
        sample = self.sample
        if sample is None:
            if any(column.items for column in self.columns):
                yield "no title in the lists is that of a report's page"
            return
        if sample.reason is not None:
            tried = ", ".join(f"{sample.url}: {sample.reason}" for sample in self.samples)
            yield f"none of the pages tried is read as a report ({tried})"
        elif self.portal.site_id_code and sample.site_id_code not in (None, self.portal.site_id_code):
            yield f"site_id_code is {self.portal.site_id_code}, the page states {sample.site_id_code}"


def _column_problems(found: ColumnFindings) -> Iterator[str]:
    url = found.column.url
    if not found.pages:
        yield f"{url}: {found.refused or 'no list was found'}"
        return
    first = found.pages[0]
    if not found.hubs and (first.status != 200 or first.answer):
        yield f"{url}: answers {first.answer or f'status {first.status}'}"
    elif not found.hubs and first.items is None:
        yield f"{url}: the answer is not a list as the entry describes it"
    elif len(found.items) < max(1, found.column.min_items):
        yield f"{url}: {len(found.items)} items, at least {max(1, found.column.min_items)} are expected"
    elif found.refused:
        yield f"{url}: a further page was not had: {found.refused}"
    elif _lacks_second(found) and _declares_more(found):
        yield f"{url}: page 2 brings nothing beyond page 1, yet the portal declares more: {_declared(first)}"


def _column_remarks(found: ColumnFindings) -> Iterator[str]:
    if found.hubs or not found.pages or not found.pages[0].items:
        return
    url, overlap = found.column.url, found.overlap
    if len(found.pages) > 1 and _lacks_second(found) and not _declares_more(found):
        again = "repeats page 1" if overlap else "has no items"
        yield f"{url}: page 2 {again}: right where there is only one page, else the pager is wrong"
    elif overlap:
        yield f"{url}: {overlap} items of page 2 stand on page 1 too"


def _lacks_second(found: ColumnFindings) -> bool:
    """Whether page 2 brings nothing new, or is not there."""
    if found.hubs:
        return False
    first, second = (found.pages[0].items or {}), (found.pages[1].items or {} if len(found.pages) > 1 else {})
    return not second.keys() - first.keys()


def _declares_more(found: ColumnFindings) -> bool:
    first = found.pages[0]
    repeated = bool(found.overlap)
    return (first.total or 0) > len(first.items or ()) or max(first.pages or 0, repeated * (first.scripted or 0)) > 1


def _declared(page: SeenPage) -> str:
    told = {"items": page.total, "pages": page.pages or page.scripted}
    return ", ".join(f"{number} {what}" for what, number in told.items() if number)


def evidence_of(found: Findings, *, day: str, added_by: str) -> dict[str, Any]:
    """What the entry keeps of a check: whoever added it stays."""
    sample, problems = found.sample, found.problems()
    kept: dict[str, Any] = {"added_by": found.portal.evidence.get("added_by") or added_by, "checked": day}
    kept |= {"passed": not problems, "problems": problems, "robots": found.robots_verdict}
    if sample is not None:
        kept |= {"sample_detail": sample.url, "sample_title": sample.title or "-"}
    if sample is not None and sample.report is not None:
        header = sample.report.metadata.header
        kept |= {"header": dict(header) or None, "text": opening(sample.report)}
    kept["columns"] = [_column_evidence(column) for column in found.columns]
    return {name: value for name, value in kept.items() if value not in (None, "")}


def opening(report: AnnualReport) -> str:
    """The first 200 characters of the body, on one line."""
    return " ".join(report.text.split())[:200]


def _column_evidence(found: ColumnFindings) -> dict[str, Any]:
    declared = found.pages[0].total if found.pages and not found.hubs else None
    kept = {"url": found.column.url, "items": len(found.items), "pages": len(found.pages)}
    kept |= {"overlap": found.overlap, "declared": declared}
    return {name: value for name, value in kept.items() if value is not None}
