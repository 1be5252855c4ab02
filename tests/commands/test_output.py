"""What commands print, on terminals of any width, into pipes, and where nothing can be printed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest
from rich.cells import cell_len

from crawler.output import write_json
from crawler.tables import write_table
from tests.commands.running import ROOT, UNREACHABLE, environ, one_line_no_traceback

ROW = {
    "id": "532301:楚雄市住房和城乡建设局:2019",
    "agency": "楚雄市住房和城乡建设局",
    "region": "云南省 楚雄彝族自治州 楚雄市",
    "year": 2019,
    "issues": ["byte_damage", "pinyin_annotations", "traditional_script"],
    "form": None,
}


@pytest.mark.parametrize("width", [20, 40, 80, 100, 150, 1000])
def test_nothing_is_cut_at_any_width(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    write_table([ROW] * 2, list(ROW), title="2 reports")
    printed = capsys.readouterr().out
    assert "…" not in printed
    assert all(cell_len(line) <= width for line in printed.splitlines())
    letters = "".join(printed.split())
    for value in ("楚雄市", "byte_damage", "traditional_script"):
        assert letters.count(value) >= 2 or width >= 100  # a folded cell is no longer one run of letters
    if width >= cell_len(str(ROW["id"])):
        assert printed.count(str(ROW["id"])) == 2


def test_a_wide_table_has_one_line_a_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # a pipe
    write_table([ROW] * 3, list(ROW))
    lines = [line for line in capsys.readouterr().out.splitlines() if "楚雄市" in line]
    assert len(lines) == 3
    assert all(str(ROW["region"]) in line for line in lines)


def test_no_rows_no_frame(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([], ["id"], title="0 reports")
    assert capsys.readouterr().out == "0 reports\n"


def test_a_page_sends_nothing_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([{"quote": "[red]:cat:\x1b]0;title\x07", "n": 1}], ["quote", "n"], title="\x1b[2J[/b]")
    printed = capsys.readouterr().out
    assert not {"\x1b", "\x07"} & set(printed)
    assert "[red]:cat:" in printed
    assert "[/b]" in printed


@pytest.mark.parametrize("value", [[{"a": "樟"}, {"a": "\ud800"}], {"a": "樟"}, []])
def test_json_is_utf8_everywhere(monkeypatch: pytest.MonkeyPatch, value: Any) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    write_json(value)
    assert json.loads(raw.getvalue().decode("utf-8")) == value


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["reports inspect seeds/zixi-2019.txt", "mongo status"])
def test_output_that_cannot_be_written_is_one_line(command: str, redirection: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m scrapy {command} {redirection}"],
        cwd=ROOT, env=environ(UNREACHABLE, "ogi_test", None), stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert one_line_no_traceback(done.stderr)
    assert "standard output" in done.stderr


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    done = subprocess.run(
        ["/bin/bash", "-c", f"{sys.executable} -m scrapy reports inspect seeds | true; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT, env=environ(UNREACHABLE, "ogi_test", None), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "0\n"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
