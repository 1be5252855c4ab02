"""What of the blocks around the body belongs to the document: title, header block, breadcrumb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.boxes import Box, Line, Printed, Sheet
from crawler.extraction.chrome import (
    is_breadcrumb,
    is_chrome,
    is_header_label,
    is_header_line,
    is_header_table,
    is_prose,
    is_section,
)

_NEAR = 30
_CRUMBS = 8
_CRUMB = 24
_TITLE = 120

Piece = Line | Sheet | str


class Parts(NamedTuple):
    """The page's blocks, sorted out; `body_start` counts in the flat blocks, `breadcrumb` is its whole line."""

    before: list[Piece]
    body: list[Piece]
    body_start: int
    breadcrumb: str | None


def around(flat: Sequence[Printed], container: Box | None, claimed: Sequence[str]) -> Parts:
    """Sort the blocks: before the body, the body; chrome is dropped.

    Header lines that stand behind the body (责任编辑, 来源) are part of the header block and join those before.
    """
    if container is None:
        return Parts([], [], 0, None)
    start = _skip_header(flat, container.start, container.end, claimed)
    end = container.end
    while end > start and _is_tail(flat[end - 1]):
        end -= 1
    kept: list[Piece] = []
    breadcrumb = None
    number = 0
    while number < start:
        block = flat[number]
        number += 1
        if isinstance(block, Sheet):
            if is_header_table(block) or number > start - _NEAR:
                kept.append(block)
        elif is_breadcrumb(block.text):
            crumb, number = _whole_crumb(flat, number, start)
            breadcrumb = breadcrumb or crumb
            kept.append(crumb)
        elif _belongs(block, flat[number] if number < len(flat) else None, start - number, claimed):
            kept.append(block)
            if is_header_label(block.text) and number < start and isinstance(following := flat[number], Line):
                if len(following.text) <= _TITLE and not is_header_label(following.text):
                    kept.append(following)
                    number += 1
    tail = [block for block in flat[end:] if _is_header(block)]
    body = [block for block in flat[start:end] if not _is_inner_chrome(block)]
    return Parts([*kept, *tail], list(body), start, breadcrumb)


def _skip_header(flat: Sequence[Printed], start: int, end: int, claimed: Sequence[str]) -> int:
    """Where the body begins in a container that holds the header block, too."""
    first = start
    for number in range(start, min(end, start + 4 * _NEAR)):
        block = flat[number]
        if isinstance(block, Sheet):
            if is_header_table(block):
                first = number + 1
                continue
            break
        if is_prose(block.text) or is_section(block.text):
            break
        if is_header_line(block.text) or is_breadcrumb(block.text):
            first = number + 1
    return first


def _whole_crumb(flat: Sequence[Printed], number: int, start: int) -> tuple[str, int]:
    """A breadcrumb in one line, whose members may be lines of their own, and the number of the next block."""
    line = flat[number - 1]
    assert isinstance(line, Line)  # noqa: S101 - the caller looked
    crumbs = [line.text]
    while number < start and len(crumbs) <= _CRUMBS:
        block = flat[number]
        if not isinstance(block, Line) or not block.linked or block.linked * 2 < len(block.text) or len(block.text) > _CRUMB:
            break
        crumbs.append(block.text)
        number += 1
    return " ".join(crumbs), number


def _belongs(line: Line, following: Printed | None, distance: int, claimed: Sequence[str]) -> bool:
    """Whether a line before the body belongs to the document."""
    text = line.text
    if line.linked * 2 > len(text):
        return False
    if is_header_line(text) or is_header_label(text):
        return True
    bare = text.replace(" ", "")
    if len(bare) >= 6 and any(title.replace(" ", "").startswith(bare) for title in claimed):
        return True
    return distance <= _NEAR and len(text) >= 6 and not is_chrome(text)


def _is_header(block: Printed) -> bool:
    if isinstance(block, Sheet):
        return is_header_table(block)
    return is_header_line(block.text) and len(block.text) <= _TITLE and block.linked * 2 <= len(block.text)


def _is_tail(block: Printed) -> bool:
    """Chrome or header lines at the end of the container."""
    if isinstance(block, Sheet):
        return is_header_table(block)
    if is_prose(block.text) or is_section(block.text):
        return False
    return is_header_line(block.text) or is_chrome(block.text)


def _is_inner_chrome(block: Printed) -> bool:
    return isinstance(block, Line) and is_breadcrumb(block.text) and block.linked > 0
