"""Which box holds the document: found by what it holds, family hints only where that leaves a choice.

Going down from the page, the walk into a smaller box is right as long as nothing is left outside but site chrome:
every numbered heading and data table, and nine tenths of the prose, must be inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from crawler.extraction.boxes import Box, Line, Printed, Sheet
from crawler.extraction.chrome import (
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


def choose(root: Box, blocks: Sequence[Printed], *, preferred: frozenset[int] = frozenset()) -> Box:
    """The body container. `preferred` holds the memory ids of elements that the caller's selectors name."""
    masses = [_mass(block) for block in blocks]
    strong = [1 if _is_strong(block) else 0 for block in blocks]
    mass_to = [0, *accumulate(masses)]
    strong_to = [0, *accumulate(strong)]

    def mass(box: Box) -> int:
        return mass_to[box.end] - mass_to[box.start]

    def evidence(box: Box) -> int:
        return strong_to[box.end] - strong_to[box.start]

    total = mass(root)
    if total < MIN_BODY:
        return _hinted(root, preferred, 0, mass) or _deepest(root, total, mass)
    box = root
    while True:
        inner = max((item for item in box.items if isinstance(item, Box)), key=mass, default=None)
        if inner is None or mass(inner) < _KEPT * total or evidence(inner) < evidence(box):
            twin = _twin(box, blocks)
            if twin is None:
                break
            inner = twin
            total = mass(twin)
        box = inner
    return _hinted(box, preferred, int(_KEPT * total), mass) or box


def _mass(block: Printed) -> int:
    """Weight of a block as part of a document: prose counts in full, short lines little, links and chrome nothing."""
    if isinstance(block, Sheet):
        return 0 if is_header_table(block) else min(2000, block.length)
    text = block.text
    if block.linked * 2 > len(text):
        return 0
    if is_prose(text) and (len(text) > 120 or not is_chrome(text)):
        return len(text)
    if not is_section(text) and (is_chrome(text) or is_breadcrumb(text) or is_header_line(text)):
        return 0
    return len(text) // _SHORT_LINE


def _is_strong(block: Printed) -> bool:
    """Numbered headings and tables of data are part of the document wherever they stand."""
    if isinstance(block, Sheet):
        return block.numbers >= _DATA_NUMBERS
    return is_section(block.text) and block.linked * 2 <= len(block.text)


def _twin(box: Box, blocks: Sequence[Printed]) -> Box | None:
    """The first of two boxes that hold the same text: a page with a copy for print or for telephones."""
    large = [item for item in box.items if isinstance(item, Box) and item.end - item.start > 2]
    for one, other in pairwise(large):
        if one.end - one.start == other.end - other.start and _texts(one, blocks) == _texts(other, blocks):
            return one
    return None


def _texts(box: Box, blocks: Sequence[Printed]) -> list[str | Table]:
    return [block.text if isinstance(block, Line) else block.table for block in blocks[box.start : box.end]]


def _hinted(box: Box, preferred: frozenset[int], least: int, mass: Callable[[Box], int]) -> Box | None:
    """The smallest box inside that the caller or a CMS family names as body and that holds enough."""
    best: Box | None = None
    best_rank = 0
    open_boxes = [box]
    while open_boxes:
        inner = open_boxes.pop()
        if inner.end == inner.start or mass(inner) < least:
            continue
        rank = 2 if inner.node.mem_id in preferred else 1 if _is_hint(inner) else 0
        if rank > best_rank or (rank and rank == best_rank and best is not None and mass(inner) > mass(best)):
            best, best_rank = inner, rank
        open_boxes.extend(item for item in inner.items if isinstance(item, Box))
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
