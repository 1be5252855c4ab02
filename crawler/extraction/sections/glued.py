"""Headings inside a line: text pages whose paragraphs were glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.extraction.forms.section_headings import HEADING_ENDS
from crawler.extraction.numerals import HAN_ORDINAL
from crawler.extraction.sections.candidates import (
    GLUED,
    LEADER,
    STARTS,
    TABLE_ROW,
    Candidate,
    clean_heading,
    ordinal_of,
)
from crawler.extraction.sections.kinds import LONGEST_HEADING, known_kind, known_prefix

MOST_TRIED = 1_500
"""More ordinals inside lines than this are no glued report."""
SHORTEST_GLUED = 40
"""Shorter lines are not glued."""

# One set of characters goes first: the search for it needs no look at the alternatives.
_INLINE = re.compile(
    r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖部](?:(?<=部)分|(?<!部)[\s\u3000]?[、.．]|(?<=[一二三四五六七八九十])[)）])"
)
_BEFORE_INLINE = re.compile(
    rf"(?:^|[。;；!！?？:：\s>)）]|{HEADING_ENDS}(?=[(（]))(?P<ordinal>第{HAN_ORDINAL}|[(（]?{HAN_ORDINAL})$"
)
_ENDS = re.compile(rf"{HEADING_ENDS}$")


def inline_candidates(lines: Sequence[str | None]) -> Iterator[Candidate]:
    """Candidates inside the longer lines; `None` in `lines` is a table row.

    Only with a heading that is known, or that a blank or the beginning of a sentence ends.

    >>> glued = ["现公布如下: 一、概述 2016年我局各项工作有序开展,群众满意。二、其他情况 无其他需要说明的。"]
    >>> [candidate.heading for candidate in inline_candidates(glued)]
    ['概述', '其他情况']
    """
    for index, start in islice(_ordinals(lines), MOST_TRIED):
        line = lines[index] or ""
        leader = LEADER.match(line, start)
        read = ordinal_of(leader) if leader else None
        if leader is None or read is None or TABLE_ROW.match(line, start):
            continue
        rest = line[leader.end() : leader.end() + 100]
        end = _inline_end(rest)
        if not end:
            continue
        heading, (system, value, number) = clean_heading(rest[:end]), read
        known = known_kind(heading) is not None
        body = leader.end() + end
        yield Candidate(index, start, body, system, value, number, heading, known, "inline", "", index)


def _ordinals(lines: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """(line, offset) of the ordinals that follow the end of a sentence."""
    for index, line in enumerate(lines):
        if not line or len(line) < SHORTEST_GLUED:
            continue
        for found in _INLINE.finditer(line):
            end = found.start() + (0 if found[0] == "部分" else 1)
            before = _BEFORE_INLINE.search(line, max(0, end - 9), end)
            if before is not None and before.start("ordinal") > 0:
                yield index, before.start("ordinal")


def _inline_end(rest: str) -> int:
    known = known_prefix(rest)
    if known and (STARTS.match(rest, known) or (known >= 8 and not re.match(r"[,，;；、的不和及与]|$", rest[known:]))):
        return known
    blank = re.search(r"[\s\u3000]|$", rest)
    end = blank.start() if blank else 0
    if 3 < end <= LONGEST_HEADING and _ENDS.search(rest[:end]) and not re.search(r"[,，;；。:：]", rest[:end]):
        return end
    found = GLUED.search(rest, 0, LONGEST_HEADING + 12)
    if found and not re.search(r"[,，;；。:：]", rest[: found.end()]):
        return found.end()
    return 0
