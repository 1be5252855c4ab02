"""`scrapy reports export`: what is written is what is stored, in every format, in constant memory."""

from __future__ import annotations

import csv
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from crawler.export import columns, excel, parquet
from crawler.export.excel import write_excel
from crawler.export.lines import write_csv
from crawler.extraction.forms import official
from pipelines.repository import Repository
from tests.commands.running import ROOT, environ, scrapy
from tests.pipelines.reports import NOON, document, prose

EVIL = '=HYPERLINK("http://x.cn","点我")'


def rich(number: int = 0, **fields: Any) -> dict[str, Any]:
    """A report with something in every sheet."""
    made = document(prose(first=number), agency=f"第{number}局", **fields)
    made["title"] = EVIL if number == 1 else f"第{number}局年报"
    made["statistics"]["applications"] = {
        row.key: {key: number + place for place, key in enumerate(official.APPLICANT_KEYS)}
        for row in official.APPLICATION_ROWS[:3]
    }
    made["statistics"]["review_and_litigation"] = {"reconsideration": {"upheld": 1, "total": number, "other": None}}
    made["statistics"]["proactive_disclosure"] = {
        "government_procurement": {"items": 3, "amount": 25.5, "amount_unit": "万元"},
        "administrative_permits": {"previous_items": 7, "change": -2},
    }
    made["indicators"] = [
        {"name": "trainings", "category": None, "value": 2.5, "unit": "期", "status": "reported", "scope": None,
         "section": 0, "quote": "-共2.5期"}
    ]  # fmt: skip
    return made


@pytest.fixture
def full(repository: Repository) -> list[dict[str, Any]]:
    repository.save([rich(number) for number in range(1, 6)], now=NOON)
    return list(repository.select("reports", {}, sort=[("_id", 1)]))


@pytest.mark.mongo
def test_every_format_holds_every_report(mongo_uri: str, prepared_database: str, full: Any, tmp_path: Path) -> None:
    for suffix in (".jsonl", ".csv", ".parquet", ".xlsx"):
        target = tmp_path / f"r{suffix}"
        done = scrapy("reports", "export", "-o", str(target), uri=mongo_uri, database=prepared_database)
        assert done.returncode == 0, done.stderr
        assert done.stderr.startswith(f"5 reports written to {target}\n")
        assert done.stdout == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.csv", "r.jsonl", "r.parquet", "r.xlsx"]
    ids = [report["_id"] for report in full]
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]
    assert [line["_id"] for line in lines] == ids
    assert not {"search", "announced"} & lines[0].keys()
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["id"] for row in rows] == ids
    assert list(rows[0]) == [column.name for column in columns.COLUMNS]
    assert rows[0]["title"] == "'" + EVIL
    assert rows[0]["proactive_disclosure.administrative_permits.change"] == "-2"
    assert rows[1]["review_and_litigation.reconsideration.total"] == "2"
    assert rows[0]["review_and_litigation.reconsideration.other"] == ""
    table = pq.read_table(tmp_path / "r.parquet")
    assert table["id"].to_pylist() == ids
    assert table["title"][0].as_py() == EVIL
    assert table["applications.received.total"].to_pylist() == [7, 8, 9, 10, 11]
    assert table["proactive_disclosure.government_procurement.amount"][0].as_py() == 25.5
    assert table["first_seen_at"][0].as_py() == NOON
    assert table["text"].to_pylist() == [report["text"] for report in full]
    assert table["metadata.abstract"].null_count == 5
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["reports", "applications", "litigation", "disclosure", "indicators", "sections"]
    sheets = {name: list(book[name].values) for name in book.sheetnames}
    assert [row[0] for row in sheets["reports"][1:]] == ids
    title = book["reports"].cell(2, sheets["reports"][0].index("title") + 1)
    assert (title.value, title.data_type, title.quotePrefix) == (EVIL, "s", True)
    assert len(sheets["applications"]) == 1 + 5 * 3
    assert sheets["applications"][1][:5] == (ids[0], "第1局", 2016, "received", 1)
    assert dict(zip(*sheets["indicators"][:2], strict=True)) == {
        "id": ids[0], "agency": "第1局", "year": 2016, "name": "trainings", "category": None, "value": 2.5, "unit": "期",
        "status": "reported", "scope": None, "quote": "-共2.5期",
    }  # fmt: skip
    assert sheets["sections"][1][-1] == full[0]["text"]
    disclosure = [dict(zip(sheets["disclosure"][0], row, strict=True)) for row in sheets["disclosure"][1:3]]
    assert [(row["row"], row["amount"], row["change"]) for row in disclosure] == [
        ("government_procurement", 25.5, None), ("administrative_permits", None, -2),
    ]  # fmt: skip


