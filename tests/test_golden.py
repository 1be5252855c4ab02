"""Every page in seeds/ against the JSON that a person has compared with it, field by field.

A missing golden file is written and the test fails until someone has read it beside the page.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.reports.inspect import line
from crawler.items import as_json
from crawler.replay.read import read_saved
from crawler.replay.saved_pages import saved_pages

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
PAGES = {saved.path.name: saved for saved in saved_pages(ROOT / "seeds")}


def read(name: str) -> dict[str, Any]:
    """What `scrapy reports inspect` prints of a seed, paths relative to the project."""
    record = line(read_saved(PAGES[name]))
    record["path"] = f"seeds/{name}"
    return json.loads(json.dumps(as_json(record)))  # type: ignore[no-any-return]


def differences(expected: Any, got: Any, place: str = "") -> Iterator[str]:
    """The places at which two JSON values differ, each with both values."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in sorted(expected.keys() | got.keys()):
            yield from differences(expected.get(key, "(absent)"), got.get(key, "(absent)"), f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for index, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(one, other, f"{place}[{index}]")
    elif expected != got:
        yield f"{place}: expected {expected!r}, got {got!r}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_seed_reads_as_its_golden_file(name: str) -> None:
    golden = GOLDEN / f"{name}.json"
    got = read(name)
    if not golden.exists():
        golden.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{golden.name} was missing and has been written: read it beside the page, then commit it")
    assert not list(differences(json.loads(golden.read_text("utf-8")), got))


def narrow(value: Any) -> Any:
    """The same with punctuation in one width: flattened text has the half-width, HTML the full-width marks."""
    return json.loads(unicodedata.normalize("NFKC", json.dumps(value, ensure_ascii=False)))


STEMS = sorted({Path(name).stem for name in PAGES})


@pytest.mark.parametrize("stem", STEMS)
def test_both_doors_read_the_same_figures(stem: str) -> None:
    """The HTML page and its flattened text are one report: whatever is a figure must not depend on the door."""
    html, text = (narrow(read(f"{stem}.{suffix}")["report"]) for suffix in ("html", "txt"))
    for field in ("_id", "report_year", "period", "form", "forms", "regulation", "statistics", "indicators", "checks"):
        assert not list(differences(html[field], text[field], field))
    assert [(s["number"], s["heading"], s["kind"]) for s in html["sections"]] == [
        (s["number"], s["heading"], s["kind"]) for s in text["sections"]
    ]


def test_every_golden_file_has_its_page() -> None:
    assert {p.name.removesuffix(".json") for p in GOLDEN.glob("*.json")} == set(PAGES)
