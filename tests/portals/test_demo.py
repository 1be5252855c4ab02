"""`make demo` as a user runs it: to its end, and interrupted by Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipelines import local_mongod
from tests.portals.families import FAMILIES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cache(mongod_binaries: Path, tmp_path: Path) -> Iterator[Path]:
    """A cache folder with a private mongod of its own."""
    folder = tmp_path / "mongo"
    folder.mkdir()
    for binary in mongod_binaries.glob("mongod-*"):
        (folder / binary.name).symlink_to(binary.resolve())
    yield tmp_path
    local_mongod.stop(folder)


def begin(cache: Path) -> subprocess.Popen[str]:
    """The demo, in a process group of its own, as a shell does."""
    environment = os.environ | {"OGI_CACHE_DIR": str(cache), "MONGO_URI": "mongodb://127.0.0.1:9/", "COLUMNS": "200"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.portals.demo"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def answers(cache: Path) -> bool:
    """Whether any portal of the last demo still listens."""
    for entry in yaml.safe_load((cache / "demo" / "catalogue.yaml").read_text("utf-8")):
        host, _, port = entry["hosts"][0]["host"].partition(":")
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return True
    return False


@pytest.mark.mongo
def test_the_demo_ends_well_and_leaves_nothing_running(cache: Path) -> None:
    demo = begin(cache)
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("First crawl"):
            break
    os.killpg(demo.pid, signal.SIGINT)
    _, errors = demo.communicate(timeout=60)
    assert demo.returncode == 130, errors
    assert "Traceback" not in errors
    assert not answers(cache)

    demo = begin(cache)  # nothing is left of the interrupted one
    output, errors = demo.communicate(timeout=120)
    assert demo.returncode == 0, output + errors
    assert "Traceback" not in errors
    first, second = (
        {
            line.split("│")[1].strip(): [cell.strip() for cell in line.split("│")[2:-1]]
            for line in part.splitlines()
            if "│" in line
        }
        for part in output.split("First crawl")[1].split("Second crawl")
    )
    assert first.keys() == second.keys()
    assert len(first) + output.count("left out, ") == len(FAMILIES) + 4
    edges = {"replica-blocked": "blocked 1", "replica-closed": "robots_denied 1", "replica-hijacked": "foreign_host 1"}
    for name, remark in edges.items():
        assert remark in first[name][-1]
    for name in first.keys() - {"replica-blocked", "replica-closed"}:
        assert int(first[name][2]) >= 19, output
        assert second[name][2] == "1", output  # the one that was published in between
    assert "Next:" in output
    assert not answers(cache)
