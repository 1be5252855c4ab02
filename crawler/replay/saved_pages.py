"""Where saved pages lie: files and folders, walked in a fixed order, each named relative to the given root."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.arguments import ArgumentError

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A file that may be a page: where it lies and the `file:` address under which it is stored."""

    path: Path
    url: str


def saved_pages(root: Path) -> Iterator[SavedPage]:
    """Every page below `root` in a stable order; `root` itself where it is a file, whatever its suffix.

    Hidden files and folders are passed over, as are files with other suffixes (`ignored_files` counts them).
    Raises `ArgumentError` where `root` does not exist.
    """
    if root.is_file():
        yield SavedPage(root, f"file:{utf8_name(root.name)}")
        return
    for path in _files(root):
        if path.suffix.lower() in PAGE_SUFFIXES:
            yield SavedPage(path, f"file:{utf8_name(path.relative_to(root).as_posix())}")


def utf8_name(name: str) -> str:
    r"""A file's name as text that can be stored: bytes that are no UTF-8 appear as `\xff`.

    >>> print(utf8_name(b"2016\xff.txt".decode("utf-8", "surrogateescape")))
    2016\xff.txt
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def ignored_files(root: Path) -> list[Path]:
    """Files below the folder `root` that have no page's suffix."""
    return [] if root.is_file() else [p for p in _files(root) if p.suffix.lower() not in PAGE_SUFFIXES]


def check_root(path: str | None) -> Path:
    """The root that a user named. Raises `ArgumentError` where it is missing or is neither file nor folder."""
    if not path:
        raise ArgumentError("replay needs the pages to read: -a path=FILE_OR_FOLDER")
    root = Path(path)
    if not root.exists():
        raise ArgumentError(f"there is no file or folder {path!r}: give -a path=FILE_OR_FOLDER")
    if not (root.is_file() or root.is_dir()):
        raise ArgumentError(f"{path!r} is neither a file nor a folder")
    return root


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)
