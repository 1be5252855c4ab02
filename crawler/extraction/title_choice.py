"""Whom to believe about the title of a page: what is shown, what meta tags claim, what the report says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.header.reader import Header
from crawler.extraction.page import Issue, Page
from crawler.extraction.titles import TitleFacts, parse_title

TITLE_TRUST = ("heading", "meta", "header", "body")
"""Whom to believe about the title. The <title> element names the site as often as the page: it only helps to decide
whether the page is a report."""

_SUBJECT = re.compile("信息公开|政务公开|年报|报告")


class TitleWitness(NamedTuple):
    """A title candidate and what it says."""

    source: str
    facts: TitleFacts


def title_candidates(page: Page, header: Header) -> list[TitleWitness]:
    """Everything that may be the title, the best first: a report's full title from anywhere beats the visible heading
    of a column page, one with a year beats one without, then the order of trust decides."""
    witnesses = [
        TitleWitness(candidate.source, parse_title(candidate.text))
        for candidate in (*page.titles, *header.titles)
        if candidate.source in TITLE_TRUST
    ]
    named = [witness for witness in witnesses if witness.facts.title]
    return sorted(
        named,
        key=lambda witness: (
            not witness.facts.is_report,
            witness.facts.is_report and witness.facts.year is None,
            TITLE_TRUST.index(witness.source),
        ),
    )


def may_head(title: TitleFacts) -> bool:
    """Whether a report can stand under it."""
    return title.is_report or title.is_weak or title.is_cover


def is_of_another_matter(witness: TitleWitness) -> bool:
    """Whether only a meta tag claims the title, and it has nothing to do with a report: left over from the page before.

    A notice about annual reports is not meant, it is what the page is.
    """
    return witness.source == "meta" and not _SUBJECT.search(witness.facts.title)


def doubt_meta_title(header: Header, title: str | None) -> Sequence[Issue]:
    """Takes a title that only a meta tag claims out of the header where it is another paper's and the page shows the
    report's."""
    claimed = header.metadata.title
    shown = any(candidate.source == "header" for candidate in header.titles)
    if claimed is None or shown or not title or may_head(parse_title(claimed)) or not parse_title(title).is_report:
        return []
    header.metadata.title = None
    return [Issue("header_conflict", "warning", {"field": "title", "values": [title, claimed]})]
