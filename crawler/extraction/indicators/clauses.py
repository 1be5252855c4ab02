"""Sentences of a section as the figures of the prose are looked for in them, and what surrounds a figure.

Matching runs on a folded copy of the same length (ASCII punctuation and digits), so every offset is one of
the published text and every quotation its exact substring.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.forms.doubt_patterns import YEARS

_FOLDS = tuple(zip("，：；（）％．\u3000\xa0", ",:;()%.  ", strict=True))
_WIDE_DIGITS = re.compile("[０-９]")
LONGEST_SENTENCE = 1_200
"""What runs on longer without a full stop is no prose; the bound keeps the search linear in the length of
the text."""

_LISTED_NUMBERS = re.compile(r"，(?<=[0-9０-９]，)(?=[0-9０-９])")
_GROUPED = re.compile(
    r"(?<=[一-龥])(?<!第)(?<!附件)[0-9]{1,3}(?:，[0-9]{3}){1,3}(?=[余多]?(?:[条件篇项则份个次]|人次|元))"
)
"""Thousands that a full-width comma groups: one number between a word and its unit."""
_SEVERAL = re.compile(r"分别|依次|各(?![类项级种])")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_STOP = re.compile(r"[。!！?？\n]")
_STATEMENT = re.compile(r"[^;]+")
# One set of characters goes first, and what must stand around them behind: so the search needs no look at the others.
_MARKED = re.compile(
    r"[\d未无零没不暂百一二两三四五六七八九十千](?:(?<=[\d未无零])|(?<=没)有|(?<=不)[存收产发]|(?<=暂)不|(?<=百)分"
    r"|(?<=[一二两三四五六七八九十百千])万?[余多]?(?:[件条宗起份期次篇人]|场))"
)
_YEARS = re.compile(YEARS)
_CLAUSE_END = re.compile(r"[,;:。]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a part of it up to a semicolon, of a folded section text."""

    text: str
    """Folded words."""
    start: int
    """Offset in the section's text."""
    before: str
    """The earlier parts of the same sentence."""

    def clause_before(self, place: int) -> str:
        """The words between the last comma and `place`.

        >>> Statement("2016年,我镇公开12条", 0, "").clause_before(8)
        '我镇'
        """
        start = max(self.text.rfind(mark, 0, place) for mark in ",:;") + 1
        return self.text[start:place]

    def previous_clause(self, place: int) -> str:
        """The clause before the one that holds `place`."""
        end = max(self.text.rfind(mark, 0, place) for mark in ",:;")
        return self.clause_before(end) if end >= 0 else ""

    def clause_end(self, place: int) -> int:
        """Where the clause that holds `place` ends."""
        found = _CLAUSE_END.search(self.text, place)
        return found.start() if found else len(self.text)


def fold(text: str) -> str:
    """ASCII punctuation, digits and blanks; the length stays. A comma groups thousands where it is ASCII, or where the
    number stands alone between word and unit; elsewhere it parts two numbers.

    >>> fold("公开１２条，占５０％"), fold("分别为12，345条"), fold("公开信息1，234条")
    ('公开12条,占50%', '分别为12、345条', '公开信息1,234条')
    """
    if "，" in text:
        text = _GROUPED.sub(_grouped, text)
        text = _LISTED_NUMBERS.sub("、", text)
    for wide, narrow in _FOLDS:
        text = text.replace(wide, narrow)
    return text.translate(_NARROW) if _WIDE_DIGITS.search(text) else text


def _grouped(found: re.Match[str]) -> str:
    near = found.string[max(0, found.start() - 30) : found.start()]
    return found[0] if _SEVERAL.search(near) else found[0].replace("，", ",")


def sentences(folded: str, topics: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """(offset, sentence) for those that name a topic and may state a figure; table rows and overlong ones are left
    out.

    >>> [sentence for _, sentence in sentences("加强领导。公开3条。公开栏。公开 | 0 | 0", re.compile("公开"))]
    ['公开3条']
    """
    start = 0
    for sentence in _STOP.split(folded):
        if (
            topics.search(sentence)
            and _MARKED.search(sentence)
            and len(sentence) <= LONGEST_SENTENCE
            and "|" not in sentence
        ):
            yield start, sentence
        start += len(sentence) + 1


def statements(offset: int, sentence: str) -> Iterator[Statement]:
    """The parts of a sentence between its semicolons."""
    if ";" not in sentence:
        yield Statement(sentence, offset, "")
        return
    for found in _STATEMENT.finditer(sentence):
        yield Statement(found[0], offset + found.start(), sentence[: found.start()])


def other_year(statement: Statement, place: int, year: int | None) -> bool:
    """The figure at `place` belongs to another year than the report's: the nearest year before it says so.

    去年, 上年 and 明年 are other years, too; one that is only compared with (比2015年) is not spoken of.

    >>> said = Statement("2014年公开9条,2016年公开7条", 0, "")
    >>> other_year(said, 7, 2016), other_year(said, 17, 2016)
    (True, False)
    """
    marks = _years(statement.text)
    count = bisect_left(marks, place, key=lambda mark: mark.end())
    marks = marks[:count] or _years(statement.before)
    if not marks:
        return False
    last = marks[-1]
    return bool(last["other"]) or (bool(last["year"]) and year is not None and int(last["year"]) != year)


@lru_cache(maxsize=8)
def _years(text: str) -> tuple[re.Match[str], ...]:
    return tuple(found for found in _YEARS.finditer(text) if found.lastgroup)
