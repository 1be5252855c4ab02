"""The published documents against the code: three descriptions of one shape must not drift apart."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from crawler import items
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
