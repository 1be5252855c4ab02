"""A flattened 统计表 in pieces: heads of columns, row labels, units, values, and other text (labels nobody knows)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.forms.statistics_table import (
    CUMULATIVE_HEADS,
    KNOWN_STEMS,
    LABEL_HEADS,
    PLAIN_HEADS,
    UNIT_HEADS,
    UNITS,
)
from crawler.extraction.tables.flat_labels import ORDINAL_BEFORE, ORDINAL_TOKEN
from crawler.extraction.tables.flat_page_numbers import page_number_at
from crawler.extraction.tables.flat_pieces import ends_at_point, goes_on, is_value, raw_offset
from crawler.extraction.tables.flat_tokens import TokenRun, tokenise
from crawler.extraction.tables.statistics_columns import column_role

IndicatorKind = Literal["head", "label", "unit", "value", "page_number", "text"]


@dataclass(slots=True)
class IndicatorPiece:
    """A printed piece of the table."""

    kind: IndicatorKind
    raw: str
    first: int
    """Index of its first token."""
    start: int
    """Where in that token's text it begins."""
    last: int
    end: int
    newline: bool
    """Whether it begins a line or stands behind a pipe."""
    bare: bool = False
    """Whether it is all that its line holds, no pipe either."""
    doubtful: bool = False
    """A value that runs into the ordinal of the next label."""


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_HEADS = [*(head for head in LABEL_HEADS | UNIT_HEADS if len(head) > 2), *(h for h in CUMULATIVE_HEADS if len(h) > 2)]
_PLAIN = _alternatives([head for head in PLAIN_HEADS if len(head) > 1])
_LABEL = re.compile(
    f"(?P<head>{_alternatives(_HEADS)}|20\\d\\d年度?(?=历|累|主|20|一|$)|(?<=单位)(?:{_PLAIN}))"
    f"|(?P<stem>{_alternatives(list(KNOWN_STEMS))})"
)
_UNIT = f"(?:{_alternatives(list(UNITS))})"
_AFTER = re.compile(
    rf"\)?(?:\([^()]{{0,60}}\))?:?"
    rf"(?:\(?{_UNIT}\)?(?:[\d.,-]|$)|[\d.,]*(?:$|其中|[(一二三四五六七八九-]))"
)
_AMONG = re.compile("其中[:：,]?$")
_BEFORE = re.compile(rf"(?:(?:{_UNIT})?[\d.,]*[:：]?|.*{_UNIT}\d[\d.,]*)$")
_AFTER_UNIT = re.compile(rf".*{_UNIT}$")
"""Digits right behind a unit begin with the value: 件12. is 1 and 2., or blank and 12."""
_FIGURE = re.compile(
    r"\(?[约近超共计达]{0,2}-?\d[\d,]*(?:\.\d+)?(?:[^\d\s、.\u4e00-\u9fff]|[余多万亿条件次篇个人份起宗估]){0,5}"
)
"""What stands in a figure's place though it is none: 约1082, 16*, 3（估）."""
_GLUED_ROW = re.compile(rf"(?P<label>(?:\D[^。；;]{{0,60}}?)??)\(?(?P<unit>{_UNIT})\)?(?P<value>\d[\d.,、]*)")
"""A row of unknown label, or the rest of a row behind its label, in one piece of print."""
_WINDOW = 80


def split_indicators(lines: Sequence[str]) -> tuple[TokenRun, list[IndicatorPiece]]:
    """The pieces of some lines, in order.

    >>> [(piece.kind, piece.raw) for piece in split_indicators(["指标名称 单位", "其中：1.当面申请数件2"])[1]]
    [('head', '指标名称'), ('head', '单位'), ('label', '其中：1.当面申请数'), ('unit', '件'), ('value', '2')]
    """
    run = tokenise(lines)
    pieces: list[IndicatorPiece] = []
    token = offset = 0
    for label in _labels(run):
        _between(run, (token, offset), (label.first, label.start), pieces)
        if pieces and pieces[-1].kind == "value" and label.start and _runs_on(run, label):
            pieces[-1].doubtful = True
        pieces.append(label)
        token, offset = label.last, label.end
    if run.tokens:
        _between(run, (token, offset), (len(run.tokens) - 1, len(run.tokens[-1].text)), pieces)
    return run, pieces


def _runs_on(run: TokenRun, label: IndicatorPiece) -> bool:
    """Whether digits stand before the digit of a label's ordinal."""
    text = run.tokens[label.first].text
    return text[label.start].isdigit() and text[label.start - 1].isdigit()


