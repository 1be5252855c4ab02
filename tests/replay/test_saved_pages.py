"""What lies in a folder of saved pages, and what must never stop a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.replay.read import read_saved
from crawler.replay.saved_pages import saved_pages, survey


def test_a_folder_is_walked_in_order_and_what_is_passed_over_is_counted(tmp_path: Path) -> None:
    for name in ("b.HTM", "a.txt", "sub/c.xhtml", ".hidden.html", ".hidden/d.html", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [saved.url for saved in saved_pages(tmp_path)] == ["file:a.txt", "file:b.HTM", "file:sub/c.xhtml"]
    found = survey(tmp_path)
    assert (found.pages, found.passed_over) == (3, {"hidden": 2, "linked folder": 1, "of another type": 1})
    assert found.remark() == "passed over: 2 hidden, 1 linked folder, 1 of another type"


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    assert "no page" in (survey(tmp_path).remark() or "")
    (tmp_path / "a.txt").write_text("x")
    assert survey(tmp_path).remark() is None
    assert survey(tmp_path / "a.txt").remark() is None


def test_a_folder_that_cannot_be_listed_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    for _ in range(20):  # the path of the innermost is longer than the system takes
        Path("d" * 250).mkdir()
        os.chdir("d" * 250)
    *_, deep = saved_pages(tmp_path)
    assert deep.url.startswith("file:ddd")
    assert read_saved(deep).reason == "unreadable"


def test_what_is_no_readable_file_is_a_reject_not_a_stop(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    reasons = {saved.path.name: read_saved(saved).reason for saved in saved_pages(tmp_path)}
    assert reasons == {"pipe.html": "unreadable", "gone.html": "unreadable", "empty.txt": "empty"}
    (single,) = saved_pages(tmp_path / "a.pdf")
    assert read_saved(single).reason == "unsupported_type"
