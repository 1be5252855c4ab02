"""Label/value pairs of one printed line: `来源：… 时间：…`, `label value label value`, spaced, glued.

A line is a header line only if it begins like one; a label inside prose is no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.header.marks import DATE_START, FREE_TEXT, Mark, find_marks, has_shape_of
from crawler.extraction.header.words import BLANK, COLON, COMPOUND, CONTACT, HAN, Label
from crawler.extraction.script.restore import printed_span

MAX_LINE = 1000
"""Longer lines are prose, whatever they begin with."""

_BULLET = re.compile(r"[\s\u200b\ufeff•·●○■◆▪►▶★※|｜\[【（(]{0,20}")
_EDGE_START = re.compile(r"[\s\u200b\ufeff|｜丨]+")
_EDGE_END = re.compile(r"[\s\u200b\ufeff|｜丨;；,，\[【（(〖]+$")
_LABEL_END = re.compile(rf"(?:{BLANK}|{COLON}|[】\]〗])+$")
_NOT_WORD = re.compile(f"{BLANK}|{COLON}")
_CLOSING = {"]": "[", "】": "【", "）": "（", ")": "(", "〗": "〖"}
_LEAD = re.compile(r"[^，。；！？、]{1,80}")
_SET_OFF = re.compile(r"[\s|｜【\[（(]")
_ARROWS = re.compile(r"[>＞»›→]+|-{1,2}>|::|/|\|")
_GAP = re.compile(f"{BLANK}+")
_HAN_ONE = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or cell: restored text, and the same as printed."""

    text: str
    printed: str

    def as_printed(self, start: int, end: int) -> str:
        """What the page printed for `text[start:end]`."""
        if self.text == self.printed:
            return self.text[start:end]
        return printed_span(self.printed, self.text, start, end)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value."""

    label: str
    """As printed, without colon and blanks around."""
    value: str
    """As printed, without blanks around; `""` where empty."""
    text: str
    """The restored value."""
    known: Label | None
    """The label's meaning; `None` for an unknown label."""
    cut: bool = False
    """Whether the next label follows without a blank: a part of another word may have stuck to the value."""
    shared: bool = False
    """Whether that label is a label without its first word as well (公开日期), which may be the value's last."""
    whole: bool = False
    """Whether the value is a table's cell of its own: a label in it is a word of the value."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What a header line holds."""

    pairs: tuple[Pair, ...]
    lead: str = ""
    """Restored text before the first label: a date or a title."""
    breadcrumb: tuple[str, ...] = ()
    """Names behind 当前位置."""


def read_line(line: Line) -> HeaderLine | None:
    """The pairs of a header line; `None` where the line is none.

    >>> text = "来源:某县政府 办公室 | 浏览量:280 | 发布时间:2017-03-26 15:18 分享到"
    >>> [(pair.known.field, pair.text) for pair in read_line(Line(text, text)).pairs]
    [('source', '某县政府 办公室'), ('views', '280'), ('published_date', '2017-03-26 15:18')]
    >>> read_line(Line("发布日期在网站上写明。", "发布日期在网站上写明。")) is None
    True
    """
    text = line.text
    if len(text) > MAX_LINE:
        return None
    marks = find_marks(text)
    if not marks or not _begins_like_header(text, marks):
        return None
    pairs: list[Pair] = []
    breadcrumb: tuple[str, ...] = ()
    for mark, end in zip(marks, [*(mark.start for mark in marks[1:]), len(text)], strict=True):
        value_start, value_end = _trim(text, mark.end, end)
        value = text[value_start:value_end]
        if mark.kind == "place":
            steps = (step.strip() for step in (_ARROWS if _ARROWS.search(value) else _GAP).split(value)[:20])
            breadcrumb = tuple(step for step in steps if step)
        elif mark.kind == "label":
            label_end = mark.start + len(_LABEL_END.sub("", text[mark.start : mark.end]))
            label, printed = line.as_printed(mark.start, label_end), line.as_printed(value_start, value_end)
            behind = next((other for other in marks if other.start == end), None)
            cut = bool(value) and value_end == end and behind is not None
            shared = cut and behind is not None and behind.label is not None and behind.label.name in COMPOUND
            pairs.append(Pair(label, printed, value, mark.label, cut, shared))
    return HeaderLine(tuple(pairs), _BULLET.sub("", text[: marks[0].start], count=1).strip(), breadcrumb)


def is_contact_label(text: str) -> bool:
    """Whether the text is a label of a contact clause."""
    return _NOT_WORD.sub("", text) in CONTACT


def _begins_like_header(text: str, marks: list[Mark]) -> bool:
    first = marks[0]
    lead = text[: first.start]
    if first.kind != "label":
        return first.kind == "place" and _BULLET.fullmatch(lead) is not None
    if _BULLET.fullmatch(lead):
        return _is_pair(text, marks)
    set_off = _SET_OFF.match(lead[-1]) is not None
    return first.colon and first.label is not None and set_off and _LEAD.fullmatch(lead.strip()) is not None


def _is_pair(text: str, marks: list[Mark]) -> bool:
    """Whether the label that the line begins with is one, and not the first word of a sentence."""
    first, label = marks[0], marks[0].label
    if label is None:
        return not is_contact_label(text[first.start : first.end])
    value = text[first.end : marks[1].start if len(marks) > 1 else len(text)].strip()
    if label.field not in FREE_TEXT and ("。" in value[:-1] or len(value) > 150):
        return False
    if first.colon or not value:
        return True
    if _HAN_ONE.match(text, first.end):
        return has_shape_of(label, text, first.end)
    spaced_out = len(label.name) < first.end - first.start
    if len(label.name) >= 3 or spaced_out or len(marks) > 1:
        return True
    return DATE_START.match(value) is not None or has_shape_of(label, text, first.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of a value without blanks, separators and brackets that belong to its surroundings."""
    edge = _EDGE_START.match(text, start, end)
    start = edge.end() if edge else start
    value = _EDGE_END.sub("", text[start:end])
    while value and value[-1] in _CLOSING and _CLOSING[value[-1]] not in value:
        value = _EDGE_END.sub("", value[:-1])
    return start, start + len(value)
