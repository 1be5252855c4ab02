"""What commands print: text for people, JSON for programs, notes on standard error."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import Any

from crawler.items import as_json


class CannotPrint(Exception):  # noqa: N818 - a state of the world, not of the program
    """Standard output takes nothing (any more): closed, or a full disk; the message says which."""


def write_text(text: str) -> None:
    """Print text for people; what their terminal's encoding lacks appears as `?`.

    Like all that prints here, raises `CannotPrint`, or `BrokenPipeError` where the reader has had enough.
    """
    _write(text, errors="replace")


def write_json(value: Any) -> None:
    """Print one JSON value, in UTF-8 whatever the terminal is: a list one member a line, so that it diffs and greps."""
    if isinstance(value, list):
        lines = ",\n".join(map(dump, value))
        text = f"[\n{lines}\n]" if lines else "[]"
    else:
        text = dump(value)
    # A lone surrogate comes out as the escape that JSON has for it.
    _write(text + "\n", encoding="utf-8", errors="backslashreplace")


def write_note(text: str) -> None:
    """Print a line on standard error: standard output holds nothing but what was asked for."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text + "\n")


def dump(value: Any) -> str:
    """One JSON text on one line, Han as themselves.

    >>> dump({"name": "樟木头镇"})
    '{"name": "樟木头镇"}'
    """
    return json.dumps(as_json(value), ensure_ascii=False)


def _write(text: str, *, errors: str, encoding: str | None = None) -> None:
    stream = sys.stdout
    if stream is None:
        raise CannotPrint("standard output is closed")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding or stream.encoding, errors=errors)
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _give_up()
        if isinstance(error, BrokenPipeError):
            raise
        raise CannotPrint(f"standard output cannot be written: {error.strerror}") from None


def _give_up() -> None:
    """Let what is still buffered go nowhere: Python would fail on it once more when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
