"""The published documents against the code: three descriptions of one shape must not drift apart."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from crawler import items
from crawler.extraction.forms import official
from crawler.schema import report_schema

ROOT = Path(__file__).resolve().parent.parent
DATA_FORMAT = (ROOT / "DATA_FORMAT.md").read_text("utf-8")
ISSUE = re.compile(r'Issue\(\s*"([a-z_]+)",')


def item_classes(item: Any = items.AnnualReport) -> set[type]:
    """The report's class and every item class that it is made of."""
    found = {item}
    for hint in get_type_hints(item).values():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part) and part not in found:
                found |= item_classes(part)
    return found


@pytest.mark.parametrize("item", sorted(item_classes(), key=lambda c: c.__name__), ids=lambda c: c.__name__)
def test_every_field_is_documented(item: type) -> None:
    named = set(re.findall(r"[A-Za-z_]+[A-Za-z_0-9]*", DATA_FORMAT))
    missing = [f.name for f in fields(item) if f.name not in named and f.name != "id"]  # type: ignore[arg-type]
    assert not missing


def test_published_schema_is_that_of_the_items() -> None:
    published = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))
    assert published == report_schema(), "python -m crawler.schema > docs/report.schema.json"


def test_every_issue_code_is_documented() -> None:
    codes = {code for path in (ROOT / "crawler").rglob("*.py") for code in ISSUE.findall(path.read_text("utf-8"))}
    assert len(codes) > 15
    assert not {code for code in codes if f"`{code}`" not in DATA_FORMAT}


def words_of_code() -> set[str]:
    """Every name that the code speaks: fields of items, string constants, keys of collections."""
    found: set[str] = {f.name for item in item_classes() for f in fields(item)}  # type: ignore[arg-type]
    for package in ("crawler", "pipelines"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
                elif isinstance(node, ast.arg | ast.keyword) and node.arg:
                    found.add(node.arg)
    return found


def test_no_name_in_the_format_is_unknown_to_the_code() -> None:
    code = words_of_code()
    named = set(re.findall(r"(?<![\w*.])[a-z]+(?:_[a-z0-9]+)+(?![\w*])", DATA_FORMAT))
    assert len(named) > 120
    composed = {"amount_unit"}  # written by rule: <column>_unit
    assert not sorted(named - code - composed)


def test_every_row_column_and_outcome_of_the_forms_is_documented() -> None:
    keys = {row.key for row in (*official.APPLICATION_ROWS, *official.DISCLOSURE_ROWS)}
    keys |= {*official.APPLICANT_KEYS, *official.OUTCOME_KEYS, *official.REVIEW_GROUP_KEYS}
    keys |= {c.key for row in official.DISCLOSURE_ROWS for cs in official.columns_of(row.key).values() for c in cs}
    assert not sorted(keys - set(re.findall(r"\w+", DATA_FORMAT)))


def test_every_indicator_of_the_golden_files_is_documented() -> None:
    golden = [json.loads(path.read_text("utf-8")) for path in (ROOT / "tests/golden").glob("*.json")]
    names = {figure["name"] for report in golden for figure in report["report"]["indicators"]}
    assert len(names) > 20
    assert not sorted(names - set(re.findall(r"\w+", DATA_FORMAT)))
