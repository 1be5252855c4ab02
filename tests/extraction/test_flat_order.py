"""Flattened tables whose columns stand in another order: nothing is bound by counting."""

from __future__ import annotations

import pytest

from crawler.extraction.page import FlatTable
from crawler.extraction.tables.reader import read_statistics

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
OFFICIAL = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def applications(head: tuple[str, ...]) -> FlatTable:
    note = ("(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", "申请人情况")
    return FlatTable((note, head, ("一、本年新收政府信息公开申请数量", "1", "2", "3", "0", "0", "0", "6"),
                      ("二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0")))  # fmt: skip


def test_official_order_is_read() -> None:
    row = (read_statistics([applications(OFFICIAL)]).statistics.applications or {})["received"]
    assert (row["commercial_enterprise"], row["research_institution"], row["total"]) == (2, 3, 6)


@pytest.mark.parametrize("head", [(OFFICIAL[0], OFFICIAL[2], OFFICIAL[1], *OFFICIAL[3:]), (*OFFICIAL[::-1],),
                                  (OFFICIAL[-1], *OFFICIAL[:-1])])  # fmt: skip
def test_another_order_gives_null_and_an_issue(head: tuple[str, ...]) -> None:
    reading = read_statistics([applications(head)])
    assert set((reading.statistics.applications or {})["received"].values()) == {None}
    assert "unbalanced_table" in {issue.code for issue in reading.issues}


def review(groups: tuple[str, ...], outcomes: tuple[str, ...]) -> FlatTable:
    return FlatTable((("行政复议", "行政诉讼"), outcomes, groups, outcomes, outcomes,
                      ("1", "0", "0", "0", "1", "0", "2", "0", "0", "2", "0", "0", "3", "0", "3")))  # fmt: skip


def test_review_order() -> None:
    plain = (
        read_statistics([review(("未经复议直接起诉", "复议后起诉"), OUTCOMES)]).statistics.review_and_litigation or {}
    )
    assert plain["litigation_direct"]["corrected"] == 2
    for table in (review(("复议后起诉", "未经复议直接起诉"), OUTCOMES),
                  review(("未经复议直接起诉", "复议后起诉"), (OUTCOMES[1], OUTCOMES[0], *OUTCOMES[2:]))):  # fmt: skip
        read = read_statistics([table]).statistics.review_and_litigation or {}
        assert all(value is None for row in read.values() for value in row.values())
