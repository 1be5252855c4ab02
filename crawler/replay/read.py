"""One saved page to what it is: a reading by the door that fits, or the reason why there is none."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.extraction import Page, UnreadablePage, read_html, read_text
from crawler.items import Source
from crawler.loaders import Reading, load_report
from crawler.replay.saved_pages import PAGE_SUFFIXES, SavedPage

MAX_BYTES = 20 * 1024**2
"""A saved page beyond this is rejected as too_large before it is read: real ones stay below 2 MB."""


@dataclass(frozen=True, slots=True)
class ReplayedPage:
    """What became of a saved page.

    `reading` is None where no page could be read; `reason` is the contract's code where it is not accepted.
    """

    saved: SavedPage
    sha256: str | None
    page: Page | None
    reading: Reading | None
    reason: str | None
    detail: dict[str, Any]

    @property
    def accepted(self) -> bool:
        """Whether the page is a report."""
        return self.reason is None


def read_saved(saved: SavedPage) -> ReplayedPage:
    """Read one saved page. Never raises for what a page or a file system may hold."""
    try:
        status = saved.path.stat()
        if not stat.S_ISREG(status.st_mode):  # a named pipe would keep the run waiting for ever
            is_folder = stat.S_ISDIR(status.st_mode)
            return _unread(saved, None, "unreadable", "cannot be listed" if is_folder else "not a regular file")
        if saved.path.suffix.lower() not in PAGE_SUFFIXES:
            return _unread(saved, None, "unsupported_type", f"{saved.path.suffix or 'no suffix'} is no page")
        size = status.st_size
        if size > MAX_BYTES:
            return _unread(saved, None, "too_large", f"{size} bytes, at most {MAX_BYTES} are read")
        body = saved.path.read_bytes()
    except OSError as error:
        return _unread(saved, None, "unreadable", error.strerror or type(error).__name__)
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        page = door_for(saved.path)(body, url=saved.url)
    except UnreadablePage as error:
        return _unread(saved, sha256, error.reason, str(error))
    reading = load_report(page)
    verdict = reading.verdict
    detail = {"title": reading.report.title, "message": verdict.detail}
    return ReplayedPage(saved, sha256, page, reading, verdict.reason, detail)


def source_of(replayed: ReplayedPage, *, spider: str) -> Source:
    """The source of a saved page: its relative address, no host, the hash of its bytes; the run stamps the times."""
    page = replayed.page
    assert page is not None
    return Source(
        url=replayed.saved.url,
        host=None,
        spider=spider,
        run_id="",
        rendition=page.rendition,
        charset_declared=page.charset_declared,
        charset_used=page.charset_used,
        page_sha256=replayed.sha256,
    )


def door_for(path: Path) -> Any:
    """The door for a file's suffix.

    >>> door_for(Path("a.txt")) is read_text, door_for(Path("a.HTM")) is read_html
    (True, True)
    """
    return read_text if path.suffix.lower() == ".txt" else read_html


def _unread(saved: SavedPage, sha256: str | None, reason: str, message: str) -> ReplayedPage:
    return ReplayedPage(saved, sha256, None, None, reason, {"message": message})
