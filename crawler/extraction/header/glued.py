"""Labels and values glued into one word: sibling spans whose gaps only CSS draws."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.forms.header_labels import ORGANISATION_ENDS
from crawler.extraction.header.words import BLANK, COLON, HAN, LABEL, LABELS, Label

LONGEST = 300
"""A longer word is prose."""
_FEWEST = 2
_SHORTEST = 3
"""Shorter labels are words of values, too."""

_APART = re.compile(f"{BLANK}|{COLON}|[，。；、！？]")
_DATE = r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_OFFICE = re.compile(rf"[{HAN}]{{2,24}}[{ORGANISATION_ENDS}]")
_SHAPES = {
    "index_number": re.compile(r"(?=.*\d)[0-9A-Za-z\-/_—－()]{4,60}"),
    "publisher": _OFFICE,
    "source": _OFFICE,
    "document_number": re.compile(rf"[{HAN}]{{2,12}}[〔\[(（]20\d\d[〕\])）]\d+号"),
    "generated_date": re.compile(_DATE),
    "published_date": re.compile(_DATE),
    "validity": re.compile("(?:现行|继续)?有效|已?(?:失效|废止)"),
    "disclosure_method": re.compile("(?:主动|依申请|不予)公开"),
    "disclosure_scope": re.compile("面?向?全?社会(?:公开)?|全部公开"),
}


def glued_labels(text: str) -> Sequence[tuple[int, int, Label]]:
    """(start, end, label) of a line that is labels and values without any gap; empty where it is none.

    Every value must have the shape of its label, or be missing: else nobody knows where one ends.

    >>> [label.name for _, _, label in glued_labels("索引号012-8/2017-1发布机构红安县人民政府有效性有效")]
    ['索引号', '发布机构', '有效性']
    >>> glued_labels("索引号是目录的编号发布机构不详"), glued_labels("发布机构红安县人民政府")
    ([], [])
    """
    if len(text) > LONGEST or LABEL.match(text) is None or _APART.search(text):
        return []
    found = [(*mark.span(), LABELS[mark[0]]) for mark in LABEL.finditer(text) if mark[0] in LABELS]
    ends = [*(start for start, _, _ in found[1:]), len(text)]
    values = [text[start:end] for (_, start, _), end in zip(found, ends, strict=True)]
    if len(found) < _FEWEST or not any(values) or any(len(label.name) < _SHORTEST for _, _, label in found):
        return []
    fits = all(_fits(label, value) for (_, _, label), value in zip(found, values, strict=True))
    return found if fits else []


def _fits(label: Label, value: str) -> bool:
    shape = _SHAPES.get(label.field or "")
    return not value or (shape is not None and shape.fullmatch(value) is not None)
