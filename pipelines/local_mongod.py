"""The private mongod that serves where no MONGO_URI is given: loopback only, a replica set of one."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.mongod_wheels import LocalMongodUnavailable, Mongod, find_mongod
from pipelines.repository import DatabaseUnreachable, become_primary

__all__ = ["LocalMongodUnavailable", "start", "status", "stop"]

REPLICA_SET = "rs0"
START_SECONDS = 60
STOP_SECONDS = 30
PORT_SECONDS = 3
PORTS: range = range(20_000, 32_000)
"""Below the ports that systems give to outgoing connections: those would take the port of a mongod that is down."""
PID_FILE = "mongod.pid"
PORT_FILE = "port"


@dataclass(frozen=True, slots=True)
class _State:
    pid: int
    port: int

    @property
    def uri(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet={REPLICA_SET}"


def start(folder: Path, *, port: int | None = None, binaries: Path | None = None) -> str:
    """The URI of the mongod whose data lie in `folder`, started if it does not run yet.

    It stays when this process ends. `port` None takes the last one again if it is free, else any.
    `binaries` is where an unpacked mongod is kept (default: `folder`). Two starts at once give one.

    Raises `LocalMongodUnavailable` where there is no mongod to be had, it does not come up or `folder` is unusable.
    """
    folder = folder.resolve()
    with _locked(folder):
        state = _read_state(folder)
        if state is None or not _is_ours(state.pid, folder) or not _serves(state, folder):
            port = port or (state.port if state else None)
            state = _launch(folder, find_mongod(binaries or folder), _port(port))
            if not _serves(state, folder):
                raise LocalMongodUnavailable(f"it started and ended again, see {folder / 'mongod.log'}")
        return state.uri


def stop(folder: Path) -> bool:
    """End the mongod of `folder` and wait for it; the data stay. False if it did not run."""
    folder = folder.resolve()
    if not folder.exists():
        return False
    with _locked(folder):
        state = _read_state(folder)
        if state is None or not _is_ours(state.pid, folder):
            return False
        _end(state.pid, folder)
        return True


def status(folder: Path) -> str | None:
    """The URI of the running mongod of `folder`, None if it does not run."""
    folder = folder.resolve()
    state = _read_state(folder)
    return state.uri if state and _is_ours(state.pid, folder) else None


def process_id(folder: Path) -> int | None:
    """The process id of the running mongod of `folder`, None if it does not run."""
    folder = folder.resolve()
    state = _read_state(folder)
    return state.pid if state and _is_ours(state.pid, folder) else None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time. Raises `LocalMongodUnavailable` where nothing can be kept in `folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise LocalMongodUnavailable(f"{folder} cannot be used ({error.strerror or error})") from None


def _read_state(folder: Path) -> _State | None:
    """What was started last; the port is written before the launch, the pid by mongod itself."""
    try:
        return _State(int((folder / PID_FILE).read_text()), int((folder / PORT_FILE).read_text()))
    except (OSError, ValueError):
        return None


def _is_ours(pid: int, folder: Path) -> bool:
    """Whether `pid` is alive and is the mongod on this folder's data: numbers are given out again."""
    dbpath = str(folder / "data")
    if Path("/proc/self").exists():
        with suppress(OSError):  # empty for a zombie
            return dbpath in Path(f"/proc/{pid}/cmdline").read_text(errors="replace").split("\0")
        return False
    command = subprocess.run(  # noqa: S603 - fixed arguments
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return f"--dbpath {dbpath} " in command.stdout.replace("\n", " ")


def _serves(state: _State, folder: Path) -> bool:
    """Wait until it takes writes; False where it ends meanwhile: one just killed stays in the process list a moment.

    Raises `LocalMongodUnavailable` where it lives and does not become primary; then it is ended.
    """
    try:
        become_primary(state.port, REPLICA_SET, seconds=START_SECONDS, alive=lambda: _is_ours(state.pid, folder))
    except DatabaseUnreachable as error:
        if not _is_ours(state.pid, folder):
            return False
        _end(state.pid, folder)
        raise LocalMongodUnavailable(f"it started and did not become primary ({error})") from None
    return True


def _port(wanted: int | None) -> int:
    """The wanted port, given a moment to become free (a killed mongod lets go of it late), else any."""
    deadline = time.monotonic() + PORT_SECONDS
    while wanted and not _is_free(wanted) and time.monotonic() < deadline:
        time.sleep(0.05)
    candidates: list[int] = random.sample(PORTS, 50)
    for port in [wanted, *candidates] if wanted else candidates:
        if _is_free(port):
            return port
    raise LocalMongodUnavailable("there is no free port on 127.0.0.1")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _launch(folder: Path, mongod: Mongod, port: int) -> _State:
    """Start it as a daemon; comes back when it accepts connections."""
    data, log, pid_file = folder / "data", folder / "mongod.log", folder / PID_FILE
    data.mkdir(exist_ok=True)
    (folder / PORT_FILE).write_text(str(port))
    command: list[str | Path] = [*mongod.command, "--fork", "--logpath", log, "--logappend"]
    command += ["--pidfilepath", pid_file, "--dbpath", data]
    command += ["--bind_ip", "127.0.0.1", "--port", str(port), "--nounixsocket"]
    command += ["--replSet", REPLICA_SET, "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"]
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(  # noqa: S603 - the executable found above
            command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=START_SECONDS, check=True
        )
        return _State(int(pid_file.read_text()), port)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise LocalMongodUnavailable(f"it does not start, see {log} ({error})") from None


def _end(pid: int, folder: Path) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_ours(pid, folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _is_ours(pid, folder):
        os.kill(pid, signal.SIGKILL)
