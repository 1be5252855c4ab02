"""Words looked for in reports: what is indexed of a report, what a phrase asks of the index, where it stands. Pure.

A phrase is found where it stands letter by letter, whatever the width and case of the letters and the blanks between
them; a number or a Latin word is found whole, 12 not in 112. The index keeps the pairs of neighbouring letters of a
report: those of a phrase are all among them, and what has them all is verified on the text. Chinese has no blanks
between words, and a dictionary cuts 樟木头镇 otherwise in a text than in a question: it found 74 of 100.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any

Filter = dict[str, Any]
FIELD = "search"
"""Where a stored report keeps its pairs; nobody but the search reads it."""
SEARCHED = ("title", "agency.name", "text")
"""The fields of a report that are searched."""

_RUN = re.compile(r"\w+")
_BLANKS = re.compile(r"(?<![0-9a-z])[^\S\n]+|[^\S\n]+(?![0-9a-z\s])")
_LATIN = re.compile(r"[0-9a-z]")
_LAST = "\U0010ffff"
MOST_PAIRS = 50_000
"""What a report has beyond is not found: none has a tenth of them, and more do not fit into one write of MongoDB."""
MOST_BYTES = MOST_PAIRS * 21
"""As much as the pairs of a report ever take in BSON."""
AROUND = 30
"""Letters of context on both sides of a hit."""


def fold(text: str) -> str:
    """The text as it is compared: every letter in NFKC and lower case, without the blanks beside Han.

    >>> fold("依 申请　公开ＡＰＰ Store １２ 件")
    '依申请公开app store 12件'
    """
    return _BLANKS.sub("", "".join(map(_letter, text)))


def pairs(document: Mapping[str, Any]) -> list[str]:
    """All pairs of neighbouring letters of what is searched of a report, and the last letter of each run alone.

    >>> pairs({"title": "樟木头镇", "agency": {"name": None}, "text": "12件。"})
    ['12', '2件', '件', '头镇', '木头', '樟木', '镇']
    """
    found: dict[str, None] = {}
    for _, text in _texts(document):
        for run in _RUN.findall(fold(text)):
            found |= dict.fromkeys(a + b for a, b in pairwise(run))
            found[run[-1]] = None
    return sorted(islice(found, MOST_PAIRS))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands: `text[start:end]` of the field, with what is around it."""

    field: str
    before: str
    match: str
    after: str


class Phrase:
    """A phrase to look for.

    >>> phrase = Phrase("自流井区")
    >>> phrase.conditions
    [{'search': '自流'}, {'search': '流井'}, {'search': '井区'}]
    >>> phrase.hit({"title": None, "agency": {"name": None}, "text": "各街道：自流 井区共12件。"})
    Hit(field='text', before='各街道：', match='自流 井区', after='共12件。')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold(text.strip())
        pattern = re.escape(self._folded)
        if self._folded and _LATIN.match(self._folded[0]):
            pattern = "(?<![0-9a-z])" + pattern
        if self._folded and _LATIN.match(self._folded[-1]):
            pattern += "(?![0-9a-z])"
        self._pattern = re.compile(pattern)

    @property
    def conditions(self) -> list[Filter]:
        """Filters that every report with the phrase fulfils, each one key or one narrow range of the index."""
        asked: dict[str, Filter] = {}
        for run in _RUN.finditer(self._folded):
            letters = run[0]
            asked |= {a + b: {FIELD: a + b} for a, b in pairwise(letters)}
            if run.end() < len(self._folded):
                asked[letters[-1]] = {FIELD: letters[-1]}
            elif len(letters) == 1:  # whatever follows it
                asked[letters + _LAST] = {FIELD: {"$elemMatch": {"$gte": letters, "$lt": letters + _LAST}}}
        return list(asked.values())

    def stands_in(self, document: Mapping[str, Any]) -> bool:
        """Whether a report has the phrase."""
        return any(self._pattern.search(fold(text)) for _, text in _texts(document))

    def hit(self, document: Mapping[str, Any]) -> Hit | None:
        """The first place of the phrase, in the text where it is there, else in title or name."""
        for field, text in sorted(_texts(document), key=lambda found: found[0] != "text"):
            folded, places = _places(text)
            if found := self._pattern.search(folded):
                start, end = places[found.start()], places[found.end() - 1] + 1
                before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
                return Hit(field, _one_line(before), _one_line(text[start:end]), _one_line(after))
        return None


def _texts(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    named = {"title": document["title"], "agency.name": document["agency"]["name"], "text": document["text"]}
    return ((field, named[field]) for field in SEARCHED if named[field])


def _places(text: str) -> tuple[str, list[int]]:
    """The folded text and for each of its letters the place of the letter that it comes from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        folded = _letter(letter)
        letters.append(folded)
        places += [place] * len(folded)
    loose = "".join(letters)
    kept = [True] * len(loose)
    for blanks in _BLANKS.finditer(loose):
        kept[blanks.start() : blanks.end()] = [False] * len(blanks[0])
    return (
        "".join(letter for letter, keep in zip(loose, kept, strict=True) if keep),
        [place for place, keep in zip(places, kept, strict=True) if keep],
    )


@cache
def _letter(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
