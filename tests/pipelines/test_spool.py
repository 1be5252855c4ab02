"""What was appended is on disk and comes out again, whatever happens to the process or the disk."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.records import DamagedRecord, Record, UnspoolableItem, decode, encode
from pipelines.spool import REFUSED, Spool, SpoolFull
from tests.pipelines.reports import NOON, document

ROOT = Path(__file__).resolve().parents[2]


def line(number: int, size: int = 0) -> bytes:
    return encode(Record("reject", "r", {"number": number, "padding": "x" * size}))


def drained(spool: Spool) -> list[int]:
    """The numbers of all waiting records, in order; they are acknowledged."""
    numbers = []
    while (segment := spool.take()) is not None:
        numbers += [decode(raw).document["number"] for raw in segment.lines()]
        spool.done(segment)
    return numbers


def left_on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_records_survive_the_way_through_a_line() -> None:
    record = Record("report", "r", {**document(), "last_seen_at": NOON, "note": "一行\n\u2028 两行", "n": 2**60})
    raw = encode(record)
    assert raw.count(b"\n") == 1
    assert decode(raw) == record


@pytest.mark.parametrize("value", ["\ud800", float("nan"), {1, 2}, b"x"])
def test_what_is_no_json_is_refused_before_it_is_written(value: object) -> None:
    with pytest.raises(UnspoolableItem):
        encode(Record("report", "r", {"value": value}))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b'{"kind":"report"}',
        b'{"kind":"x","run_id":"r","document":{}}',
        b"\xff\xfe",
        b"\0\0\0",
    ],
)
def test_a_damaged_line_is_no_record(raw: bytes) -> None:
    with pytest.raises(DamagedRecord):
        decode(raw)


def test_first_in_first_out_in_segments_of_a_batch(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as spool:
        for number in range(8):
            spool.append([line(number)])
        assert spool.waiting_items == 8
        first = spool.take()
        assert first is not None
        assert first.items == 3
        assert spool.take() is first
        assert drained(spool) == list(range(8))
        assert (spool.waiting_items, spool.waiting_bytes) == (0, 0)
    assert left_on_disk(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == [REFUSED]


def test_what_is_left_is_taken_up_by_the_next(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as spool:
        spool.append([line(number) for number in range(4)])
    with Spool(tmp_path, segment_items=3) as spool:
        assert spool.waiting_items == 4
        spool.append([line(4)])
        assert drained(spool) == [0, 1, 2, 3, 4]
    assert left_on_disk(tmp_path) == []


def test_a_living_process_keeps_its_folder(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as first:
        first.append([line(1)])
        with Spool(tmp_path, segment_items=3) as second:
            second.append([line(2)])
            assert drained(second) == [2]
        assert drained(first) == [1]


def test_the_size_on_disk_is_known(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as spool:
        spool.append([line(number) for number in range(4)])
        on_disk = sum(path.stat().st_size for path in tmp_path.rglob("*.jsonl"))
        assert spool.waiting_bytes == on_disk == sum(len(line(number)) for number in range(4))


def test_the_end_of_a_run_is_no_item(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as spool:
        spool.append([encode(Record("run", "r", {"outcome": "finished"}))])
        assert spool.waiting_items == 0
    with Spool(tmp_path, segment_items=3) as spool:
        assert spool.waiting_items == 0
        segment = spool.take()
        assert segment is not None
        assert len(segment.lines()) == 1


def test_refused_lines_are_kept_with_their_reason(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=3) as spool:
        spool.append([line(1), line(2)])
        segment = spool.take()
        assert segment is not None
        for _ in range(2):  # tried again after a crash of the database
            spool.refuse(segment, [(line(1), "too large")])
        spool.done(segment)
    (kept,) = (tmp_path / REFUSED).glob("*.jsonl")
    (entry,) = [json.loads(raw) for raw in kept.read_text().splitlines()]
    assert entry["reason"] == "too large"
    assert decode(entry["record"].encode()).document["number"] == 1


KILLED = """
import os, sys
from pathlib import Path
from pipelines.spool import Spool
from tests.pipelines.test_spool import line
spool = Spool(Path(sys.argv[1]), segment_items=7)
for number in range(100000):
    spool.append([line(number, 2000)])
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(60)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += [int(rest) for rest in writer.stdout.read().splitlines() if rest.strip()]
    writer.stdout.close()
    writer.wait()
    with Spool(tmp_path, segment_items=7) as spool:
        found = drained(spool)
    assert found == list(range(len(found)))
    assert set(acknowledged) <= set(found)
    assert left_on_disk(tmp_path) == []


def test_a_torn_last_line_is_left_out(tmp_path: Path) -> None:
    with Spool(tmp_path, segment_items=9) as spool:
        spool.append([line(number) for number in range(3)])
    (segment,) = tmp_path.rglob("*.jsonl")
    whole = segment.read_bytes()
    for cut in (1, 20, len(line(2)) - 1):
        segment.write_bytes(whole[:-cut])
        with Spool(tmp_path, segment_items=9) as spool:
            assert spool.waiting_items == 2
            taken = spool.take()
            assert taken is not None
            assert [decode(raw).document["number"] for raw in taken.lines()] == [0, 1]


def _no_file_larger_than(size: int) -> None:
    """From now on the kernel refuses what a full disk refuses: writing on."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.fixture
def limit_file_size() -> Callable[[int], None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield _no_file_larger_than  # type: ignore[misc]
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_stops_accepting_and_loses_nothing(tmp_path: Path, limit_file_size: Callable[[int], None]) -> None:
    accepted = []
    with Spool(tmp_path, segment_items=1000) as spool:
        limit_file_size(20_000)
        for number in range(100):
            try:
                spool.append([line(number, 1500)])
            except SpoolFull as error:
                assert str(tmp_path) in str(error)  # noqa: PT017
                break
            accepted.append(number)
        assert 0 < len(accepted) < 20
        with pytest.raises(SpoolFull):  # the first lines of the group would fit
            spool.append([line(200 + number, 1500) for number in range(30)])
        limit_file_size(10_000_000)
        spool.append([line(500)])
        assert spool.waiting_bytes == sum(path.stat().st_size for path in tmp_path.rglob("*.jsonl"))
        assert drained(spool) == [*accepted, 500]
    assert left_on_disk(tmp_path) == []
