"""Where saved pages lie: files and folders, walked in a fixed order, each named relative to the given root."""

from __future__ import annotations

import os
import stat
from collections import Counter
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

    A folder that cannot be listed is among them: what lies in it cannot be read. `survey` counts the rest.
    """
    if root.is_file():
        yield SavedPage(root, f"file:{utf8_name(root.name)}")
        return
    for path, why_not in _walk(root):
        if why_not is None:
            yield SavedPage(path, f"file:{utf8_name(path.relative_to(root).as_posix())}")


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies below a root before any of it is read."""

    root: Path
    pages: int
    passed_over: Counter[str]
    """Why -> how many."""

    def remark(self) -> str | None:
        """What a user must know of it, None if all will be read.

        >>> print(Survey(Path("saved"), 0, Counter({"hidden": 2})).remark())
        no page (.htm, .html, .txt, .xhtml) lies below saved; passed over: 2 hidden
        """
        none = None if self.pages else f"no page ({', '.join(sorted(PAGE_SUFFIXES))}) lies below {self.root}"
        over = ", ".join(f"{number} {why}" for why, number in sorted(self.passed_over.items()))
        return "; ".join(filter(None, (none, over and f"passed over: {over}"))) or None


def survey(root: Path) -> Survey:
    """Walk `root` and count; nothing is opened."""
    if root.is_file():
        return Survey(root, 1, Counter())
    found = Counter(why_not for _, why_not in _walk(root))
    return Survey(root, found.pop(None, 0), Counter({why: number for why, number in found.items() if why}))


def utf8_name(name: str) -> str:
    r"""A file's name as text that can be stored: bytes that are no UTF-8 appear as `\xff`.

    >>> print(utf8_name(b"2016\xff.txt".decode("utf-8", "surrogateescape")))
    2016\xff.txt
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def check_root(path: str) -> Path:
    """The root that a user named. Raises `ArgumentError` where it is missing or is neither file nor folder."""
    if not path:
        raise ArgumentError("it is empty: write a file or folder of saved pages")
    root = Path(path)
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise ArgumentError(f"cannot read {path!r}: {error.strerror}") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ArgumentError(f"{path!r} is neither a file nor a folder")
    return root


def _walk(root: Path) -> Iterator[tuple[Path, str | None]]:
    """Every file below `root`, with why it is passed over, None for a page.

    Hidden folders and links to folders are passed over whole: the one holds what programs keep for themselves, the
    other may lead in a circle.
    """
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        for name in sorted(folders):
            path = Path(folder, name)
            if name.startswith("."):
                yield path, "hidden"
            elif _is_link(path):
                yield path, "linked folder"
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            yield path, _why_not(path)
    for error in unlisted:
        yield Path(error.filename), None


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a path longer than the system takes: to list it fails as well, and that is told
        return False


def _why_not(path: Path) -> str | None:
    if path.name.startswith("."):
        return "hidden"
    return None if path.suffix.lower() in PAGE_SUFFIXES else "of another type"
