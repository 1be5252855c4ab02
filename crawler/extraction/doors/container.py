"""Which box holds the document: found by what it holds, family hints only where that leaves a choice.

Going down from the page, the walk into a smaller box is right as long as nothing is left outside but site chrome:
every numbered heading and data table, and nine tenths of the prose, must be inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter

from crawler.extraction.doors.boxes import Box, Line, Printed, Sheet
from crawler.extraction.doors.chrome import (
    is_breadcrumb,
    is_chrome,
    is_header_line,
    is_header_table,
    is_prose,
    is_section,
)
from crawler.extraction.page import Table

HINTS = frozenset(
    {
        "UCAP-CONTENT",
        "zoom",
        "Zoom",
        "zoomcon",
        "fontzoom",
        "TRS_Editor",
        "trs_editor_view",
        "TRS_UEDITOR",
        "vsb_content",
        "v_news_content",
        "article-content",
        "article_content",
        "zwxl-article",
        "news_cont_d_wrap",
        "wzcon",
        "j-fontContent",
        "ivs_content",
        "Article_content",
        "main-txt",
        "bt_content",
        "xxgk_content",
        "zw-content",
        "detail-content",
        "tyxxy_main",
        "wp_articlecontent",
        "pages_content",
        "Custom_UnionStyle",
        "zc_article_con",
        "article_zoom",
    }
)
"""Ids and classes of body containers in the CMS families that Chinese portals use."""

MIN_BODY = 100
"""A document of fewer characters is only an attachment's cover, or no document."""

_KEPT = 0.9
_SHORT_LINE = 4
_DATA_NUMBERS = 4
_TABLE_MASS = 2000
_FOOTER = 120


def choose(root: Box, blocks: Sequence[Printed], *, preferred: frozenset[int] = frozenset()) -> Box:
    """The body container. `preferred` holds the memory ids of elements that the caller's selectors name."""
    weights = [_weigh(block) for block in blocks]
    mass_to: list[int] = [0, *accumulate(map(itemgetter(0), weights))]
    strong_to: list[int] = [0, *accumulate(map(itemgetter(1), weights))]

    def mass(box: Box) -> int:
        return mass_to[box.end] - mass_to[box.start]

    def evidence(box: Box) -> int:
        return strong_to[box.end] - strong_to[box.start]

    total = mass(root)
    if total < MIN_BODY:
        return _hinted(root, preferred, lambda _inner: True) or _deepest(root, total, mass)
    box = root
    while True:
        inner = max((item for item in box.items if isinstance(item, Box)), key=mass, default=None)
        if inner is None or mass(inner) < _KEPT * total or evidence(inner) < evidence(box):
            inner = _twin(box, blocks)
            if inner is None:
                break
            total = mass(inner)
        box = inner
    least, strong = _KEPT * total, evidence(box)
    return _hinted(box, preferred, lambda inner: mass(inner) >= least and evidence(inner) >= strong) or box


def _weigh(block: Printed) -> tuple[int, int]:
    """Mass of a block as part of a document, and 1 if it is part of one wherever it stands.

    Prose counts in full, short lines little, links and chrome nothing; numbered headings and tables of data are strong.
    """
    if isinstance(block, Sheet):
        mass = 0 if is_header_table(block) else min(_TABLE_MASS, block.length)
        return mass, int(block.numbers >= _DATA_NUMBERS)
    text, linked, _ = block
    length = len(text)
    if linked * 2 > length:
        return 0, 0
    prose = is_prose(text)
    if is_section(text):
        return (length if prose else length // _SHORT_LINE), 1
    if prose and (length > _FOOTER or not is_chrome(text)):
        return length, 0
    if is_chrome(text) or is_breadcrumb(text) or is_header_line(text):
        return 0, 0
    return length // _SHORT_LINE, 0


def _twin(box: Box, blocks: Sequence[Printed]) -> Box | None:
    """The first of two boxes that hold the same text: a page with a copy for print or for telephones."""
    large = [item for item in box.items if isinstance(item, Box) and item.end - item.start > 2]
    for one, other in pairwise(large):
        if one.end - one.start == other.end - other.start and _texts(one, blocks) == _texts(other, blocks):
            return one
    return None


def _texts(box: Box, blocks: Sequence[Printed]) -> list[str | Table]:
    return [block.text if isinstance(block, Line) else block.table for block in blocks[box.start : box.end]]


def _hinted(box: Box, preferred: frozenset[int], fits: Callable[[Box], bool]) -> Box | None:
    """The outermost fitting box inside that the caller names as body, else one that a CMS family does."""
    best: Box | None = None
    open_boxes = [box]
    while open_boxes:
        inner = open_boxes.pop()
        if inner.end == inner.start or not fits(inner):
            continue
        if inner.node.mem_id in preferred:
            return inner
        if best is None and _is_hint(inner):
            best = inner
        open_boxes.extend(item for item in reversed(inner.items) if isinstance(item, Box))
    return best


def _is_hint(box: Box) -> bool:
    names = box.attributes.get("id"), *(box.attributes.get("class") or "").split()
    return any(name in HINTS for name in names if name)


def _deepest(root: Box, total: int, mass: Callable[[Box], int]) -> Box:
    """Where there is hardly any text: the smallest box that holds all of it."""
    box = root
    while True:
        inner = next((i for i in box.items if isinstance(i, Box) and total and mass(i) == total), None)
        if inner is None:
            return box
        box = inner
