"""What lies in a folder of saved pages, and what must never stop a run."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.replay.read import read_saved
from crawler.replay.saved_pages import ignored_files, saved_pages


def test_a_folder_is_walked_in_order_and_names_are_relative(tmp_path: Path) -> None:
    for name in ("b.HTM", "a.txt", "sub/c.xhtml", ".hidden.html", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [saved.url for saved in saved_pages(tmp_path)] == ["file:a.txt", "file:b.HTM", "file:sub/c.xhtml"]
    assert [path.name for path in ignored_files(tmp_path)] == ["notes.md"]


def test_what_is_no_readable_file_is_a_reject_not_a_stop(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    reasons = {saved.path.name: read_saved(saved).reason for saved in saved_pages(tmp_path)}
    assert reasons == {"pipe.html": "unreadable", "gone.html": "unreadable", "empty.txt": "empty"}
    (single,) = saved_pages(tmp_path / "a.pdf")
    assert read_saved(single).reason == "unsupported_type"
