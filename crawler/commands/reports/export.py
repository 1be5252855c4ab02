"""`scrapy reports export -o FILE`: stored reports as JSON Lines, CSV, Parquet or Excel, in constant memory."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from scrapy.settings import Settings

from crawler.arguments import ArgumentError
from crawler.commands.reports.query import add_filters, add_time, query_from
from crawler.database import open_repository
from crawler.output import write_json, write_note
from pipelines.repository import DatabaseUnreachable

Reports = Iterable[Mapping[str, Any]]
Write = Callable[[Reports, Iterator[Path]], list[str]]

HELP = "write stored reports to a .jsonl, .csv, .parquet or .xlsx file; - is JSON Lines on standard output"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, time and filters."""
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=".jsonl, .csv, .parquet, .xlsx or -")
    add_time(parser, "first stored by this run")
    add_filters(parser)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the reports. Raises `ArgumentError` for another suffix or a file that cannot be written."""
    write = None if options.output == "-" else _writer(options.output)
    with closing(open_repository(settings)) as repository:
        query = query_from(options, repository)
        reports = repository.find(query, sort=[("_id", 1)], limit=options.limit)
        if write is None:
            for report in reports:
                write_json(report)
            return 0
        shown = sys.stderr is not None and sys.stderr.isatty()
        total = repository.count(query) if shown else 0
        total = min(total, options.limit) if options.limit else total
        with Progress(console=Console(stderr=True), transient=True, disable=not shown) as progress:
            counted = _Counted(progress.track(reports, total=total, description="reports"))
            names, remarks = _write(write, counted, Path(options.output))
    write_note(f"{counted.number} reports written to {', '.join(map(str, names))}")
    for remark in remarks:
        write_note(f"note: {remark}")
    return 0


class _Counted:
    """Reports on their way, and how many there were."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self.number = 0

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for report in self._reports:
            self.number += 1
            yield report


def _writer(output: str) -> Write:
    """How to write a file of that suffix; what only one of them needs (Parquet half a second) is imported only then."""
    suffix = Path(output).suffix.lower()
    if suffix in (".jsonl", ".csv"):
        from crawler.export import lines  # noqa: PLC0415

        one = lines.write_jsonl if suffix == ".jsonl" else lines.write_csv
        return lambda reports, files: one(reports, next(files))
    if suffix == ".parquet":
        from crawler.export.parquet import write_parquet  # noqa: PLC0415

        return lambda reports, files: write_parquet(reports, next(files))
    if suffix == ".xlsx":
        from crawler.export.excel import write_excel  # noqa: PLC0415

        return write_excel
    known = ".jsonl, .csv, .parquet, .xlsx or - (JSON Lines on standard output)"
    raise ArgumentError(f"-o {output!r}: write {known}")


def _write(write: Write, reports: Reports, path: Path) -> tuple[list[Path], list[str]]:
    """Write the file, or files, so that all appear whole or none does; their names and the remarks come back."""
    names: list[Path] = []
    with ExitStack() as cleaning:

        def partial_files() -> Iterator[Path]:
            number = 1
            while True:
                names.append(path if number == 1 else path.with_stem(f"{path.stem}-{number}"))
                partial = _partial(names[-1])
                cleaning.callback(partial.unlink, missing_ok=True)
                yield partial
                number += 1

        try:
            remarks = write(reports, partial_files())
            for name in names:
                _partial(name).replace(name)
        except DatabaseUnreachable:
            raise
        except OSError as error:
            raise ArgumentError(f"cannot write {path}: {error.strerror or error}") from None
    return names, remarks


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".part")
