"""What a page offers about who reports, gathered for `identify_agency`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from crawler.extraction.agency.kinds import Body, read_body
from crawler.extraction.agency.names import name_in_title, names_in_contact, names_in_preamble, signatures
from crawler.extraction.agency.self_reference import SelfReference, self_reference
from crawler.extraction.regions.evidence import RegionEvidence

_OPENING, _CLOSING = 1500, 500
_BODY_LIMIT = 60_000
_ORDER = ("title", "proclaimed", "cover", "signature", "compiled")
"""Which print outranks which: the title, the title inside the preamble, the cover, the signature, 由…编制."""


class Print(NamedTuple):
    """A body's name where the page prints it."""

    source: str
    """title, proclaimed, cover, signature, compiled, contact or publisher."""
    body: Body


@dataclass(frozen=True)
class AgencyEvidence:
    """All that a page offers; every part may be missing. Strings are restored (simplified, without glosses).

    `metadata.source` (来源) is no part: it names whoever posted the page.
    """

    titles: Sequence[tuple[str, str]] = ()
    """(source, text) as in `Page.titles`, the most trusted first."""
    preamble: str = ""
    """Text before the first heading, one line a paragraph."""
    body: str = ""
    """The whole running text or as much as is wanted; read up to 60,000 characters."""
    publisher: str | None = None
    """发布机构."""
    header_title: str | None = None
    """名称 of the header block."""
    column: str | None = None
    """Breadcrumb."""
    site_name: str | None = None
    """meta SiteName or the site's part of <title>."""
    report_year: int | None = None
    phone: str | None = None
    postcode: str | None = None
    address: str | None = None
    host: str | None = None
    spam_phrases: Sequence[str] = ()
    """Injected phrases: cut out of every text first, so that no name holds one."""

    def without_spam(self) -> AgencyEvidence:
        """The same with every spam phrase cut out."""
        if not self.spam_phrases:
            return self
        cut: dict[str, Any] = {
            f.name: self._cut(getattr(self, f.name)) for f in fields(self) if isinstance(getattr(self, f.name), str)
        }
        titles = tuple((source, self._cut(text)) for source, text in self.titles)
        return replace(self, titles=titles, spam_phrases=(), **cut)

    def _cut(self, text: str) -> str:
        for phrase in self.spam_phrases:
            text = text.replace(phrase, "，") if phrase else text
        return text

    @cached_property
    def opening(self) -> str:
        """Preamble, or the beginning of the body where there is none."""
        return self.preamble or self.body[:_OPENING]

    @cached_property
    def contacts(self) -> list[Body]:
        """Whom to ask, as read from the opening."""
        return [read_body(name) for name in names_in_contact(self.opening)]

    @cached_property
    def prints(self) -> list[Print]:
        """Every name printed as author, in order of trust."""
        titles = [text for _source, text in self.titles]
        if self.header_title:
            titles.append(self.header_title)
        found = [("title", name) for name in map(name_in_title, dict.fromkeys(titles)) if name]
        found += names_in_preamble(self.opening)
        found += [("signature", name) for name in signatures(self.body[-_CLOSING:])]
        found.sort(key=lambda item: _ORDER.index(item[0]))
        return [Print(source, read_body(name)) for source, name in dict.fromkeys(found)]

    @cached_property
    def speaks_as(self) -> SelfReference:
        """我镇, 我局 …"""
        return self_reference(self.preamble + "\n" + self.body[:_BODY_LIMIT])

    @cached_property
    def regional(self) -> RegionEvidence:
        """The same as evidence of where the agency is."""
        lines = [("title", text) for _source, text in self.titles]
        lines += [
            (source, text)
            for source, text in (
                ("title", self.header_title),
                ("publisher", self.publisher),
                ("site_name", self.site_name),
                ("column", self.column),
                ("address", self.address),
                ("preamble", self.preamble[:_OPENING]),
            )
            if text
        ]
        return RegionEvidence(
            lines=tuple(lines),
            body=self.body[:_BODY_LIMIT],
            phone=self.phone,
            postcode=self.postcode,
            host=self.host,
        )
