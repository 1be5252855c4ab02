"""The shapes in which the official forms are written down: columns, rows with their groups, blocks, forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

from crawler.extraction.tables.labels import column_stem, read_label
from crawler.items import OfficialForm

ColumnKind = Literal["count", "change", "money", "fee"]
"""What a column's cells hold: a count; a signed change (本年增/减); money with its unit printed or not
(采购总金额); an amount in the unit that the form prescribes (本年收费金额, 万元)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: the contract's key and the labels in use, the official one first."""

    key: str
    labels: tuple[str, ...]
    kind: ColumnKind = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """A value row: the contract's key, the labels in use (the official one first), its group."""

    key: str
    labels: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A label that heads rows and has no values of its own, e.g. （三）不予公开."""

    key: str
    labels: tuple[str, ...]


_Entry = TypeVar("_Entry", Row, Group)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the disclosure table: its caption row, its column labels, its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """An official form: disclosure table, rows of the applications table, the labels that only it prints."""

    name: OfficialForm
    circular: str
    disclosure: tuple[Block, ...]
    applications: tuple[Row, ...]
    disclosure_evidence: frozenset[str]
    """Stems of labels of which any two prove this form of the disclosure table."""
    application_evidence: frozenset[str]
    """Keys of rows of which any one proves this form of the applications table."""


def by_stem(entries: Iterable[_Entry]) -> Mapping[str, _Entry]:
    """Stem of every label -> its row or group; a stem that names two raises `ValueError`."""
    table: dict[str, _Entry] = {}
    for entry in entries:
        for label in entry.labels:
            if table.setdefault(read_label(label).stem, entry).key != entry.key:
                raise ValueError(f"{label} names {table[read_label(label).stem].key} and {entry.key}")
    return MappingProxyType(table)


def columns_by_stem(columns: Iterable[Column]) -> Mapping[str, Column]:
    """Stem of every column label -> its column."""
    return MappingProxyType({column_stem(label): column for column in columns for label in column.labels})
