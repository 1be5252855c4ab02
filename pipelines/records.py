"""One line of the spool: an item or the end of a run as JSON, instants as `{"$date": "…Z"}`. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

RecordKind = Literal["report", "reject", "page", "run"]


class UnspoolableItem(ValueError):  # noqa: N818 - says what it is of
    """An item that cannot be written as UTF-8 JSON, e.g. for half a surrogate pair."""


class DamagedRecord(ValueError):  # noqa: N818 - says what it is of
    """A line of the spool that holds no record."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document on its way to the database; `page` is a look at a page, `run` holds the fields of a finished run."""

    kind: RecordKind
    run_id: str
    document: dict[str, Any]


def encode(record: Record) -> bytes:
    """The record as one line, line break included. Raises `UnspoolableItem`.

    >>> encode(Record("reject", "r1", {"seen": datetime(2026, 11, 1, tzinfo=UTC)}))[31:]
    b'"document":{"seen":{"$date":"2026-11-01T00:00:00+00:00"}}}\\n'
    """
    value = {"kind": record.kind, "run_id": record.run_id, "document": record.document}
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_instant)
        return text.encode() + b"\n"
    except (ValueError, TypeError, RecursionError) as error:
        raise UnspoolableItem(f"{type(error).__name__}: {error}") from None


def decode(line: bytes) -> Record:
    """The record of a line. Raises `DamagedRecord` where it is none."""
    try:
        value = json.loads(line, object_hook=_from_instant)
        kind, document = value["kind"], value["document"]
        if kind not in get_args(RecordKind) or not isinstance(document, dict):
            raise DamagedRecord(f"no record of kind {kind!r:.80}")
        return Record(kind, str(value["run_id"]), document)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedRecord(f"{type(error).__name__}: {error}") from None


def is_item(line: bytes) -> bool:
    """Whether a line holds an item, not the memory of a page or the end of a run."""
    return not line.startswith((b'{"kind":"run"', b'{"kind":"page"'))


def _instant(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return {"$date": aware.isoformat()}
    raise TypeError(f"{type(value).__name__} is no JSON")


def _from_instant(value: dict[str, Any]) -> Any:
    # Validated items have no key with a dollar sign: this one is ours.
    if len(value) == 1 and "$date" in value:
        return datetime.fromisoformat(value["$date"])
    return value
