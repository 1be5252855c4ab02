"""What differs between two versions of a report."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crawler.difference import compare, sentences
from tests.pipelines.reports import document, prose


def version() -> dict[str, Any]:
    made = document()
    made["sections"] = [
        {"number": "一", "level": 1, "heading": "概述", "kind": "overview", "parent": None, "text": prose()},
        {"number": "二", "level": 1, "heading": "不足", "kind": "other", "parent": None, "text": "栏目更新偏慢。"},
    ]
    made["statistics"]["applications"] = {"received": {"natural_person": 3, "total": 4}}
    made["statistics"]["statistics_table"] = [
        {"label": "主动公开数", "key": None, "unit": "条", "value": 7, "cumulative": None},
        {"label": "主动公开数", "key": None, "unit": "条", "value": 8, "cumulative": None},
    ]
    made["checks"] = [{"rule": "applications.row.received", "status": "fail", "expected": 3, "actual": 4}]
    return made


def paths(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change.path, change.kind) for change in compare(before, after)]


def test_bookkeeping_alone_is_no_difference() -> None:
    before, after = version(), version()
    after |= {"_id": "x", "revision": 9, "changed_run": "r", "extractor_version": "7", "last_seen_at": "2026"}
    after["sources"][0]["last_seen_at"] = "2026"
    assert compare(before, after) == []


def test_tables_differ_cell_by_cell() -> None:
    before, after = version(), version()
    after["statistics"]["applications"]["received"]["natural_person"] = 4
    after["statistics"]["applications"]["granted"] = {"total": 2}
    after["statistics"]["statistics_table"][1]["value"] = 9
    after["statistics"]["review_and_litigation"] = {"reconsideration": {"total": 1}}
    assert paths(before, after) == [
        ("statistics.applications.received.natural_person", "changed"),
        ("statistics.applications.granted.total", "added"),
        ("statistics.review_and_litigation.reconsideration.total", "added"),
        ("statistics.statistics_table[主动公开数#2].value", "changed"),
    ]


def test_a_section_put_in_shifts_no_other() -> None:
    before, after = version(), version()
    after["sections"].insert(0, {**after["sections"][1], "number": "〇", "heading": "说明"})
    assert paths(before, after) == [("sections[〇 说明]", "added")]


def test_a_renamed_section_is_compared_with_itself() -> None:
    before, after = version(), version()
    after["sections"][1] |= {"heading": "存在的不足", "text": "栏目更新偏慢。人手不足。"}
    changes = {change.path: change for change in compare(before, after)}
    assert changes["sections[二 存在的不足].heading"].before == "不足"
    assert changes["sections[二 存在的不足].text"].lines == ["+ 人手不足。"]


def test_the_whole_text_is_told_only_where_no_section_tells_it() -> None:
    before, after = version(), version()
    after["text"] += "\n打印"
    assert paths(before, after) == [("text", "changed")]
    after["sections"][1]["text"] = "均已改进。"
    assert paths(before, after) == [("sections[二 不足].text", "changed")]


def test_members_of_lists_come_and_go_by_name() -> None:
    before, after = version(), version()
    after["checks"][0] = {**after["checks"][0], "status": "pass", "actual": 3}
    after["issues"] = [{"code": "spam_phrase", "severity": "warning", "detail": {"count": 1}}]
    after["sources"].append({**after["sources"][0], "url": "http://b.gov.cn/1.html"})
    assert set(paths(before, after)) == {
        ("checks[applications.row.received].status", "changed"),
        ("checks[applications.row.received].actual", "changed"),
        ('issues[spam_phrase {"count": 1}]', "added"),
        ("sources[http://b.gov.cn/1.html]", "added"),
    }


@given(st.lists(st.sampled_from("公开。共12件；\n无")), st.lists(st.sampled_from("公开。共12件；\n无")))
def test_what_was_put_in_stands_in_the_new_text_and_only_equal_texts_have_no_difference(
    old: list[str], new: list[str]
) -> None:
    before, after = "".join(old), "".join(new)
    for line in sentences(before, after):
        assert line[2:] in (after if line[0] == "+" else before)
    if before == after:
        assert not sentences(before, after)


@given(st.data())
def test_every_changed_leaf_is_told(data: st.DataObject) -> None:
    before = version()
    after = copy.deepcopy(before)
    rows = after["statistics"]["applications"]["received"]
    column = data.draw(st.sampled_from(sorted(rows)))
    value = data.draw(st.none() | st.integers(5, 99))
    rows[column] = value
    (change,) = compare(before, after)
    assert change.path.endswith(column)
    assert (change.before, change.after) == (before["statistics"]["applications"]["received"][column], value)
