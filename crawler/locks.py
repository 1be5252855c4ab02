"""One job a portal at a time on this machine: a locked file that the system frees whatever becomes of the job."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO


class PortalLocks:
    """The locks that one crawl holds; all go when it ends or dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, IO[str]] = {}

    def take(self, portal: str) -> bool:
        """Whether this crawl may ask the portal. Raises `OSError` where the folder cannot be written."""
        if portal in self._held:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / f"{portal}.lock").open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(f"{os.getpid()}\n")  # for people who wonder
        file.flush()
        self._held[portal] = file
        return True

    def free(self) -> None:
        """Let go of all."""
        while self._held:
            self._held.popitem()[1].close()
