"""`scrapy reports export -o FILE`: stored reports as JSON Lines (whole documents) or CSV (a line a report)."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TextIO

from scrapy.settings import Settings

from crawler.arguments import ArgumentError
from crawler.commands.reports.query import add_filters, add_time, query_from
from crawler.commands.reports.summary import summary
from crawler.database import open_repository
from crawler.items import as_json
from crawler.output import dump, write_json, write_note
from pipelines.repository import DatabaseUnreachable

Writer = Callable[[Iterable[Mapping[str, Any]], TextIO], int]

HELP = "write stored reports to a .jsonl or .csv file; - is JSON Lines on standard output"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, time and filters."""
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=".jsonl, .csv or -")
    add_time(parser, "first stored by this run")
    add_filters(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the reports. Raises `ArgumentError` for another suffix or a file that cannot be written."""
    write = _writer(options.output)
    with closing(open_repository(settings)) as repository:
        reports = repository.find(query_from(options, repository), sort=[("_id", 1)], limit=options.limit)
        if write is None:
            for report in reports:
                write_json(report)
            return 0
        with _destination(options.output) as stream:
            count = write(reports, stream)
    write_note(f"{count} reports written to {options.output}")
    return 0


def write_jsonl(reports: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """One whole document a line; the number of lines comes back."""
    return sum(bool(stream.write(dump(report) + "\n")) for report in reports)


def write_csv(reports: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """One line a report: its summary, its metadata and every figure of the official tables in a column of its own.

    Lists are joined by `; `. The columns are those that occur, summary first, so a second reading is needed: the
    rows are kept, the texts are not.
    """
    rows = [_flat(report) for report in reports]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(stream, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return len(rows)


def _flat(report: Mapping[str, Any]) -> dict[str, Any]:
    row = {name.replace(" ", "_"): _cell(value) for name, value in summary(report).items()}
    row |= {f"metadata.{name}": _cell(value) for name, value in report["metadata"].items() if name != "header"}
    for table in ("proactive_disclosure", "applications", "review_and_litigation"):
        for label, cells in (report["statistics"][table] or {}).items():
            row |= {f"{table}.{label}.{column}": _cell(value) for column, value in cells.items()}
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else as_json(value)


def _writer(output: str) -> Writer | None:
    """How to write that file, None for standard output."""
    if output == "-":
        return None
    writers: dict[str, Writer] = {".jsonl": write_jsonl, ".csv": write_csv}
    try:
        return writers[Path(output).suffix.lower()]
    except KeyError:
        raise ArgumentError(f"-o {output!r}: write .jsonl, .csv or - (JSON Lines on standard output)") from None


@contextmanager
def _destination(output: str) -> Iterator[TextIO]:
    """A file that appears whole or not at all."""
    partial = Path(f"{output}.part")
    try:
        # utf-8-sig for CSV: without the mark a spreadsheet reads the Han as mojibake
        encoding = "utf-8-sig" if output.lower().endswith(".csv") else "utf-8"
        with partial.open("w", encoding=encoding, newline="") as stream:
            yield stream
        partial.replace(output)
    except DatabaseUnreachable:
        raise
    except OSError as error:
        raise ArgumentError(f"cannot write {output}: {error.strerror}") from None
    finally:
        partial.unlink(missing_ok=True)
