"""docs/portals.md knows every family, parameter, transport and pager that the schema has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crawler.catalogue.load import SCHEMA

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "portals.md").read_text("utf-8")
DEFS: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))["$defs"]


def test_every_word_of_an_entry_is_explained() -> None:
    words = {
        *DEFS["entry"]["properties"]["family"]["enum"],
        *DEFS["list"]["properties"]["transport"]["enum"],
        *DEFS["pager"]["properties"]["kind"]["enum"],
        *(DEFS["pager"]["properties"].keys() - {"kind", "stop"}),
    }
    assert not {word for word in words if f"`{word}" not in GUIDE}


def test_every_parameter_stands_in_the_row_of_its_family() -> None:
    rows = {row.split("`")[1]: row for row in GUIDE.splitlines() if row.startswith("| `")}
    for rule in DEFS["entry"]["allOf"]:
        family = rule["if"]["properties"]["family"]["const"]
        params = rule["then"]["properties"]["columns"]["items"]["properties"]["params"]["properties"]
        assert not {name for name in params if f"`{name}`" not in rows[family]}
