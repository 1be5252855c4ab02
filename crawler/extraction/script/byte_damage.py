"""Byte damage by gloss injection: 變?zài)宇l繁 was 變動頻繁.

The mirror replaced characters in GBK bytes, so that a gloss could land inside a character: the
last byte of 變 and the first of 動 read 儎 (zài). The byte before the gloss and the bracket became
`?`, and the pairs after it are out of step until the next such hit, or until a character whose
second byte is an ASCII letter. Going back: the characters' bytes, one lost byte for each `?pin)`,
and decoding anew. A lost byte is known by its gloss: after the byte before it, it spells a
character of that reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.script.glosses import GLOSS, LETTERS, bare, is_gloss, readings
from crawler.extraction.script.traditional import simplify_line

_MARKER = re.compile(rf"[?\ufffd][(（]?\s?([{LETTERS}]{{1,8}})\s?[)）](?:{GLOSS})*")
_BEFORE = re.compile(rf".(?:{GLOSS})*$", re.DOTALL)
_BRACKET = re.compile(rf"[(（]\s?([{LETTERS}]{{1,8}})\s?[)）]")
_UNSURE = re.compile("[?\ufffd0-9０-９A-Za-zＡ-Ｚａ-ｚ]")
_LONGEST = 400
_MOST_STEPS = 20_000
_ROW_ASCII = 0xA3
_LEAST_COMMON = 0.85


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged run: where it stood, what was printed, what it was (`None` where nobody can know)."""

    start: int
    end: int
    before: str
    after: str | None


def damaged(text: str) -> bool:
    """Whether the text has a marker of a lost byte.

    >>> damaged("人員變?zài)宇l繁"), damaged("是否公开?(是)")
    (True, False)
    """
    return _MARKER.search(text) is not None


def find_repairs(line: str) -> list[Repair]:
    """The damaged runs of a line in order, each repaired or given up.

    A repair counts only if every character of it, once simplified, belongs to GB2312 and nearly
    all of them to its common half, if no `?`, digit or letter is in it, and if no other way to
    read the bytes is as good. A run that is given up reaches to the last `?` of the line or, where
    none follows, to its end: nobody knows where the pairs are in step again.

    >>> find_repairs("人員變?zài)宇l繁,業務水平")[0].after
    '變動頻'
    """
    found: list[Repair] = []
    at = 0
    while marker := _MARKER.search(line, at):
        whole = _BEFORE.search(line, max(at, marker.start() - 40), marker.start())
        start = whole.start() if whole else marker.start()
        solution = _solve(line, start, marker.start()) if whole else None
        if solution is None:
            end = _last_loss(line, marker.end())
            found.append(Repair(start, end, line[start:end], None))
        else:
            end, after = solution
            found.append(Repair(start, end, line[start:end], after))
        at = end
    return found


def apply_repairs(line: str, repairs: list[Repair]) -> str:
    """The line with its repaired runs in place; the others stay as printed."""
    kept, at = [], 0
    for repair in repairs:
        kept += [line[at : repair.start], repair.before if repair.after is None else repair.after]
        at = repair.end
    return "".join([*kept, line[at:]])


def _last_loss(line: str, at: int) -> int:
    markers = list(_MARKER.finditer(line, at))
    end = markers[-1].end() if markers else at
    last = max(line.rfind(sign, end) for sign in "?\ufffd") + 1
    return last or (end if markers else len(line))


def _solve(line: str, start: int, marker: int) -> tuple[int, str] | None:
    best: dict[tuple[int, str], float] = {}
    for end, text in _Search(line, start, marker).run():
        share = _score(text)
        if share is not None:
            best[end, text] = share
    if not best:
        return None
    top = max(best.values())
    winners = [solution for solution, share in best.items() if share == top]
    if len({text for _, text in winners}) != 1:
        return None
    end, text = min(winners)
    return end, _like_the_line(text, line)


