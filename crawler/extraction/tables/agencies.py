"""Whose figures a table holds: some reports print a subordinate unit's tables beside their own.

A caption is a short line that ends like one: 下属单位红安县殡仪馆： or 本级：.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.page import Block, Paragraph
from crawler.extraction.tables.captions import MAX_CAPTION

_LINES_ABOVE = 4
_UNIT = r"(?:企?事业)?(?:单位|机构|部门)"
_END = r"[)）]?(?:[:：]|(?:情况|统计|情况统计)表[:：]?)"
_OWN = re.compile(rf".{{0,24}}(?:本级|机关|本部门|本单位|本局|本委|本办){_END}|[(（]?.{{0,8}}本级[)）]?")
_SUBORDINATE = re.compile(rf".{{0,16}}(?:下属|所属|直属|下级|二级|下辖){_UNIT}.{{0,30}}(?:[:：]|统计表|情况表)")
_TOGETHER = re.compile(r"汇总|合计|[和及与含]|包括|全[县市区省局]")
_NAMED = re.compile(r"[^，,。；;\d]{2,40}[:：]")
_BETWEEN = re.compile(r"[，,。；;！!]")


def other_agencies(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the tables that stand under the caption of another body than the report's.

    A caption that names a subordinate unit says so; where another says that what follows is the body's own, so does
    each that names anybody else, up to the next.

    >>> from crawler.extraction.page import FlatTable
    >>> table = FlatTable((("自然人", "3"),))
    >>> other_agencies([Paragraph("下属单位青石镇敬老院："), table, Paragraph("本级："), table])
    frozenset({1})
    >>> other_agencies([Paragraph("青石镇敬老院："), table, Paragraph("镇机关："), table])
    frozenset({1})
    >>> other_agencies([Paragraph("本级及下属单位："), table]), other_agencies([Paragraph("情况如下："), table])
    (frozenset(), frozenset())
    """
    texts = [block.text.strip() if isinstance(block, Paragraph) else None for block in blocks]
    has_own = any(text is not None and _is_own(text) for text in texts)
    others = set()
    is_other = False
    since = 0
    for index, text in enumerate(texts):
        if text is None:
            if is_other and (has_own or since <= _LINES_ABOVE):
                others.add(index)
            is_other = is_other and has_own
            continue
        since += 1
        if len(text) > MAX_CAPTION or _TOGETHER.search(text):
            is_other = is_other and has_own
        elif _SUBORDINATE.fullmatch(text) or (has_own and _names_another(text)):
            is_other, since = True, 0
        elif _is_own(text):
            is_other = False
    return frozenset(others)


def is_agency_caption(text: str) -> bool:
    """Whether a line says whose table follows.

    >>> [is_agency_caption(text) for text in ("本级：", "下属单位青石镇敬老院：", "行政机关", "其他：")]
    [True, True, False, False]
    """
    return _is_own(text) or (len(text) <= MAX_CAPTION and _SUBORDINATE.fullmatch(text) is not None)


def _is_own(text: str) -> bool:
    """Whether a caption says that what follows is the body's own."""
    is_caption = len(text) <= MAX_CAPTION and not _BETWEEN.search(text) and not _TOGETHER.search(text)
    return is_caption and not _SUBORDINATE.fullmatch(text) and _OWN.fullmatch(text) is not None


def _names_another(text: str) -> bool:
    """Whether a line is nothing but a name of a body and a colon."""
    return _NAMED.fullmatch(text) is not None and re.search(r"[局委办处站所院馆校队社司中心][:：]$", text) is not None
