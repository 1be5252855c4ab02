"""Ordinals that the source leaves out: reported, never renumbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.numerals import ordinal, written_ordinal
from crawler.extraction.page import Issue
from crawler.extraction.sections.candidates import Candidate

_ITEM = re.compile(r"[\s\u3000]*(?:其中[:：])?(\d{1,2})[\s\u3000]?[、.．](?!\d)")
_LARGEST_GAP = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading with its place among the sections and the span of its text, (line, offset) to (line,
    offset)."""

    mark: Candidate
    level: int
    section: int
    begin: tuple[int, int]
    end: tuple[int, int]


def missing_numbers(placed: Sequence[Placed], candidates: Sequence[Candidate], lines: Sequence[str]) -> Iterator[Issue]:
    """`missing_number` for gaps, late starts and repeats of the level-1 and level-2 ordinals.

    An ordinal that is printed somewhere in between, as prose or inside a line, is not missing.
    """
    before: dict[int, Placed | None] = {1: None, 2: None}
    reached = {1: 0, 2: 0}
    for place in placed:
        if place.mark.system == "none":
            continue
        if place.level == 1:
            before[2], reached[2] = None, 0
            opening = (0, 0)
        else:
            opening = next(p.begin for p in reversed(placed) if p.level == 1 and p.section < place.section)
        last = before[place.level]
        before[place.level] = place
        value = place.mark.value
        expected = reached[place.level] + 1
        reached[place.level] = value
        if last is not None and value == 1:
            continue
        since = opening if last is None else last.begin
        printed = _printed_value(place.mark)
        if printed != value:
            yield _issue(place, expected, [])
            continue
        missing = [
            number
            for number in range(expected, min(value, expected + _LARGEST_GAP))
            if not _stands_between(number, place, since, candidates, lines)
        ]
        if value < expected:
            reached[place.level] = expected
        if missing or value < expected:
            yield _issue(place, expected, missing)


def _printed_value(mark: Candidate) -> int | None:
    """What the ordinal says, where it differs from the place that the heading was given; `None` where it is
    lost."""
    number = mark.number or ""
    digits = re.sub(r"[第部分章篇()（）]", "", number)
    if not digits:
        return None
    return ordinal(digits)


def _issue(place: Placed, expected: int, missing: Sequence[int]) -> Issue:
    detail = {
        "level": place.level,
        "section": place.section,
        "expected": _like(place.mark, expected),
        "found": place.mark.number,
        "missing": [_like(place.mark, number) for number in missing],
    }
    return Issue("missing_number", "warning", detail)


def _like(mark: Candidate, value: int) -> str:
    written = written_ordinal(value)
    if mark.system == "part":
        return "第" + written + (mark.number or "").lstrip("第一二三四五六七八九十")
    return {"paren": f"({written})", "arabic": str(value), "paren_arabic": f"({value})"}.get(mark.system, written)


def _stands_between(
    value: int, place: Placed, since: tuple[int, int], candidates: Sequence[Candidate], lines: Sequence[str]
) -> bool:
    until = (place.mark.line, place.mark.start)
    if any(
        c.value == value and c.system == place.mark.system and since <= (c.line, c.start) < until for c in candidates
    ):
        return True
    written = written_ordinal(value) if place.mark.system not in ("arabic", "paren_arabic") else str(value)
    forms = {
        "paren": (f"({written})", f"（{written}）"),
        "paren_arabic": (f"({written})", f"（{written}）"),
        "part": (f"第{written}部分",),
    }.get(place.mark.system, (f"{written}、", f"{written}.", f"{written}．"))
    for index in range(since[0], min(until[0] + 1, len(lines))):
        line = lines[index]
        start = since[1] if index == since[0] else 0
        stop = until[1] if index == until[0] else len(line)
        if "|" not in line and any(form in line[start:stop] for form in forms):
            return True
    return False


def missing_items(placed: Sequence[Placed], lines: Sequence[str]) -> Iterator[Issue]:
    """`missing_number` for gaps among the items `1.` `2.` … that stand at the beginning of a section's
    lines."""
    for place in placed:
        if place.mark.system in ("arabic", "paren_arabic"):
            continue
        last, since = 0, 0
        for index in range(place.begin[0], min(place.end[0] + (place.end[1] > 0), len(lines))):
            if lines[index][:1].isalpha() and lines[index][0] != "其":
                continue
            found = _ITEM.match(lines[index])
            if found is None or not lines[index][found.end() :].strip():
                continue
            value = int(found[1])
            if last and last + 1 < value <= last + _LARGEST_GAP:
                between = "\n".join(lines[since:index])
                missing = [
                    str(number)
                    for number in range(last + 1, value)
                    if not re.search(rf"(?<!\d){number}[\s\u3000]?[、.．](?!\d)", between)
                ]
                if missing:
                    detail = {
                        "level": 3,
                        "section": place.section,
                        "expected": str(last + 1),
                        "found": str(value),
                        "missing": missing,
                    }
                    yield Issue("missing_number", "warning", detail)
            if last or value == 1:
                last, since = value, index
