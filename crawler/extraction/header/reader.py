"""The header of a page: metadata fields, every label/value pair, and which blocks are not report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.dates.absolute import parse_date
from crawler.extraction.header.fields import fill_metadata
from crawler.extraction.header.lines import Pair
from crawler.extraction.header.scan import Item, scan_header
from crawler.extraction.header.stack import REPORT, join_unknown, stack_pairs
from crawler.extraction.header.words import as_label, is_placeholder, tidy
from crawler.extraction.page import Issue, Page, TitleCandidate
from crawler.items import Metadata

_DATED_TITLE = re.compile(
    r"(?P<title>\S.{4,100}?)\s{1,40}[\[（(]?"
    r"(?P<date>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s{1,4}\d{1,2}:\d{2}(?::\d{2})?)?)[\]）)]?"
)
_MACHINE_DATE = re.compile(r"[\[（(]?\s{0,3}(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}\b")
MOST_TITLE = 120
"""Longest title in characters."""

_STAMP = re.compile(r"(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?(?!\d)(?!.{40})")
_WEEKDAY = re.compile("星期|周|礼拜")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a page says."""

    metadata: Metadata
    """Fields and the list of pairs."""
    consumed: frozenset[int] = frozenset()
    """Indexes of blocks that are header, breadcrumb or tools as a whole: no text of the report."""
    titles: tuple[TitleCandidate, ...] = ()
    """名称/标题 of the header block; a title that shares its line with a date or labels."""
    breadcrumb: tuple[str, ...] = ()
    """Names behind 当前位置, from the home page on."""
    issues: tuple[Issue, ...] = ()
    """`unknown_label`, `unreadable_date`, `header_conflict`."""


def read_header(page: Page, printed: Page | None = None) -> Header:
    """The header of a page; `printed` is the published page where `page` is its restored twin.

    >>> from crawler.extraction.page import Paragraph
    >>> lines = ["某镇2016年政府信息公开年度报告", "来源：某县政府 发布时间：2017-03-26 15:18", "一、概述"]
    >>> header = read_header(Page(tuple(Paragraph(line) for line in lines)))
    >>> header.metadata.source, header.metadata.published_date, sorted(header.consumed)
    ('某县政府', '2017-03-26T15:18', [1])
    """
    items = scan_header(page, printed or page)
    stack_pairs(items)
    join_unknown(items)
    pairs = [pair for item in items for pair in item.pairs]
    metadata, issues = fill_metadata(pairs, page.meta)
    consumed = {index for item in items for index in item.consumed}
    consumed |= _take_unlabelled_date(metadata, items)
    titles = [
        TitleCandidate("header", text)
        for text in (tidy(pair.text) for pair in pairs if pair.known and pair.known.field == "title")
        if not is_placeholder(text) and not as_label(text)
    ]
    titles += [TitleCandidate("heading", title) for item in items for title in _shown_titles(item)]
    breadcrumb = next((item.breadcrumb for item in items if item.breadcrumb), ())
    return Header(metadata, frozenset(consumed), tuple(titles), breadcrumb, issues)


def _shown_titles(item: Item) -> list[str]:
    """Titles that share a line or a table with the header."""
    texts = [item.lead, *item.others]
    dated = _dated_title(item)
    if dated:
        texts.append(dated["title"])
    return [tidy(text) for text in texts if len(text) <= MOST_TITLE and REPORT.search(text.strip())]


def _dated_title(item: Item) -> re.Match[str] | None:
    found = _DATED_TITLE.fullmatch(item.line.text) if item.kind == "text" else None
    return found if found and REPORT.search(found["title"]) and parse_date(found["date"]) else None


def _take_unlabelled_date(metadata: Metadata, items: list[Item]) -> set[int]:
    """Takes the one date that stands beside the title without a label; gives the blocks that hold it.

    A cover inside the body prints the day of signing, in characters: there, only what a system prints counts.
    """
    found: list[tuple[int, str, str]] = []
    for before, item in zip([None, *items], items, strict=False):
        text, printed = item.line.text, item.line.printed
        if item.kind == "date" and before and before.kind == "label":
            continue
        dated = _dated_title(item)
        if dated:
            found.append((item.index, dated["date"], dated["date"]))
        elif item.kind == "text" and not item.inside and (stamp := _STAMP.match(text)):
            found.append((item.index, stamp[0], stamp[0]))
        elif item.kind == "pairs" and parse_date(item.lead):
            found.append((item.index, item.lead, item.lead))
        elif item.kind == "date" and (_MACHINE_DATE.match(text) or not item.inside) and not _WEEKDAY.search(text):
            found.append((item.index, text, printed))
    days = {(parse_date(text) or "")[:10] for _, text, _ in found}
    labelled = any(_waits_for_date(pair) for item in items for pair in item.pairs)
    if len(days) == 1 and len(min(days)) == len("2017-03-26") and not labelled:
        if metadata.published_date is None:
            _, text, printed = max(found, key=lambda candidate: len(parse_date(candidate[1]) or ""))
            metadata.published_date, metadata.published_date_raw = parse_date(text), printed
        return {index for index, _, _ in found}
    return {item.index for item in items if _dated_title(item)}


def _waits_for_date(pair: Pair) -> bool:
    """A label of the day of publishing, or another date's without value, whose the date may be."""
    field = pair.known.field if pair.known else None
    return field == "published_date" or (field == "generated_date" and not pair.text)
