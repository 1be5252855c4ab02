"""What of the blocks around the body belongs to the document: title, header block, breadcrumb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crawler.extraction.doors.boxes import Box, Line, Printed, Sheet
from crawler.extraction.doors.chrome import (
    is_breadcrumb,
    is_chrome,
    is_header_label,
    is_header_line,
    is_header_table,
    is_prose,
    is_section,
)

_NEAR = 30
"""So many blocks before the body may be unlabelled lines of its header."""
_HEADER = 120
"""A header block inside the container ends after so many blocks."""
_CRUMBS = 12
_CRUMB = 24
_SHORT = 120
_TITLE = 6


class Parts(NamedTuple):
    """The page's blocks, sorted out; `body_start` counts in the flat blocks, `breadcrumb` is its whole line."""

    before: list[Printed | str]
    body: list[Printed]
    body_start: int
    breadcrumb: str | None


def around(flat: Sequence[Printed], container: Box | None, claimed: Sequence[str]) -> Parts:
    """Sort the blocks: before the body, the body; chrome is dropped. `claimed` are the titles of the page's head.

    Header lines that stand behind the body (责任编辑, 来源) are part of the header block and join those before.
    """
    if container is None:
        return Parts([], [], 0, None)
    start = _skip_header(flat, container.start, container.end)
    end = container.end
    while end > start and _is_tail(flat, end - 1):
        end -= 1
    before: list[Printed | str] = []
    breadcrumb = None
    number = 0
    bare_titles = [title.replace(" ", "") for title in claimed]
    while number < start:
        block = flat[number]
        if isinstance(block, Line) and is_breadcrumb(block.text):
            crumb, number = _whole_crumb(flat, number, start)
            breadcrumb = breadcrumb or crumb
            before.append(crumb)
            continue
        if not _is_link(block) and (_is_header(flat, number) or _is_near(block, start - number, bare_titles)):
            before.append(block)
        number += 1
    before += [
        flat[number] for number in range(end, len(flat)) if not _is_link(flat[number]) and _is_header(flat, number)
    ]
    body = [block for block in flat[start:end] if not _is_linked_crumb(block)]
    return Parts(before, body, start, breadcrumb)


def _is_link(block: Printed) -> bool:
    """Whether a line is link for the most part, as most lines outside a document are: part of no header."""
    return type(block) is Line and block.linked * 2 > len(block.text)


def _is_header(flat: Sequence[Printed], number: int) -> bool:
    """A table or line of the header block, or the value in the line behind a label."""
    block = flat[number]
    if isinstance(block, Sheet):
        return is_header_table(block)
    text = block.text
    if len(text) > _SHORT or _is_link(block) or is_prose(text):
        return False
    if is_header_line(text) or is_header_label(text):
        return True
    previous = flat[number - 1] if number else None
    return isinstance(previous, Line) and is_header_label(previous.text) and not is_section(text)


def _skip_header(flat: Sequence[Printed], start: int, end: int) -> int:
    """Where the body begins in a container that holds the header block, too."""
    first = start
    for number in range(start, min(end, start + _HEADER)):
        block = flat[number]
        if _is_header(flat, number) or (isinstance(block, Line) and is_breadcrumb(block.text)):
            first = number + 1
        elif isinstance(block, Sheet) or is_prose(block.text) or is_section(block.text):
            break
    return first


def _is_tail(flat: Sequence[Printed], number: int) -> bool:
    """Chrome or header lines at the end of the container."""
    block = flat[number]
    if isinstance(block, Line) and (is_prose(block.text) or is_section(block.text)):
        return False
    return _is_header(flat, number) or (isinstance(block, Line) and is_chrome(block.text))


def _is_near(block: Printed, distance: int, bare_titles: Sequence[str]) -> bool:
    """Whether an unlabelled block before the body belongs to the document: its title, or what stands around."""
    if isinstance(block, Sheet):
        return distance <= _NEAR
    text = block.text
    if len(text) < _TITLE:
        return False
    bare = text.replace(" ", "")
    if any(title.startswith(bare) for title in bare_titles):
        return True
    return distance <= _NEAR and not is_chrome(text)


def _whole_crumb(flat: Sequence[Printed], number: int, start: int) -> tuple[str, int]:
    """A breadcrumb in one line, whose members may be lines of their own, and the number of the next block."""
    crumbs: list[str] = []
    while number < start and len(crumbs) < _CRUMBS:
        block = flat[number]
        if not isinstance(block, Line):
            break
        if crumbs and (block.linked * 2 < len(block.text) or not block.linked or len(block.text) > _CRUMB):
            break
        crumbs.append(block.text)
        number += 1
    return " ".join(crumbs), number


def _is_linked_crumb(block: Printed) -> bool:
    return isinstance(block, Line) and block.linked > 0 and is_breadcrumb(block.text)
