"""Where labels, breadcrumbs and tools stand in a printed line.

A label is a label with a colon behind it, or between blanks. Every known label ends the value before it, so
that an empty value never takes the next label for its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from crawler.extraction.forms.header_labels import ORGANISATION_ENDS
from crawler.extraction.header.glued import glued_labels
from crawler.extraction.header.words import (
    BLANK,
    COLON,
    HAN,
    LABEL,
    LABELS,
    PLACE,
    TOOL,
    UNKNOWN,
    Label,
    fold,
)  # fmt: skip

FREE_TEXT = ("title", "abstract", "keywords")
"""Fields whose values are sentences, in which a word that is also a label may occur."""

DATE_START = re.compile(r"[\[【（(]?\s{0,3}(?:19|20)\d{2}[-/.年]")
"""How a printed date begins."""

_AFTER = re.compile(f"{BLANK}{{0,4}}{COLON}")
_OPEN = re.compile(rf"[【\[〖]{BLANK}{{0,4}}$")
_CLOSED = re.compile(rf"{BLANK}{{0,4}}[】\]〗]{BLANK}{{0,4}}{COLON}?")
_BEFORE_BARE = re.compile(r"[\s|｜【\[（(•·\u200b\ufeff]")
_BEHIND_BARE = re.compile(r"[\s|｜\]】）)\u200b\ufeff]|$")
_TITLE_ENDS = ("报告", "年报", "总结", "通知")
_SHORT_BUT_PLAIN = ("来源", "作者", "浏览", "点击", "阅读")
_FOLLOWS_COLON = re.compile(f"{COLON}{BLANK}{{0,4}}$")
_BLANKS = re.compile(f"{BLANK}+")
_BULLETS = " \t\u3000\xa0\u200b\ufeff•·●○■◆▪►▶★※|｜[【（("
_KNOWN_TAIL = re.compile(f"(?:{LABEL.pattern}){BLANK}{{0,4}}{COLON}$")
_MEASURED = re.compile(r"\d\s?[日月时分秒次人条号]")
_ASCII_WORD = re.compile(r"[\dA-Za-z]")
_HAN_WORD = re.compile(f"[{HAN}]{{1,6}}(?={BLANK}|$)")
_HAN_ONE = re.compile(f"[{HAN}]")


_OFFICE = re.compile(rf"(?![于自为是有不可和])[{HAN}]{{1,24}}[{ORGANISATION_ENDS}](?={BLANK}|$)")
_SHAPES = {
    "publisher": _OFFICE,
    "source": _OFFICE,
    "validity": re.compile(rf"(?:现行|继续)?有效(?={BLANK}|$)"),
    "disclosure_method": re.compile(rf"(?:主动|依申请)公开(?={BLANK}|$)"),
    "disclosure_scope": re.compile(rf"面?向全?社会(?:公开)?(?={BLANK}|$)"),
    "document_number": re.compile(rf"[{HAN}]{{2,12}}[〔\[(（]20\d\d[〕\])）]\d+号(?={BLANK}|$)"),
}


class Mark(NamedTuple):
    """A label with its colon, the words before a breadcrumb, or a tool."""

    start: int
    end: int
    kind: Literal["label", "place", "tool"]
    label: Label | None
    """The known label; `None` for an unknown label and for the other kinds."""
    colon: bool
    """Whether a colon follows."""


def find_marks(text: str) -> list[Mark]:
    """All marks of a line in order, those left out that are words of a value.

    >>> [mark.label.name for mark in find_marks("索 引 号 A01-2 分  类 综合政务 体裁分类 报告")]
    ['索引号', '分类', '体裁分类']
    >>> [mark.label.name for mark in find_marks("时间:2015-11-10 01:51:51信息来源:浏览次数:")]
    ['时间', '信息来源', '浏览次数']
    """
    text = fold(text)
    if glued := glued_labels(text):
        return [Mark(start, end, "label", label, False) for start, end, label in glued]
    marks = [Mark(found.start(), found.end(), "place", None, True) for found in PLACE.finditer(text)][:1]
    marks += [Mark(found.start(), found.end(), "tool", None, False) for found in TOOL.finditer(text)]
    marks += _labels(text)
    if any(mark.colon for mark in marks):
        marks += _unknown(text, marks)
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in marks:
        if not kept or (mark.start >= kept[-1].end and _ends_value(mark, kept[-1])):
            kept.append(mark)
    return kept


def _unknown(text: str, known: list[Mark]) -> Iterator[Mark]:
    """Words that look like labels. Behind other text, one that ends in a known label may as well be the end of a
    value and that label (`… 科技教育浏览次数：`): it is none, and the value that holds it is refused later."""
    for found in UNKNOWN.finditer(text):
        start, end = found.span()
        if any(mark.start < end and start < mark.end for mark in known):
            continue
        if _KNOWN_TAIL.search(found[0]) and text[:start].strip(_BULLETS):
            continue
        yield Mark(start, end, "label", None, True)


def _labels(text: str) -> Iterator[Mark]:
    for found in LABEL.finditer(text):
        mark = _label_mark(text, *found.span(), LABELS[_BLANKS.sub("", found[0])])
        if mark:
            yield mark


def _label_mark(text: str, start: int, end: int, label: Label) -> Mark | None:
    """The label as a mark, if what stands around it lets it be one."""
    before = text[start - 1] if start else " "
    bracketed = _CLOSED.match(text, end)
    if bracketed and _OPEN.search(text, max(0, start - 5), start):
        return Mark(start, bracketed.end(), "label", label, True)
    colon = _AFTER.match(text, end)
    if colon:
        if _HAN_ONE.match(before) and not _follows_han(label, text, start, colon.end()):
            return None
        return Mark(start, colon.end(), "label", label, True)
    if not _BEFORE_BARE.match(before):
        return None
    bare = _BEHIND_BARE.match(text, end) or _has_glued_value(label, text, end)
    return Mark(start, end, "label", label, False) if bare else None


def _follows_han(label: Label, text: str, start: int, value_start: int) -> bool:
    """Whether a label with colon may stand glued behind a Chinese value: `…政府办公室发布时间：2017-…`.

    Not where it makes one longer, unknown word with the characters before it (首次发布时间); a short label
    only where the value before is an office and the one behind a date.
    """
    if label.name.startswith("政府"):
        return False
    office = text[start - 1] in ORGANISATION_ENDS or text[start - 2 : start] in _TITLE_ENDS
    office = office or _MEASURED.fullmatch(text[max(0, start - 2) : start]) is not None
    if len(label.name) <= 2 and label.name not in _SHORT_BUT_PLAIN:
        return office and label.field == "published_date" and DATE_START.match(text, value_start) is not None
    if office:
        return True
    word = start
    while word and _HAN_ONE.match(text[word - 1]):
        word -= 1
    return _FOLLOWS_COLON.search(text[max(0, word - 6) : word]) is not None


def _has_glued_value(label: Label, text: str, end: int) -> bool:
    """Whether a value of the label's own shape is glued to it: `索引号01…`, `发布日期2017-…`.

    An office or a fixed word only in a line that begins with a label (sibling spans whose gap is drawn by CSS).
    """
    if label.field == "index_number":
        return _ASCII_WORD.match(text, end) is not None
    if not label.name.endswith(("日期", "时间")):
        return LABEL.match(text) is not None and has_shape_of(label, text, end)
    return DATE_START.match(text, end) is not None or (len(label.name) >= 4 and _HAN_WORD.match(text, end) is not None)


def has_shape_of(label: Label, text: str, start: int) -> bool:
    """Whether what stands at `start` is known for a value of the label by its shape alone.

    A short label may begin a sentence (`来源于各处室`): its office must stand behind a blank.

    >>> has_shape_of(LABELS["发布机构"], "发布机构青石县教育局", 4), has_shape_of(LABELS["来源"], "来源于各处室", 2)
    (True, False)
    """
    shape = _SHAPES.get(label.field or "")
    if shape is None or (len(label.name) < 3 and label.field == "source" and not text[start : start + 1].isspace()):
        return False
    blanks = _BLANKS.match(text, start)
    return shape.match(text, blanks.end() if blanks else start) is not None


def _ends_value(mark: Mark, before: Mark) -> bool:
    """Whether the mark ends the value of the label before it, rather than being a word of that value."""
    if mark.label is None or mark.colon or before.kind != "label" or not before.colon:
        return True
    if before.label is not None and before.label.field in FREE_TEXT:
        return False
    return len(mark.label.name) >= 3 or len(mark.label.name) < mark.end - mark.start
