"""The JSON Schema is made of the item classes, docstrings included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest

from crawler import schema
from crawler.items import AnnualReport, as_json


def test_it_is_a_schema_and_an_empty_report_fulfils_it() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.report_schema())
    jsonschema.validate(as_json(AnnualReport(id="-:甲:2016")), schema.report_schema())


def test_every_field_is_described() -> None:
    def described(node: dict[str, Any], path: str) -> None:
        for name, member in node.get("properties", {}).items():
            assert member.get("description"), f"{path}.{name}"
            described(member, f"{path}.{name}")
        for branch in [node.get("items"), *node.get("anyOf", ())]:
            if branch:
                described(branch, path)

    described(schema.report_schema(), "")


@dataclass
class Undocumented:
    value: int


@dataclass
class Unspeakable:
    value: set[int]
    """No JSON."""


@pytest.mark.parametrize(("item", "says"), [(Undocumented, "no docstring under value"), (Unspeakable, "set")])
def test_a_field_without_docstring_or_of_no_json_type_is_an_error(item: type, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        schema._object(item)
