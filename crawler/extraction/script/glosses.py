"""Pinyin glosses: hijacked mirrors print 發(fā)布 or 政(zheng)(zheng)府 so that search engines see other text.

A bracket goes only if its letters are a reading of the very character that it follows; `(一)`, `(2016年)`, `(SOP)`,
`(app)` and `(km)` stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LETTERS = "a-zà-ÿāēěīńňōūǎǐǒǔǖǘǚǜǹḿɡɑ\u0300-\u030c"
"""Letters of pinyin with tone marks, composed or combining, as the inside of a character class."""

GLOSS = rf"[(（]\s?[{LETTERS}]{{1,8}}\s?[)）]"
"""One bracket of letters."""

_HAN = "〇㐀-䶿一-鿿豈-﫿"
_RUN = re.compile(rf"(?<=[{_HAN}])(?:{GLOSS})+")
_ANY = re.compile(GLOSS)
_ONE = re.compile(rf"[(（]\s?([{LETTERS}]{{1,8}})\s?[)）]")
_TONES = re.compile("[\u0300-\u0304\u030c]")
_ENOUGH = 5
_SHARE = 0.9


@lru_cache(maxsize=4096)
def bare(pinyin: str) -> str:
    """A syllable without tone marks, ü as u.

    >>> bare("qiáng"), bare("lǜ"), bare("nv"), bare("ɡuó")
    ('qiang', 'lu', 'nu', 'guo')
    """
    letters = unicodedata.normalize("NFD", pinyin.replace("ɡ", "g").replace("ɑ", "a"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("v", "u")


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """All bare readings of a character (pypinyin's table); empty for an unknown one.

    >>> sorted(readings("行"))[:2]
    ['hang', 'heng']
    """
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415  the table is big, clean pages never need it

    known = PINYIN_DICT.get(ord(character), "")
    return frozenset(bare(reading) for reading in known.split(",") if reading)


def is_gloss(character: str, letters: str) -> bool:
    """Whether the letters are a reading of the character.

    >>> is_gloss("開", "kāi"), is_gloss("开", "kai"), is_gloss("件", "app")
    (True, True, False)
    """
    return bare(letters) in readings(character)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the brackets of letters on a page verify."""

    toned: int
    """Verified ones with a tone mark."""
    plain: int
    """Verified ones without."""
    other: int
    """Those that are no reading of their character."""

    @property
    def verified(self) -> int:
        """All verified ones."""
        return self.toned + self.plain

    def annotated(self, *, traditional: bool) -> bool:
        """Whether the page is annotated: many verified brackets and few others, or, on a page in traditional
        script, a tone-marked one. A clean page may well say how to read the 涪 of a place name once."""
        if self.verified >= _ENOUGH and self.verified >= _SHARE * (self.verified + self.other):
            return True
        return self.toned >= _ENOUGH or (traditional and self.toned > 0)


def weigh(texts: Iterable[str]) -> Evidence:
    """Counts the brackets of letters that follow a character.

    >>> weigh(["主動公開(kāi)政府信息,進(jìn)一步(app)"])
    Evidence(toned=2, plain=0, other=1)
    """
    toned = plain = other = 0
    for text in texts:
        for run in _RUN.finditer(text):
            character = text[run.start() - 1]
            for letters in _ONE.findall(run.group()):
                if not is_gloss(character, letters):
                    other += 1
                elif _TONES.search(unicodedata.normalize("NFD", letters)):
                    toned += 1
                else:
                    plain += 1
    return Evidence(toned, plain, other)


def spans(text: str) -> list[tuple[int, int]]:
    """The places of the glosses, in order.

    >>> spans("公開(kāi)(一)機(jī)制(app)")
    [(2, 7), (11, 15)]
    """
    found = []
    for run in _RUN.finditer(text):
        character = text[run.start() - 1]
        for one in _ONE.finditer(text, run.start(), run.end()):
            if is_gloss(character, one[1]):
                found.append(one.span())
    return found


def without_letters(text: str) -> str:
    """The text without any bracket of letters: to measure and to match a line, never to keep.

    >>> without_letters("政(zheng)(zheng)府(fu)信息公開(kāi)年度報告(app)")
    '政府信息公開年度報告'
    """
    return _ANY.sub("", text) if "(" in text or "（" in text else text


def strip(text: str) -> str:
    """The text without its glosses.

    >>> strip("政(zheng)(zheng)府(fu)信息公開（kāi），涉密件(km)除外")
    '政府信息公開，涉密件(km)除外'
    """
    kept, end = [], 0
    for start, stop in spans(text):
        kept.append(text[end:start])
        end = stop
    return "".join([*kept, text[end:]]) if end else text
