"""Label/value pairs of a header table: 2, 4 or 6 columns, labels above their values, or flattened.

Which cell is a label the dictionary says (or a colon), never the column: flattened tables drop empty cells,
so that a label stands where a value is expected. A table that lists documents under such labels is no header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from crawler.extraction.header.fields import fits_in_place
from crawler.extraction.header.lines import Line, Pair, read_line
from crawler.extraction.header.marks import FREE_TEXT
from crawler.extraction.header.words import BLANK, COLON, COLON_END, HAN, LIST_HEADS, Label, as_label, tidy

_WORD = re.compile(f"[{HAN}](?:{BLANK}{{0,6}}[{HAN}]){{1,9}}{BLANK}{{0,4}}{COLON}?")
_BEFORE = re.compile(rf"(?:{BLANK}|[\[【（(•·●○■◆*]){{0,20}}")
_BEHIND = re.compile(rf"(?:{BLANK}|{COLON}|[\]】）)])*$")

Row = Sequence[Line]
"""The cells of a row; each spanning cell once, blank cells in place."""


@dataclass(frozen=True, slots=True)
class HeaderTable:
    """What a header table holds."""

    pairs: tuple[Pair, ...]
    header_rows: frozenset[int]
    """Rows that hold nothing but pairs (or nothing at all)."""
    others: tuple[str, ...] = ()
    """Restored texts of cells that belong to no pair: titles above or below the pairs, prose."""
    breadcrumb: tuple[str, ...] = ()
    """Names behind 当前位置."""


class _Cell(NamedTuple):
    kind: Literal["blank", "label", "pairs", "value"]
    line: Line
    label: Label | None = None
    pairs: tuple[Pair, ...] = ()
    breadcrumb: tuple[str, ...] = ()


def read_table(rows: Sequence[Row], *, rectangular: bool) -> HeaderTable | None:
    """The pairs of a header table; `None` where the table is none.

    `rectangular` says that blank cells stand in their places (HTML), so that columns can be trusted.

    >>> row = [Line(text, text) for text in ("文件编号:", "有效性:", "有效", "")]
    >>> [(pair.label, pair.value) for pair in read_table([row], rectangular=False).pairs]
    [('文件编号', ''), ('有效性', '有效')]
    """
    cells = [[_cell(line) for line in row] for row in rows]
    if _is_list(cells):
        return None
    pairs: list[Pair] = []
    others: list[str] = []
    header_rows: set[int] = set()
    breadcrumb: tuple[str, ...] = ()
    known_pairs = 0
    index = 0
    while index < len(cells):
        row = cells[index]
        breadcrumb = next((cell.breadcrumb for cell in row if cell.breadcrumb), breadcrumb)
        below = cells[index + 1] if index + 1 < len(cells) else []
        found = _under_labels(row, below, rectangular=rectangular)
        if found:
            header_rows |= {index, index + 1}
            index += 1
        else:
            found, left = _row(row, rectangular=rectangular, labelled=known_pairs >= 2)
            others += left
            if not left:
                header_rows.add(index)
        known_pairs += sum(pair.known is not None for pair in found)
        pairs += found
        index += 1
    if not breadcrumb and not _is_header(cells, pairs):
        return None
    return HeaderTable(tuple(pairs), frozenset(header_rows), tuple(others), breadcrumb)


def _cell(line: Line) -> _Cell:
    text = line.text
    if not text or text.isspace():
        return _Cell("blank", line)
    label = as_label(text)
    if label:
        return _Cell("label", line, label)
    if len(text) <= 24 and COLON_END.search(text) and _WORD.fullmatch(text.strip()):
        return _Cell("label", line)
    inline = read_line(line)
    if inline and not inline.lead:
        return _Cell("pairs", line, None, inline.pairs, inline.breadcrumb)
    return _Cell("value", line)


def _is_list(cells: list[list[_Cell]]) -> bool:
    """Whether labels stand as column heads above the rows of a list of documents."""
    for index, row in enumerate(cells):
        labels = [cell for cell in row if cell.kind == "label"]
        heads = [cell for cell in row if "".join(cell.line.text.split()) in LIST_HEADS]
        if labels and heads and len(labels) + len(heads) >= 3:
            return True
        if len(labels) < 2 or any(cell.kind != "label" for cell in row if cell.kind != "blank"):
            continue
        below = [[cell.kind for cell in under] for under in cells[index + 1 : index + 3]]
        if len(below) == 2 and all(kinds.count("value") >= 2 and "label" not in kinds for kinds in below):
            return True
    return False


def _under_labels(keys: list[_Cell], values: list[_Cell], *, rectangular: bool) -> list[Pair]:
    """Pairs of a row of labels with the row of values below; empty where they are none, or not surely.

    A flattened table may have dropped a blank value: there, only as many values as labels are surely theirs, or a row
    of as many places, in which every value can be one of its label.
    """
    labels = [cell for cell in keys if cell.kind == "label"]
    filled = [cell for cell in values if cell.kind == "value"]
    if len(labels) < 2 or not filled or len(filled) + sum(cell.kind == "blank" for cell in values) < len(values):
        return []
    if any(cell.kind != "label" for cell in keys[: len(labels)]) or any(
        cell.kind != "blank" for cell in keys[len(labels) :]
    ):
        return []
    in_place = [_pair(key, value.line) for key, value in zip(labels, values, strict=False)]
    aligned = len(keys) == len(values) and all(cell.kind == "blank" for cell in values[len(labels) :])
    if aligned and (rectangular or fits_in_place(in_place)):
        return in_place
    return (
        [_pair(key, value.line) for key, value in zip(labels, filled, strict=False)]
        if len(filled) == len(labels)
        else []
    )


def _row(row: list[_Cell], *, rectangular: bool, labelled: bool) -> tuple[list[Pair], list[str]]:
    """Pairs of one row and the texts that belong to none.

    In a table that is known to be a header (`labelled`), a short word in a label's place makes a pair, too.
    """
    pairs: list[Pair] = []
    left: list[tuple[int, _Cell]] = []
    waiting: _Cell | None = None
    for place, cell in enumerate(row):
        if rectangular and waiting and _is_sentence(waiting, cell):
            pairs.append(replace(_pair(waiting, cell.line), whole=True))
            waiting = None
        elif cell.kind in ("label", "pairs"):
            if waiting:
                pairs.append(_pair(waiting, Line("", "")))
            waiting = cell if cell.kind == "label" else None
            pairs += cell.pairs
        elif waiting:
            pairs.append(_pair(waiting, cell.line))
            waiting = None
        elif cell.kind == "value":
            left.append((place, cell))
    if waiting:
        pairs.append(_pair(waiting, Line("", "")))
    if rectangular and labelled and len(left) == 2:
        (place, key), (_, value) = left
        if place % 2 == 0 and left[1][0] == place + 1 and len(key.line.text) <= 10 and _WORD.fullmatch(key.line.text):
            return [*pairs, _pair(key, value.line)], []
    return pairs, [tidy(cell.line.text) for _, cell in left]


def _is_sentence(key: _Cell, cell: _Cell) -> bool:
    """Whether the cell behind a label of free text (内容概述) is its value, though words in it look like labels: it
    begins with other words."""
    if key.label is None or key.label.field not in FREE_TEXT or cell.kind != "pairs":
        return False
    return bool(cell.pairs) and cell.pairs[0].known is None


def _pair(key: _Cell, value: Line) -> Pair:
    text = key.line.text
    before = _BEFORE.match(text)
    label = key.line.as_printed(before.end() if before else 0, len(_BEHIND.sub("", text)))
    return Pair(label, value.printed.strip(), value.text.strip(), key.label)


def _is_header(cells: list[list[_Cell]], pairs: list[Pair]) -> bool:
    """Whether the labels are a header's: one that is long, spaced out or has a colon, or two short ones."""
    if any(cell.kind == "pairs" for row in cells for cell in row):
        return True
    known = [cell for row in cells for cell in row if cell.kind == "label" and cell.label]
    sure = [
        cell
        for cell in known
        if cell.label and (len(cell.label.name) >= 3 or len(cell.line.text.strip()) > len(cell.label.name))
    ]
    return bool(sure or len(known) >= 2) and any(pair.known for pair in pairs)
