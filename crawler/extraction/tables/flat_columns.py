"""The columns of the flattened disclosure table: block by block, as the labels above the rows print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from crawler.extraction.forms.official import columns_of
from crawler.extraction.forms.shapes import Column
from crawler.extraction.tables.flat_places import Geometry
from crawler.extraction.tables.labels import column_stem


@dataclass(slots=True)
class _Block:
    """One block's printed column labels."""

    keys: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Pipes between 信息内容 and each of them."""
    pipes: int = 0
    """Pipes between 信息内容 and the first row label."""
    rows: list[int] = field(default_factory=list)
    has_content: bool = False
    texts: list[str] = field(default_factory=list)
    """Other texts between the labels: pieces of broken labels, or columns that no form has."""


class DisclosureColumns:
    """Gathers the column labels of each block and says which columns a row has."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = [_Block()]
        self.unknown: list[str] = []
        """Labels of columns that no form has."""
        self._place = 0

    def begin(self, *, content: bool) -> None:
        """A caption, or 信息内容: a new block unless it only completes the one begun."""
        block = self._blocks[-1]
        if block.keys or block.rows:
            self._blocks.append(block := _Block())
        block.has_content |= content
        block.texts.clear()
        self._place = 0

    def column(self, key: str, head: str) -> None:
        """A column label."""
        block = self._blocks[-1]
        if block.rows:
            self._blocks.append(block := _Block())
        block.keys.append(key)
        block.heads.append(head)
        block.places.append(self._place)

    def text(self, text: str) -> None:
        """A text that is no label."""
        block = self._blocks[-1]
        if (block.keys or block.has_content) and not block.rows:
            block.texts.append(text)

    def row(self, index: int) -> None:
        """A row label."""
        self._blocks[-1].rows.append(index)

    def pipes_to(self, pipes: int) -> None:
        """So many pipes stand between the label before and the next."""
        block = self._blocks[-1]
        if not block.rows:
            self._place += pipes
            block.pipes = self._place

    @property
    def is_2021(self) -> bool:
        """Whether the columns of the form of 2021 are printed."""
        return any("issued" in block.keys or "amount_10k_yuan" in block.keys for block in self._blocks)

    def columns_of(self, index: int, row: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
        """The columns of a row and their printed labels; empty where the print does not tell."""
        block = next((block for block in self._blocks if index in block.rows), None)
        keys = _unrepeated(tuple(block.keys)) if block else ()
        texts = block.texts if block else []
        prescribed = columns_of(row)
        for columns in prescribed.values():
            if sorted(column.key for column in columns) == sorted(keys) and not texts:
                by_key = {column.key: column for column in columns}
                heads = tuple(block.heads[: len(keys)]) if block else ()
                return tuple(by_key[key] for key in keys), heads
        fitting = [
            columns
            for columns in prescribed.values()
            if texts
            and _in_order(keys, columns)
            and _complete(texts, [column for column in columns if column.key not in keys])
        ]
        if texts and not fitting and (label := " ".join(texts)) not in self.unknown:
            self.unknown.append(label)
        return (fitting[0], ()) if len(fitting) == 1 else ((), ())

    def remember(self, geometry: Geometry) -> None:
        """A header line is a complete row of its block."""
        for block in self._blocks:
            if block.has_content and block.keys and block.rows:
                geometry.setdefault((len(block.keys), block.pipes), Counter())[tuple(block.places)] += 1


def _in_order(keys: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether these are some of the columns, in their order."""
    return len(keys) < len(columns) and list(keys) == [column.key for column in columns if column.key in keys]


def _complete(texts: Sequence[str], missing: Sequence[Column]) -> bool:
    """Whether texts are the pieces of the labels that are missing, and of nothing else.

    >>> change = Column("change", ("本年增/减",))
    >>> _complete(["本年增/", "减"], [change]), _complete(["上年增减"], [change]), _complete([], [change])
    (True, False, False)
    """
    printed = sorted(column_stem("".join(texts)))
    labels = product(*([column_stem(label) for label in column.labels] for column in missing))
    return any(sorted("".join(choice)) == printed for choice in labels)


def _unrepeated(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The columns once where a page break repeats them."""
    half = len(keys) // 2
    return keys[:half] if half and keys[:half] == keys[half:] else keys
