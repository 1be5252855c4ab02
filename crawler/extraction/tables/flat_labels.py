"""The labels of the official tables in flattened text: where they stand and what they name.

A label counts only where it is bounded: nothing but a break, an ordinal, a value or another label touches it.
`行政处罚` in a sentence is no label. What a bounded label means (总计 is a column twice and a row once) is decided by
its place, in `flat_meanings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from crawler.extraction.forms import official
from crawler.extraction.forms.applications import COLUMN_RELATION
from crawler.extraction.forms.review_and_litigation import LITIGATION
from crawler.extraction.forms.shapes import Column, Group, Row
from crawler.extraction.tables.flat_tokens import TokenRun
from crawler.extraction.tables.labels import column_stem

Table = Literal["proactive_disclosure", "applications", "review_and_litigation"]
Role = Literal["caption", "content", "column", "row", "header", "group"]


class Meaning(NamedTuple):
    """What a label names in which table."""

    table: Table
    role: Role
    key: str


@dataclass(slots=True)
class FoundLabel:
    """A label's occurrence: from a place in one token's text to a place in the same or a later one's."""

    first: int
    """Index of its first token, the ordinal included."""
    start: int
    """Where in that token's text it begins."""
    last: int
    """Index of its last token."""
    end: int
    """Where in that token's text it ends."""
    stem: str
    ordinal: str
    meanings: tuple[Meaning, ...]
    strong: bool
    """Whether it hardly stands anywhere but in the table."""

    @property
    def names_content(self) -> bool:
        """Whether it is 信息内容, with which every block of the disclosure table begins."""
        return self.meanings[0].role == "content"

    def names(self, table: Table) -> bool:
        """Whether it belongs to the table."""
        return any(meaning.table == table for meaning in self.meanings)


_STRONG_STEM = 6
_STRONG_ROLES = frozenset(("caption", "column", "row", "header"))
_CAPTION = r"第?二十条(?:第一款)?第?[一五六八九]项"
_YEAR = r"(?:本年度?|20\d\d年?度?|本年度?20\d\d年?度?)"
_UNIT = r"(?:(?:计量)?单位)?(?:亿元|万元|元)"
ORDINAL_BEFORE = re.compile(
    r"(?:其中[:：,]?)?(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.,:]?|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|(?<!\d)\d{1,2}[、.,](?!\d)|[1-9][、.])$"
)
ORDINAL_TOKEN = re.compile(
    r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)?[、.,:)]|\((?:[一二三四五六七八九十]|\d)\)[、.]?"
)
_VALUES = r"[\d.+\-/]*(?:,\d{3}[\d.]*){0,3}[\d.+\-/]*(?:无|万?元|[件条项个宗份次])?"
_BETWEEN = re.compile(rf"\)?(?:\((?:单位:?)?[件条项个宗份次]\))?:?{_VALUES}")
_AFTER = re.compile(
    rf"{_BETWEEN.pattern}(?:$|[一二三四五六七八九十]{{1,2}}[、.]|\([一二三四五六七八九十]\)|第[一二三四五六七八九])"
)
_OPENING = "(“\"‘'《"
_CLOSING = ")”\"’'》:"
_WINDOW = 80
"""So many characters beside a label are looked at."""


def _meanings() -> Mapping[str, tuple[Meaning, ...]]:
    table: dict[str, list[Meaning]] = {}

    def add(stems: Iterable[tuple[str, str]], name: Table, role: Role) -> None:
        for stem, key in stems:
            table.setdefault(stem, []).append(Meaning(name, role, key))

    def keyed(entries: Mapping[str, Row | Column | Group]) -> list[tuple[str, str]]:
        return [(stem, entry.key) for stem, entry in entries.items()]

    add([(official.CONTENT_STEM, "")], "proactive_disclosure", "content")
    add(keyed(official.DISCLOSURE_COLUMN_STEMS), "proactive_disclosure", "column")
    add(keyed(official.DISCLOSURE_STEMS), "proactive_disclosure", "row")
    add(((stem, "") for stem in official.APPLICANT_HEADER_STEMS), "applications", "header")
    add(keyed(official.APPLICANT_STEMS), "applications", "column")
    add(keyed(official.APPLICATION_STEMS), "applications", "row")
    add(keyed(official.GROUP_STEMS), "applications", "group")
    add(keyed(official.REVIEW_GROUP_STEMS), "review_and_litigation", "group")
    add([(LITIGATION, "")], "review_and_litigation", "header")
    add(keyed(official.OUTCOME_STEMS), "review_and_litigation", "column")
    return MappingProxyType({stem: tuple(meanings) for stem, meanings in table.items()})


MEANINGS = _meanings()
"""Stem -> everything that it names."""

_CAPTION_MEANING: tuple[Meaning, ...] = (Meaning("proactive_disclosure", "caption", ""),)
_RELATION_MEANING: tuple[Meaning, ...] = (Meaning("applications", "header", ""),)


