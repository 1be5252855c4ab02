"""Pages flattened by a program that is not ours: w3m draws tables as boxes and wraps their labels.

Such a table cannot be read for certain. What must hold: no figure is wrong, the loss is said, the prose is read.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from crawler.extraction import read_html, read_text
from crawler.items import AnnualReport
from crawler.loaders import load_report

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TABLES = ("proactive_disclosure", "applications", "review_and_litigation")

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("w3m") is None, reason="w3m is not installed: make setup-system"),
]


def both(name: str, columns: int) -> tuple[AnnualReport, AnnualReport]:
    """The report as read from the HTML page, and as read from what w3m makes of it."""
    page = SEEDS / name
    command = ["w3m", "-dump", "-cols", str(columns), "-O", "UTF-8", "-T", "text/html", str(page)]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    return load_report(read_html(page.read_bytes())).report, load_report(read_text(text)).report


@pytest.mark.parametrize("columns", [80, 200])
def test_a_drawn_table_gives_no_wrong_figure_and_says_so(columns: int) -> None:
    html, drawn = both("zixi-2019.html", columns)
    for table in TABLES:
        truth, read = getattr(html.statistics, table), getattr(drawn.statistics, table) or {}
        assert all(cells[c] in (None, truth[row][c]) for row, cells in read.items() for c in cells)
        assert truth == read or {"unread_table", "unbalanced_table", "truncated_table"} & {i.code for i in drawn.issues}


def figures(report: AnnualReport) -> set[tuple[object, ...]]:
    """What the prose states."""
    return {(i.name, i.value, i.unit, i.status, i.category) for i in report.indicators}


@pytest.mark.parametrize("name", ["tangyuan-2016.html", "ziliujing-2016.html"])
def test_prose_figures_survive(name: str) -> None:
    html, drawn = both(name, 4000)
    assert figures(html) == figures(drawn)
    assert html.report_year == drawn.report_year


def test_lines_broken_by_a_layout_table_invent_nothing() -> None:
    html, drawn = both("zhangmutou-2016.html", 200)
    assert figures(drawn)
    assert figures(drawn) <= figures(html)
