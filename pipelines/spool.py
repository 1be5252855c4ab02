"""The durable queue between crawl and database: what was appended is on disk, whatever dies afterwards.

A spool folder holds one folder for each process that writes, locked while it lives, with numbered
segments of JSON lines. A segment is one batch of the database and is deleted when that has
acknowledged it. Folders of dead processes are taken over. `refused/` keeps, as JSON lines with the
reason, what the database can never hold.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import secrets
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Self

from pipelines.records import is_item

logger = logging.getLogger(__name__)

REFUSED = "refused"
SEGMENT_BYTES = 16 * 1024**2
"""A segment is closed at this size: it is read into memory as a whole."""
_LOCK = "lock"


class SpoolFull(RuntimeError):  # noqa: N818 - a state of the disk, not of the program
    """The spool takes nothing more: the disk or the set size is full. What it has is safe."""


@dataclass(slots=True)
class Segment:
    """A closed file of records, ready for the database."""

    path: Path
    items: int
    """How many items it holds; the end of a run is none."""
    size: int
    """In bytes."""
    first_tried: datetime | None = None
    """When this process tried to store it first; trying again has to use the same instant."""

    @property
    def key(self) -> str:
        """Unique name, e.g. `4711-ab12cd/000003`."""
        return f"{self.path.parent.name}/{self.path.stem}"

    def lines(self) -> list[bytes]:
        """Its records. A last line that was torn by a crash was never acknowledged and is left out."""
        *whole, torn = self.path.read_bytes().split(b"\n")
        if torn:
            logger.warning("%s: a torn last line of %d bytes is left out", self.path, len(torn))
        return whole


class Spool:
    """One process's end of the queue. All methods may be called from several threads."""

    def __init__(self, folder: Path, *, segment_items: int) -> None:
        """Open `folder` and take over what dead processes left there. Raises `OSError`."""
        self._folder = folder
        self._segment_items = segment_items
        self._guard = threading.RLock()
        self._closed: deque[Segment] = deque()
        self._locks: dict[Path, IO[bytes]] = {}
        self._current: tuple[IO[bytes], Segment] | None = None
        self._number = 0
        (folder / REFUSED).mkdir(parents=True, exist_ok=True)
        self._own = self._new_folder()
        self._adopt()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @property
    def waiting_items(self) -> int:
        """Items that are not yet acknowledged by the database."""
        with self._guard:
            return sum(segment.items for segment in self._segments())

    @property
    def waiting_bytes(self) -> int:
        """Their size on disk."""
        with self._guard:
            return sum(segment.size for segment in self._segments())

    @property
    def has_closed(self) -> bool:
        """Whether a full segment, or one that was left over, is ready."""
        return bool(self._closed)

    def append(self, lines: Sequence[bytes]) -> None:
        """Write whole lines and wait for the disk; they are durable when this returns.

        Raises `SpoolFull` where the disk refuses; then none of these lines is kept.
        """
        with self._guard:
            try:
                file, segment = self._current or self._new_segment()
            except OSError as error:
                raise SpoolFull(f"the spool {self._folder} cannot grow: {error.strerror}") from error
            try:
                for line in lines:
                    file.write(line)
                file.flush()
                os.fdatasync(file.fileno())
            except OSError as error:
                self._undo(segment)
                raise SpoolFull(f"the spool {self._folder} cannot grow: {error.strerror}") from error
            segment.size += sum(map(len, lines))
            segment.items += sum(map(is_item, lines))
            if segment.items >= self._segment_items or segment.size >= SEGMENT_BYTES:
                self._rotate()

    def take(self) -> Segment | None:
        """The oldest segment, at last the one being written; it stays until it is `done`."""
        with self._guard:
            if not self._closed:
                self._rotate()
            return self._closed[0] if self._closed else None

    def done(self, segment: Segment) -> None:
        """The database has it: delete the segment."""
        with self._guard:
            segment.path.unlink(missing_ok=True)
            self._closed.remove(segment)
            if segment.path.parent != self._own and not any(
                other.path.parent == segment.path.parent for other in self._closed
            ):
                self._drop_folder(segment.path.parent)

    def refuse(self, segment: Segment, lines: Iterable[tuple[bytes, str]]) -> None:
        """Keep the lines of a segment that the database can never hold, each with the reason."""
        target = self._folder / REFUSED / f"{segment.key.replace('/', '-')}.jsonl"
        with self._guard, target.open("wb") as file:
            for line, reason in lines:
                kept = {"reason": reason, "record": line.decode(errors="backslashreplace")}
                file.write(json.dumps(kept, ensure_ascii=True).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def readmit_refused(self) -> int:
        """Queue again what was refused, once its cause is mended; how many records. Raises `SpoolFull`."""
        readmitted = 0
        for path in sorted((self._folder / REFUSED).glob("*.jsonl")):
            kept = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            self.append([(record["record"].rstrip("\n") + "\n").encode() for record in kept])
            path.unlink()
            readmitted += len(kept)
        return readmitted

    def close(self) -> None:
        """Let go; what waits stays for the next process."""
        with self._guard:
            self._rotate()
            for folder in list(self._locks):
                if any(segment.path.parent == folder for segment in self._closed):
                    self._locks.pop(folder).close()
                else:
                    self._drop_folder(folder)
            self._closed.clear()

    def _segments(self) -> list[Segment]:
        return [*self._closed, *([self._current[1]] if self._current else [])]

    def _new_folder(self) -> Path:
        while True:
            folder = self._folder / f"{os.getpid()}-{secrets.token_hex(3)}"
            folder.mkdir()
            if self._lock(folder):
                return folder

    def _lock(self, folder: Path) -> bool:
        """Whether the folder is ours now; it is not while the process that made it lives."""
        try:
            lock = (folder / _LOCK).open("ab")
        except FileNotFoundError:  # its owner has just removed it
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = os.path.samestat(os.fstat(lock.fileno()), (folder / _LOCK).stat())
        except (BlockingIOError, FileNotFoundError):
            ours = False
        if not ours:  # somebody lives there, or has just removed it
            lock.close()
            return False
        self._locks[folder] = lock
        return True

    def _adopt(self) -> None:
        for folder in sorted(self._folder.iterdir()):
            if folder in (self._own, self._folder / REFUSED) or not folder.is_dir():
                continue
            if not self._lock(folder):
                continue
            left = [_measure(path) for path in sorted(folder.glob("*.jsonl"))]
            self._closed.extend(left)
            if not left:
                self._drop_folder(folder)

    def _new_segment(self) -> tuple[IO[bytes], Segment]:
        self._number += 1
        path = self._own / f"{self._number:06}.jsonl"
        self._current = path.open("xb"), Segment(path, 0, 0)
        _sync_folder(self._own)
        return self._current

    def _rotate(self) -> None:
        if self._current is None:
            return
        (file, segment), self._current = self._current, None
        file.close()
        if segment.size:
            self._closed.append(segment)
        else:
            segment.path.unlink(missing_ok=True)

    def _undo(self, segment: Segment) -> None:
        """Cut the file back to what was acknowledged, and leave it at that: the next line begins another."""
        if self._current is not None:
            raw = self._current[0]
            with contextlib.suppress(OSError):
                raw.close()
        self._current = None
        if segment.size:
            os.truncate(segment.path, segment.size)
            self._closed.append(segment)
        else:
            segment.path.unlink(missing_ok=True)

    def _drop_folder(self, folder: Path) -> None:
        with self._locks.pop(folder):  # removed while it is locked: nobody can take it over half-gone
            (folder / _LOCK).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # another process has just looked in: it removes it then
                folder.rmdir()


def _measure(path: Path) -> Segment:
    with path.open("rb") as file:
        items = sum(line.endswith(b"\n") and is_item(line) for line in file)
    return Segment(path, items, path.stat().st_size)


def _sync_folder(folder: Path) -> None:
    """A new file's name is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
