"""Tables for people: as wide as the terminal allows, else one block a row; nothing is ever cut."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len
from rich.console import Console, Group
from rich.table import Column, Table
from rich.text import Text

from crawler.items import as_json
from crawler.output import write_text

PIPE_WIDTH = 200
"""Columns of a table that goes to a file or a pipe, where neither a terminal nor COLUMNS says how wide it may be."""
NARROWEST = 24
"""Cells that a column of longer values keeps; where that is too much for all of them, rows become blocks."""
ABSENT = "-"
UNBROKEN = frozenset({"id", "portal"})
"""Columns whose values stay on one line: people copy them."""
CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
"""What a page must not send to a terminal."""


def write_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, title: str | None = None) -> None:
    """Print rows as a table on standard output, `-` where a value is absent; without rows only the title.

    Where the terminal is too narrow for it, each row is a block of its own: ids are never cut.
    """
    cells = [[shown(row.get(column)) for column in columns] for row in rows]
    console = _console()
    if title:
        console.print(shown(title))
    if cells:
        fits = _fits(columns, cells, console.width)
        console.print(_table(columns, cells) if fits else Group(*_blocks(columns, cells, console)))
    console.file.seek(0)
    write_text(console.file.read())


def _console() -> Console:
    """Draws for standard output, into memory: what cannot be printed is `write_text`'s business."""
    page = io.TextIOWrapper(io.BytesIO(), encoding=getattr(sys.stdout, "encoding", "utf-8"), errors="replace")
    return Console(
        file=page,
        width=shutil.get_terminal_size(fallback=(PIPE_WIDTH, 0)).columns,
        force_terminal=sys.stdout is not None and sys.stdout.isatty(),
        markup=False,  # what a page says is text
        emoji=False,
        highlight=False,
    )


def shown(value: Any) -> str:
    """A value as people read it.

    >>> shown({"phrase": "赌博软件app", "count": 3}), shown(["title", "preamble"]), shown([])
    ('phrase: 赌博软件app, count: 3', 'title, preamble', '-')
    """
    if value is None or value in ([], {}):
        return ABSENT
    if isinstance(value, str):
        return value.translate(CONTROLS)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_nested(member)}" for name, member in value.items())
    if isinstance(value, list):
        return ", ".join(map(_nested, value))
    return str(as_json(value)) if isinstance(value, datetime) else str(value)


def _nested(value: Any) -> str:
    return f"({shown(value)})" if isinstance(value, list | Mapping) and value else shown(value)


def _fits(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> bool:
    needed = 3 * len(columns) + 1  # the frame
    for column, values in zip(columns, zip(*cells, strict=True), strict=True):
        natural = max(cell_len(line) for value in (column, *values) for line in value.splitlines() or [""])
        needed += natural if column in UNBROKEN else min(natural, NARROWEST)
    return needed <= width


def _table(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    table = Table(*(Column(name, overflow="fold", no_wrap=name in UNBROKEN) for name in columns))
    for row in cells:
        table.add_row(*row)
    return table


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]], console: Console) -> Iterator[Text]:
    """Each row under its first value; what is absent is left out."""
    for first, *others in cells:
        yield Text(first, style="bold", overflow="fold")
        named = [f"{name}: {value}" for name, value in zip(columns[1:], others, strict=True) if value != ABSENT]
        for line in Text(" · ".join(named)).wrap(console, max(1, console.width - 2)):
            line.rstrip()
            yield Text("  ").append_text(line)
