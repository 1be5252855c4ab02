"""Parquet: the flat form and the body text, typed, for analysis with arrow, DuckDB, pandas or Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.export.columns import COLUMNS, flat

ROW_GROUP = 5000
"""Rows that are held and written together: what an export keeps in memory."""
_TYPES = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "instant": pa.timestamp("ms", tz="UTC")}
SCHEMA = pa.schema(
    [
        *(pa.field(one.name, _TYPES[one.kind], metadata={"meaning": one.meaning}) for one in COLUMNS),
        pa.field("text", pa.string(), metadata={"meaning": "the body"}),
    ]
)
_MOST = 2**63


def write_parquet(reports: Iterable[Mapping[str, Any]], path: Path) -> list[str]:
    """Write the file; remarks on what could not be written come back."""
    left_out = rows = 0
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for report in reports:
            values = dict(_values(report))
            left_out += sum(value is None for value in values.values())
            for name, column in columns.items():
                column.append(values.get(name))
            rows += 1
            if rows % ROW_GROUP == 0:
                _write(writer, columns)
        if rows % ROW_GROUP:
            _write(writer, columns)
    return [f"{left_out} numbers that are not whole are left out of columns of whole numbers"] if left_out else []


def _write(writer: Any, columns: dict[str, list[Any]]) -> None:
    """Write what has gathered and forget it."""
    writer.write_batch(pa.record_batch(columns, schema=SCHEMA))
    for column in columns.values():
        column.clear()


def _values(report: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The stated cells; None for one that its column cannot hold exactly."""
    row = flat(report)
    for column in COLUMNS:
        if column.name not in row:
            continue
        value = row[column.name]
        if column.kind == "integer" and (value != int(value) or not -_MOST <= value < _MOST):
            value = None
        elif column.kind == "integer":
            value = int(value)
        elif isinstance(value, datetime):
            value = value.astimezone(UTC)
        yield column.name, value
    if report["text"]:
        yield "text", report["text"]