@pytest.mark.mongo
def test_workbooks_are_numbered_where_one_is_full(
    monkeypatch: pytest.MonkeyPatch, full: list[dict[str, Any]], tmp_path: Path
) -> None:
    files = [tmp_path / f"{n}.xlsx" for n in range(9)]
    monkeypatch.setattr(excel, "MOST_REPORTS", 2)
    assert write_excel(full, iter(files)) == []
    assert [len(list(openpyxl.load_workbook(path)["reports"].values)) - 1 for path in files if path.exists()] == [
        2,
        2,
        1,
    ]
    monkeypatch.setattr(excel, "MOST_REPORTS", 99)
    monkeypatch.setattr(excel, "MOST_ROWS", 1 + 3 * 3 + 2)  # three reports' rows of applications, and two left
    for path in tmp_path.iterdir():
        path.unlink()
    write_excel(full, iter(files))
    assert [len(list(openpyxl.load_workbook(path)["reports"].values)) - 1 for path in files if path.exists()] == [3, 2]


def test_what_a_cell_cannot_hold_is_cut_and_told(tmp_path: Path) -> None:
    made = {**rich(2), "first_seen_at": NOON, "changed_at": NOON}
    made["sections"][0]["text"] = "长" * 32_767
    assert write_excel([made], iter([tmp_path / "a.xlsx"])) == []
    made["sections"][0]["text"] = "𠀀\x0b" * 32_767
    made["indicators"][0]["value"] = 2**53 + 1
    remarks = write_excel([made], iter([tmp_path / "b.xlsx"]))
    assert [remark.split()[0] for remark in remarks] == ["1", "1"]
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    text = list(book["sections"].values)[1][-1]
    assert text.endswith("[cut from 65534]")
    assert list(book["indicators"].values)[1][5] == str(2**53 + 1)


def test_parquet_leaves_out_what_its_columns_cannot_hold_and_tells(tmp_path: Path) -> None:
    made = {**rich(2), "first_seen_at": NOON, "changed_at": NOON}
    made["statistics"]["applications"]["received"] |= {"total": 2.5, "other": 3.0}
    (remark,) = parquet.write_parquet([made], tmp_path / "a.parquet")
    assert remark.startswith("1 numbers")
    table = pq.read_table(tmp_path / "a.parquet")
    assert table["applications.received.total"][0].as_py() is None
    assert table["applications.received.other"][0].as_py() == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_a_csv_is_a_formula(start: str, tmp_path: Path) -> None:
    made = {**rich(2), "first_seen_at": NOON, "changed_at": NOON, "title": start + "1+1"}
    (remark,) = write_csv([made], tmp_path / "a.csv")
    assert remark.startswith("1 cells")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.DictReader(stream))["title"] == f"'{start}1+1"


def test_columns_are_those_published() -> None:
    assert (ROOT / "docs/export-columns.md").read_text("utf-8") == columns.published()
    assert len(columns.NAMES) == len(columns.COLUMNS)


def test_every_cell_of_the_official_tables_has_a_column() -> None:
    for row in official.DISCLOSURE_ROWS:
        for form in official.columns_of(row.key).values():
            assert {f"proactive_disclosure.{row.key}.{column.key}" for column in form} <= columns.NAMES


PEAK = """
import resource, sys
from pathlib import Path
from crawler.export import lines
from crawler.export.excel import write_excel
from crawler.export.parquet import write_parquet
from tests.commands.test_export import many
form, count, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
write = {"csv": lines.write_csv, "jsonl": lines.write_jsonl, "parquet": write_parquet,
         "xlsx": lambda reports, path: write_excel(reports, iter([path]))}[form]
write(many(count), target)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def many(count: int) -> Iterator[dict[str, Any]]:
    """The same report under many ids, each made as it is asked for and sharing nothing with the others."""
    made = pickle.dumps({**rich(2), "first_seen_at": NOON, "changed_at": NOON})
    return ({**pickle.loads(made), "_id": str(number)} for number in range(count))  # noqa: S301 - pickled above


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_memory_does_not_grow_with_the_number_of_reports(form: str, tmp_path: Path) -> None:
    few, lots = (parquet.ROW_GROUP, 2 * parquet.ROW_GROUP) if form == "parquet" else (200, 4200)

    def peak(count: int) -> int:
        done = subprocess.run([sys.executable, "-c", PEAK, form, str(count), str(tmp_path / "out")], cwd=ROOT,
                              env=environ("", "", None), capture_output=True, text=True, check=True, timeout=300)  # fmt: skip
        return int(done.stdout)

    assert peak(lots) - peak(few) < 30  # MB; held, 4,000 reports more are over 60
