"""Many items share one fsync: each waits until the group that it came with is on disk."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence

from pipelines.spool import Spool, SpoolFull

INTERVAL_SECONDS = 0.05
"""At most one fsync in this time, unless many wait."""
MANY = 32
"""So many waiting items are written at once."""
ROOM_POLL_SECONDS = 0.05


class GroupCommit:
    """Appends to a spool from coroutines of one event loop, no further than `max_bytes`."""

    def __init__(self, spool: Spool, *, max_bytes: int, room_seconds: float) -> None:
        self._spool = spool
        self._max_bytes = max_bytes
        self._room_seconds = room_seconds
        self._group: list[tuple[bytes, asyncio.Future[None]]] = []
        self._group_bytes = 0
        self._many = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._last_commit = 0.0
        self._stuck_at, self._stuck_since = -1, 0.0

    async def append(self, line: bytes) -> None:
        """Come back when `line` is durable.

        Waits for the database to make room where the spool has reached its size. Raises `SpoolFull`
        where no byte of it was drained for `room_seconds`, and where the disk is full.
        """
        await self._room_for(len(line))
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._group.append((line, durable))
        self._group_bytes += len(line)
        if len(self._group) >= MANY:
            self._many.set()
        if self._task is None:
            self._task = asyncio.create_task(self._commit())
        await durable

    async def _commit(self) -> None:
        while self._group:
            pause = self._last_commit + INTERVAL_SECONDS - time.monotonic()
            if pause > 0:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._many.wait(), pause)
            self._many.clear()
            group, self._group, self._group_bytes = self._group, [], 0
            self._last_commit = time.monotonic()
            try:
                await asyncio.to_thread(self._spool.append, [line for line, _ in group])
            except Exception as error:  # each waiter gets it
                _settle(group, error)
            else:
                _settle(group, None)
        self._task = None

    async def _room_for(self, size: int) -> None:
        """Back-pressure: a crawl that is faster than its database waits here."""
        while (used := self._spool.waiting_bytes) + self._group_bytes + size > self._max_bytes:
            now = time.monotonic()
            if used != self._stuck_at:
                self._stuck_at, self._stuck_since = used, now
            elif now - self._stuck_since > self._room_seconds:
                raise SpoolFull(f"the spool holds {used} of {self._max_bytes} bytes and the database takes nothing")
            await asyncio.sleep(ROOM_POLL_SECONDS)


def _settle(group: Sequence[tuple[bytes, asyncio.Future[None]]], error: Exception | None) -> None:
    for _, durable in group:
        if durable.cancelled():
            continue
        if error is None:
            durable.set_result(None)
        else:
            durable.set_exception(error)