def _pattern() -> re.Pattern[str]:
    longest_first = sorted(MEANINGS, key=len, reverse=True)
    columns = [stem for stem in longest_first if MEANINGS[stem][0][:2] == ("proactive_disclosure", "column")]
    dated = [f"{_YEAR}{stem[2:]}" if stem.startswith("本年") else stem for stem in columns]
    others = [stem for stem in longest_first if stem not in set(columns)]
    relation = COLUMN_RELATION[:4] + "的?" + COLUMN_RELATION[5:9] + r"[\u4e00-\u9fff]{0,40}?四项之和"
    return re.compile(
        f"(?P<caption>{_CAPTION})|(?P<relation>{relation})"
        f"|(?P<column>{'|'.join(dated)})(?:{_UNIT})?|(?P<stem>{'|'.join(others)})"
    )


_LABEL = _pattern()


def find_labels(run: TokenRun) -> list[FoundLabel]:
    """The bounded labels of the run, in order."""
    found = [_locate(run, match) for match in _LABEL.finditer(run.words)]
    return _bounded(run, found)


def _locate(run: TokenRun, match: re.Match[str]) -> FoundLabel:
    """The tokens that a match covers, its ordinal taken in."""
    kind, stem = str(match.lastgroup), str(match[match.lastgroup or 0])
    if kind == "caption":
        meanings = _CAPTION_MEANING
    elif kind == "relation":
        meanings = _RELATION_MEANING
    else:
        meanings = MEANINGS.get(stem) or MEANINGS[column_stem(stem)]
    first, last = run.token_at(match.start()), run.token_at(match.end() - 1)
    start = run.text_offset(first, match.start())
    end = run.text_offset(last, match.end() - 1) + 1
    ordinal = ""
    before = run.tokens[first].text[max(0, start - 8) : start]
    if before and (prefix := ORDINAL_BEFORE.search(before)):
        ordinal = prefix[0]
    elif len(before) == 1 and start == 1 and before.isdigit() and before in _ordinals(meanings):
        ordinal = before
    elif not before and first and ORDINAL_TOKEN.fullmatch(run.tokens[first - 1].text):
        first -= 1
        ordinal, start = run.tokens[first].text, len(run.tokens[first].text)
    elif before and before[-1] in _OPENING:
        start -= 1
    end = _closed(run.tokens[last].text, end)
    strong = len(stem) >= _STRONG_STEM and meanings[0].role in _STRONG_ROLES
    return FoundLabel(first, start - len(ordinal), last, end, stem, ordinal, meanings, strong)


def _closed(text: str, end: int) -> int:
    """The end of a label with its closing brackets, quotes and colon."""
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return end


def _ordinals(meanings: tuple[Meaning, ...]) -> frozenset[str]:
    """Arabic ordinals that the form prints before a row."""
    return frozenset(_ROW_ORDINALS[m.key] for m in meanings if m.key in _ROW_ORDINALS and m.table == "applications")


_ROW_ORDINALS = {row.key: row.labels[0][0] for row in official.APPLICATION_ROWS if row.labels[0][0].isdigit()}


def _bounded(run: TokenRun, labels: list[FoundLabel]) -> list[FoundLabel]:
    """Those that no other text touches; a strong label may follow text without a break."""
    kept: list[FoundLabel] = []
    following: FoundLabel | None = None
    for label in reversed(labels):
        if _free_after(run, label, following):
            kept.append(label)
            following = label
        else:
            following = None
    kept.reverse()
    bounded: list[FoundLabel] = []
    for index, label in enumerate(kept):
        after = kept[index + 1] if index + 1 < len(kept) else None
        if _free_before(run, label, bounded[-1] if bounded else None) or _opens(label, after):
            bounded.append(label)
    return bounded


def _free_after(run: TokenRun, label: FoundLabel, following: FoundLabel | None) -> bool:
    text = run.tokens[label.last].text
    if label.end == len(text):
        return True
    if following is not None and following.first == label.last:
        return bool(_BETWEEN.fullmatch(text, label.end, min(following.start, label.end + _WINDOW)))
    return bool(_AFTER.match(text, label.end))


def _free_before(run: TokenRun, label: FoundLabel, previous: FoundLabel | None) -> bool:
    if label.start == 0:
        return True
    begin = previous.end if previous is not None and previous.last == label.first else 0
    begin = max(begin, label.start - _WINDOW)
    return bool(_BETWEEN.fullmatch(run.tokens[label.first].text, begin, label.start))


def _opens(label: FoundLabel, after: FoundLabel | None) -> bool:
    """Whether a label may stand right behind text: a strong one, or one with which the head of a table begins.

    A column's label behind text is the end of a longer one: 上年处理决定数量 is not 处理决定数量.
    """
    if label.strong and label.meanings[0].role != "column":
        return True
    if after is None or after.first != label.last:
        return False
    role = after.meanings[0].role
    return (label.stem.startswith("结果") and after.stem == "结果纠正") or (label.names_content and role == "column")
