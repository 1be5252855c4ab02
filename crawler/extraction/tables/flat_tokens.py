"""Flattened text as tokens: what stands between blanks, pipes and line breaks, with the breaks remembered.

A pipe is a cell's border, a line break may be one, a blank is one only where a whole table was glued into a line.
Labels are looked for in the tokens' words put together (`TokenRun.words`), for extractions break labels anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.extraction.script.glosses import GLOSS
from crawler.extraction.script.radicals import replace_radicals

_SHORT = 40
MARKDOWN_RULE = re.compile(r"[\s:|-]*-{3,}[\s:|-]*")
"""The line of dashes under the head of a markdown table, where it holds pipes."""

_TOKEN = re.compile(r"[^\s|｜]+")
_GLOSS = re.compile(GLOSS)
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]+")
_NOT_WORD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_FOLDED = str.maketrans(
    dict(
        zip(
            "關係為項與數規範製開總處決許務對強罰費購額請結轉辦國業機構組織會訴訟復複維糾審屬護權類內過執詢現補後"
            "確訪舉報認獲無當繳繼續區計這種穩標稱單歷歴積網條減變別據遲時經見陳聞瀏覽檔題發佈廢納採覆"
            "統專門個徑眾衆沒線閱閲爲員絡議隱祕動讀設體於圍點濟輿熱駁負應訓從職錯責談況參傳",
            "关系为项与数规范制开总处决许务对强罚费购额请结转办国业机构组织会诉讼复复维纠审属护权类内过执询现补后"
            "确访举报认获无当缴继续区计这种稳标称单历历积网条减变别据迟时经见陈闻浏览档题发布废纳采复"
            "统专门个径众众没线阅阅为员络议隐秘动读设体于围点济舆热驳负应训从职错责谈况参传",
            strict=True,
        )
    )
    | dict.fromkeys("‐‑‒–—―−─", "-")
)
"""Traditional characters of the official labels: a table can be lifted out before the page is restored."""


@dataclass(slots=True)
class Token:
    """A run of characters without blanks and pipes."""

    raw: str
    """As printed."""
    text: str
    """NFKC, simplified as far as labels need it, dashes as `-`, pinyin glosses removed."""
    words: str
    """Han characters, letters and digits of `text`."""
    line: int
    """Index of the line that it stands on."""
    start: int
    """Its place on the line."""
    pipes: int
    """Pipes between it and the token before."""
    newline: bool
    """Whether it is the first of its line."""
    bordered: bool
    """Whether its line holds a pipe."""
    last: bool = False
    """Whether it is the last of its line."""


def fold(text: str) -> str:
    """The text as labels are compared.

    >>> fold("（一）規範性文件"), fold("總(zǒng)計"), fold("—")
    ('(一)规范性文件', '总计', '-')
    """
    if text.isascii():
        return text
    if ("(" in text or "（" in text) and _GLOSS.search(text):
        text = _GLOSS.sub("", text)
    text = unicodedata.normalize("NFKC", replace_radicals(text)).translate(_FOLDED)
    return text.replace(" ", "")


def _read(raw: str) -> tuple[str, str]:
    """A token's text and words."""
    text = fold(raw)
    return text, text if text.isascii() and text.isalnum() else _NOT_WORD.sub("", text)


_short = lru_cache(maxsize=4096)(_read)
"""The same for the labels and figures that every table prints."""


@dataclass(slots=True)
class TokenRun:
    """The tokens of some lines."""

    tokens: list[Token]
    end_pipes: int
    """Pipes behind the last token."""
    words: str = ""
    """All tokens' words put together."""
    offsets: list[int] = field(default_factory=list)
    """Where each token's words begin in `words`."""
    _runs: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)

    def token_at(self, offset: int) -> int:
        """Index of the token that holds this place of `words`."""
        return bisect_right(self.offsets, offset) - 1

    def text_offset(self, index: int, offset: int) -> int:
        """Where in the token's text the character at this place of `words` stands.

        >>> tokenise(["1.属于国家秘密"]).text_offset(0, 1)
        2
        """
        token = self.tokens[index]
        place = offset - self.offsets[index]
        if len(token.text) == len(token.words):
            return place
        places, offsets = self._runs.setdefault(index, ([], []))
        if not places:
            places[:], offsets[:] = word_runs(token.text)
        run = bisect_right(places, place) - 1
        return offsets[run] + place - places[run]

    def pipes_after(self, index: int) -> int:
        """Pipes that follow the token."""
        return self.tokens[index + 1].pipes if index + 1 < len(self.tokens) else self.end_pipes


def tokenise(lines: Sequence[str]) -> TokenRun:
    """Split lines into tokens.

    >>> run = tokenise(["规章 | 0 | | 3 |", "|", "规范性 文件"])
    >>> [(token.raw, token.pipes, token.newline) for token in run.tokens]
    [('规章', 0, True), ('0', 1, False), ('3', 2, False), ('规范性', 2, True), ('文件', 0, False)]
    """
    tokens: list[Token] = []
    offsets: list[int] = []
    pipes = place = 0
    for number, line in enumerate(lines):
        end = 0
        first = True
        bordered = "|" in line or "｜" in line
        if bordered and "--" in line and MARKDOWN_RULE.fullmatch(line):
            continue
        for found in _TOKEN.finditer(line):
            start = found.start()
            if bordered and start > end:
                pipes += line.count("|", end, start) + line.count("｜", end, start)
            raw = found[0]
            text, words = _short(raw) if len(raw) <= _SHORT else _read(raw)
            tokens.append(Token(raw, text, words, number, start, pipes, first, bordered))
            offsets.append(place)
            place += len(words)
            pipes, first, end = 0, False, found.end()
        if not first:
            tokens[-1].last = True
        if bordered:
            pipes += line.count("|", end) + line.count("｜", end)
    return TokenRun(tokens, pipes, "".join(token.words for token in tokens), offsets)


def word_runs(text: str) -> tuple[list[int], list[int]]:
    """Where the runs of word characters begin: places in the words, offsets in the text.

    >>> word_runs("(一)予以公开")
    ([0, 1], [1, 3])
    """
    places: list[int] = []
    offsets: list[int] = []
    seen = 0
    for found in _WORD.finditer(text):
        places.append(seen)
        offsets.append(found.start())
        seen += found.end() - found.start()
    return places, offsets
