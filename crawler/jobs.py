"""The folder of an interrupted crawl (`-s JOBDIR=…`): after a clean stop it is gone on with, after a crash begun anew.

Scrapy writes the state of its queues only at a clean end. What a crash leaves is incomplete, and nothing is lost by
dropping it: what was stored is remembered in the database and not fetched again.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

logger = logging.getLogger(__name__)

_MARK = "running"


class Job:
    """A crawl's folder, if it has one."""

    def __init__(self, folder: str | None) -> None:
        self._folder = Path(folder) if folder else None

    def begin(self) -> None:
        """Mark that a crawl works here; drop what a crashed one left. Raises `OSError`."""
        if self._folder is None:
            return
        if (self._folder / _MARK).exists():
            logger.warning("the last crawl in %s did not end cleanly: its lists are read anew", self._folder)
            self._clear()
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _MARK).touch()

    def end(self, reason: str) -> None:
        """A clean end: keep what is left of a crawl that was told to stop, drop what is left of a finished one."""
        if self._folder is None:
            return
        if reason != "shutdown":
            self._clear()
        (self._folder / _MARK).unlink(missing_ok=True)

    def _clear(self) -> None:
        assert self._folder is not None
        for name in ("requests.queue", "requests.seen", "spider.state", _MARK):
            path = self._folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
