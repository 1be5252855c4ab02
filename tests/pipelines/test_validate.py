"""The fast check and the general validator give one verdict; what breaks the contract is named by its place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Indicator, Reject, StatisticsRow, as_document, as_json
from crawler.schema import reject_schema, report_schema
from pipelines.validate import InvalidItem, ValidatePipeline, compile_schema
from tests.pipelines.reports import NOON, document, report

CHECK = compile_schema(report_schema())
GENERAL = jsonschema.Draft202012Validator(report_schema())


def full() -> dict[str, Any]:
    """A document with something in every kind of place."""
    made = report()
    made.indicators = [Indicator("fee_waivers", 2.5, "元", "reported", 0, "收费2.5元", "own")]
    made.statistics.statistics_table = [StatisticsRow("主动公开", None, "条", 3)]
    made.statistics.applications = {"received": {"natural_person": 3, "total": None}}
    made.statistics.raw = {"applications": {"received": {"total": "/"}}}
    made.agency.candidates = [{"name": "甲", "path": ["乙"], "score": 0.5}]
    document: dict[str, Any] = as_document(made)
    return document


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, member in members for place in places(member, (*path, key)))]


JUNK = st.sampled_from([None, True, "x", 0, 7, -1.5, [], {}, ["x"], [[]], {"x": 1}, {"x": {"y": "z"}}, "own", "I1"])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_same_verdict_as_a_general_validator(data: st.DataObject) -> None:
    made = full()
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(made)[1:]))
        place: Any = made
        for step in path[:-1]:
            place = place[step]
        if isinstance(place, dict) and data.draw(st.booleans()):
            del place[path[-1]]
        else:
            place[path[-1]] = deepcopy(data.draw(JUNK))  # the next place may lie inside it
    assert (not list(CHECK(made, ""))) == GENERAL.is_valid(made)


def test_a_full_document_passes_with_and_without_instants() -> None:
    made = full() | {"first_seen_at": NOON}
    assert list(CHECK(made, "")) == []
    assert list(CHECK(as_json(made), "")) == []


def test_the_place_is_named() -> None:
    made = document()
    made["sections"][0]["level"] = "1"
    assert list(CHECK(made, "")) == [".sections[0].level: str is not integer"]


@pytest.mark.parametrize("key", ["a.b", "$set", "a\0b"])
def test_keys_that_mongodb_reads_otherwise_are_refused(key: str) -> None:
    made = full()
    made["statistics"]["raw"] = {"applications": [{key: "1"}]}
    (problem,) = CHECK(made, "")
    assert ".statistics.raw.applications[0]" in problem


def test_bottomless_nesting_is_refused() -> None:
    made = full()
    nested: dict[str, Any] = {}
    made["statistics"]["raw"] = nested
    for _ in range(5000):
        nested["x"] = {}
        nested = nested["x"]
    assert any("nested too deep" in problem for problem in CHECK(made, ""))


def test_the_pipeline_passes_good_items_and_drops_others() -> None:
    pipeline = ValidatePipeline(None)
    good = report()
    assert pipeline.process_item(good) is good
    reject = Reject("file:a.txt", "empty")
    assert pipeline.process_item(reject) is reject
    with pytest.raises(InvalidItem, match=r"\.reason: int"):
        pipeline.process_item(Reject("file:a.txt", 7))  # type: ignore[arg-type]
    with pytest.raises(InvalidItem, match="dict is neither"):
        pipeline.process_item({})
    assert jsonschema.Draft202012Validator(reject_schema()).is_valid(as_json(reject))
