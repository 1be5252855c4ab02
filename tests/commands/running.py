"""Run the commands as a user does: a process of its own, in the project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

ROOT = Path(__file__).resolve().parents[2]
UNREACHABLE = "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=300"


def scrapy(
    *arguments: str | bytes,
    uri: str = UNREACHABLE,
    database: str = "ogi_test",
    cache: Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[Any]:
    """`scrapy …` with this database; its output as text."""
    return subprocess.run([sys.executable, "-m", "scrapy", *arguments], cwd=ROOT,
                          env=environ(uri, database, cache, **environment), capture_output=True,
                          encoding="utf-8", timeout=120, check=False)  # fmt: skip


def scrapy_here(*arguments: str, uri: str = UNREACHABLE, database: str = "ogi_test") -> int:
    """The same in this process, for what a process of its own adds nothing to; the exit status comes back."""
    settings = get_project_settings()
    settings.setdict({"MONGO_URI": uri, "MONGO_DATABASE": database})
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", *arguments], settings)
    return int(ended.value.code or 0)


def environ(uri: str, database: str, cache: Path | None, **more: str) -> dict[str, str]:
    """The environment in which a command finds that database."""
    found = {**os.environ, "MONGO_URI": uri, "MONGO_DATABASE": database, **more}
    return {**found, "OGI_CACHE_DIR": str(cache)} if cache else found


def one_line_no_traceback(text: str) -> bool:
    """Whether it is what a user error should print."""
    return "Traceback" not in text and len(text.strip().splitlines()) == 1