class _Search:
    """Walks from a marker to where the pairs are in step again, over all ways that the bytes can be read."""

    def __init__(self, line: str, start: int, marker: int) -> None:
        self._line = line
        self._first = line[start]
        self._marker = marker
        self._stop = min(len(line), start + _LONGEST)
        self._steps = _MOST_STEPS

    def run(self) -> Iterator[tuple[int, str]]:
        """Pairs of the place after the run and the run's text."""
        marker = _MARKER.match(self._line, self._marker)
        options = _byte_options(self._first)
        if not marker or not options:
            return
        for lost in _lost_bytes(options[0][1], bare(marker[1])):
            if lost >= 0x81:
                yield from self._walk(marker.end(), lost, self._first)

    def _walk(self, at: int, pending: int, text: str) -> Iterator[tuple[int, str]]:
        """`pending` is the lead byte that waits for the byte at the place `at`."""
        while at < self._stop and self._steps > 0:
            self._steps -= 1
            marker = _MARKER.match(self._line, at)
            if marker:
                for lost in _lost_bytes(pending, bare(marker[1])):
                    yield marker.end(), text + bytes((pending, lost)).decode("gbk")
                return
            gloss = _BRACKET.match(self._line, at)
            if gloss:
                if not is_gloss(self._line[at - 1], gloss[1]):
                    return
                at = gloss.end()
                continue
            options = _byte_options(self._line[at])
            for option in options[1:]:
                yield from self._step(at, pending, text, option)
            if not options:
                return
            pair = _decode(pending, options[0][0])
            if pair is None:
                return
            text += pair
            at += 1
            if len(options[0]) == 1:
                yield at, text
                return
            pending = options[0][1]
            if pending < 0x81:
                return

    def _step(self, at: int, pending: int, text: str, option: bytes) -> Iterator[tuple[int, str]]:
        pair = _decode(pending, option[0])
        if pair is None:
            return
        if len(option) == 1:
            yield at + 1, text + pair
        elif option[1] >= 0x81:
            yield from self._walk(at + 1, option[1], text + pair)


def _byte_options(character: str) -> list[bytes]:
    """The bytes that a printed character may come from: an ASCII one may have been full-width once.

    >>> _byte_options(","), _byte_options("l"), _byte_options("执")
    ([b'\\xa3\\xac'], [b'\\xa3\\xec', b'l'], [b'\\xd6\\xb4'])
    """
    if character == " ":
        return [b"\xa1\xa1"]
    if "!" <= character <= "~":
        wide = bytes((_ROW_ASCII, ord(character) + 0x80))
        return [wide, character.encode()] if character >= "@" else [wide]
    encoded = character.encode("gbk", "ignore")
    return [encoded] if len(encoded) == 2 else []


@lru_cache(maxsize=1024)
def _lost_bytes(before: int, pinyin: str) -> tuple[int, ...]:
    """The bytes that spell, after `before`, a character of this reading."""
    return tuple(
        byte
        for byte in (*range(0x40, 0x7F), *range(0x80, 0xFF))
        if (character := _decode(before, byte)) is not None and pinyin in readings(character)
    )


def _decode(lead: int, trail: int) -> str | None:
    try:
        text = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None


def _score(text: str) -> float | None:
    """Share of GB2312's common half among the Han of a repaired run, `None` where the run is not credible."""
    if _UNSURE.search(text):
        return None
    simplified = simplify_line(text, page_is_traditional=True)
    encoded = simplified.encode("gb2312", "ignore")
    if len(encoded) != 2 * len(simplified.replace("—", "").replace("·", "")):
        return None
    leads = [lead for lead in encoded[::2] if lead >= 0xB0]
    common = sum(lead <= 0xD7 for lead in leads)
    share = common / len(leads) if leads else 0.0
    return share if share >= _LEAST_COMMON else None


def _like_the_line(text: str, line: str) -> str:
    """Punctuation in the width that the line prints: text stores fold it, pages do not."""
    if any(mark in line for mark in "，：；（）？！"):
        return text
    return text.translate(str.maketrans("，：；（）？！", ",:;()?!"))