def _labels(run: TokenRun) -> list[IndicatorPiece]:
    found: list[IndicatorPiece] = []
    for match in _LABEL.finditer(run.words):
        first, last = run.token_at(match.start()), run.token_at(match.end() - 1)
        start, end = run.text_offset(first, match.start()), run.text_offset(last, match.end() - 1) + 1
        text = run.tokens[first].text
        before = text[max(0, start - 8) : start]
        ordinal = ORDINAL_BEFORE.search(before) or _AMONG.search(before)
        if ordinal:
            start -= len(ordinal[0])
            behind = text[:start] or (run.tokens[first - 1].text if first else "")
            if _AFTER_UNIT.match(behind) and text[start : start + 2].isdigit():
                start += 1
        elif not before and first and _stands_before(run.tokens[first - 1].text):
            first, start = first - 1, 0
        is_head = match.lastgroup == "head"
        begin = found[-1].end if found and found[-1].last == first else 0
        before = run.tokens[first].text[max(begin, start - _WINDOW) : start]
        if before and not is_head and not _BEFORE.fullmatch(before):
            continue
        rest = run.tokens[last].text
        if end < len(rest) and not is_head and not (_AFTER.match(rest, end) or _LABEL.match(rest, end)):
            continue
        kind: IndicatorKind = "head" if is_head else "label"
        found.append(_piece(run, kind, (first, start), (last, end)))
    return found


def _stands_before(text: str) -> bool:
    """Whether a token of its own belongs to the label behind it: an ordinal, 其中."""
    return ORDINAL_TOKEN.fullmatch(text) is not None or _AMONG.fullmatch(text) is not None


def _piece(run: TokenRun, kind: IndicatorKind, start: tuple[int, int], end: tuple[int, int]) -> IndicatorPiece:
    tokens = run.tokens[start[0] : end[0] + 1]
    texts = [token.raw for token in tokens]
    texts[-1] = texts[-1][: raw_offset(tokens[-1], end[1])]
    texts[0] = texts[0][raw_offset(tokens[0], start[1]) :]
    newline = start[1] == 0 and (tokens[0].newline or tokens[0].pipes > 0)
    whole = start[1] == 0 and end[1] == len(tokens[-1].text) and tokens[0].newline and tokens[-1].last
    return IndicatorPiece(kind, " ".join(texts), *start, *end, newline, whole and not tokens[0].bordered)


def _between(run: TokenRun, start: tuple[int, int], end: tuple[int, int], pieces: list[IndicatorPiece]) -> None:
    """Append the pieces from one place to another."""
    after = start[0]
    for index in range(start[0], end[0] + 1):
        if index < after:
            continue
        text = run.tokens[index].text
        begin = start[1] if index == start[0] else 0
        stop = end[1] if index == end[0] else len(text)
        if begin >= stop:
            continue
        part = text[begin:stop]
        if _is_rest_of_number(run, index, begin, pieces):
            previous = pieces[-1]
            pieces[-1] = _piece(run, "value", (previous.first, previous.start), (index, stop))
        elif part == text and (count := page_number_at(run.tokens, index)):
            after = index + count
            pieces.append(_page_number(run, index, after - 1))
        elif part in UNITS or part.strip("()") in UNITS:
            pieces.append(_piece(run, "unit", (index, begin), (index, stop)))
        elif is_value(part) or _FIGURE.fullmatch(part) or ends_at_point(run.tokens, index, part):
            pieces.append(_piece(run, "value", (index, begin), (index, stop)))
        elif begin == 0 and stop == len(text) and column_role(part):
            pieces.append(_piece(run, "head", (index, begin), (index, stop)))
        elif (rows := _glued_rows(part)) and (begin or rows[0]["label"]):
            for row in rows:
                _append_row(run, index, begin, row, pieces)
        else:
            pieces.append(_piece(run, "text", (index, begin), (index, stop)))


def _page_number(run: TokenRun, first: int, last: int) -> IndicatorPiece:
    """A page number; one that stands among the cells of a row may have taken the place of a figure."""
    whole = run.tokens[first].newline and run.tokens[last].last
    piece = _piece(run, "page_number" if whole else "value", (first, 0), (last, len(run.tokens[last].text)))
    piece.doubtful = not whole
    return piece


def _is_rest_of_number(run: TokenRun, index: int, begin: int, pieces: list[IndicatorPiece]) -> bool:
    """Whether the number before goes on here: it was broken at its point."""
    token = run.tokens[index]
    if not pieces or pieces[-1].kind != "value" or pieces[-1].last != index - 1 or begin or token.pipes:
        return False
    return goes_on(run.tokens[index - 1].text, token.text)


def _glued_rows(part: str) -> list[re.Match[str]]:
    """The rows that a piece of print consists of, none where anything is left over.

    >>> [row.groups() for row in _glued_rows("条12其中:农村信息公开数条4")], _glued_rows("条12其中")
    ([('', '条', '12'), ('其中:农村信息公开数', '条', '4')], [])
    """
    rows: list[re.Match[str]] = []
    place = 0
    while place < len(part):
        row = _GLUED_ROW.match(part, place)
        if row is None or (rows and not row["label"]):
            return []
        rows.append(row)
        place = row.end()
    return rows


def _append_row(run: TokenRun, index: int, begin: int, row: re.Match[str], pieces: list[IndicatorPiece]) -> None:
    """Append the label, the unit and the value of a row; a value that runs into an ordinal (12.) is doubtful."""
    parts: tuple[tuple[IndicatorKind, str], ...] = (("text", "label"), ("unit", "unit"), ("value", "value"))
    for kind, group in parts:
        if row[group]:
            place = (index, begin + row.start(group)), (index, begin + row.end(group))
            pieces.append(_piece(run, kind, *place))
    pieces[-1].doubtful = not row["value"][-1].isdigit()
