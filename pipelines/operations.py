"""Writes as plain values, so that only the repository knows the driver's classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DUPLICATE_KEY = 11000


@dataclass(frozen=True, slots=True)
class Insert:
    """A new document with its `_id`."""

    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """An update of the one document that `filter` finds; where it finds none, `upsert` makes it."""

    filter: Mapping[str, Any]
    update: Mapping[str, Any]
    array_filters: Sequence[Mapping[str, Any]] = ()
    upsert: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Removal of the one document that `filter` finds."""

    filter: Mapping[str, Any]


Operation = Insert | Update | Delete


@dataclass(frozen=True, slots=True)
class WriteFailure:
    """One operation of a bulk that the database refused: its place in the bulk, MongoDB's code, its words."""

    index: int
    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a bulk: documents that updates found, that upserts made, and what was refused."""

    matched: int
    upserted: int
    failures: tuple[WriteFailure, ...]
