"""The stated period, the year reported on with its witness, and the governing 条例."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.dates.period import read_period, regulation, report_year
from crawler.extraction.dates.years import title_years, with_arabic_dates
from crawler.items import Period

YEAR_2016 = Period("2016-01-01", "2016-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "本报告涵盖青石镇2016年1月1日至12月31日期间的工作。",
        "本报告中所列数据的统计期限自2016年1月1日起至2016年12月31日止。",
        "本报告所列数据统计期限从2016年1月1日开始，到2016年12月31日止。",
        "数据统计期限:2016年1月1日-2016年12月31日。",
        "数据统计期限为2016年1月1日—12月31日。",
        "统计时间为2016.1.1-2016.12.31。",
        "统计期限为2016-01-01至2016-12-31。",
        "统计期限为2016/1/1至2016/12/31。",
        "统计期限为二〇一六年一月一日至二〇一六年十二月三十一日。",
        "统计期限为２０１６年１月１日至２０１６年１２月３１日。",
        "统计期限为二○一六年一月一日起至十二月三十一日止。",
        "统计期限自 2016 年 1 月 1 日起至 2016 年 12 月 31 日止。",
        "2016年1月1日至12月31日,全镇主动公开36条。",
        "征求意见时间为2016年3月1日至2016年3月31日。本报告数据统计期限为2016年1月1日至2016年12月31日。",
        "活动自2015年5月1日至2016年6月1日开展。统计数据自2016年1月1日起,至2016年12月31日止。",
    ],
)
def test_whole_years_in_all_spellings(text: str) -> None:
    assert read_period(text) == YEAR_2016


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("统计期限为2017年1月1日至2017年12月28日。", "2017-01-01", "2017-12-28"),
        ("本报告数据统计期限自2008年5月1日至2008年12月31日。", "2008-05-01", "2008-12-31"),
        ("统计期限为2016年1月至2016年12月。", "2016-01", "2016-12"),
        ("统计期限为2016年1月至12月。", "2016-01", "2016-12"),
        ("统计期限为2018年1月1日至2019年3月31日。", "2018-01-01", "2019-03-31"),
    ],
)
def test_other_periods_as_stated(text: str, start: str, end: str) -> None:
    assert read_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "截至2016年12月底,累计公开1206条。",
        "统计数据自201911日起至20191231日止。",
        "统计期限为2016年1月1日至2016年2月30日。",
        "统计期限为2016年12月31日至2016年1月1日。",
        "统计期限为2016年1月1日至2026年12月31日。",
        "征求意见时间为2016年3月1日至2016年3月31日。",
        "试点自2016年4月1日至2017年4月1日。",
        "2016年3月1日至5月31日,开展专项检查。",
        "电话:0454-2016-1-1",
        "",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) == Period()


def test_the_order_of_witnesses() -> None:
    body = "截至2015年12月31日累计公开36条。2014年我局公开20条,2014年培训2期。"
    assert report_year(["2017年青石镇政府信息公开年度报告"], YEAR_2016, "").year == 2017
    for titles, period, text, year, witness in [
        (["青石镇政府信息公开年度报告"], YEAR_2016, body, 2016, "period"),
        ([], Period(), body, 2015, "closing"),
        ([], Period(), "2014年我局公开20条,2014年培训2期。2015年1月20日。", 2014, "body"),
        ([], Period("2018-12-01", "2019-11-30"), "", 2019, "period"),
        ([], Period(), "主动公开36条。", None, None),
    ]:
        reading = report_year(titles, period, text)
        assert (reading.year, reading.witness) == (year, witness)


@pytest.mark.parametrize(
    "text",
    [
        "依据《关于做好2019年工作的通知》(青办发〔2019〕3号),2016年我局公开36条,比2015年增加6条。2016年无申请。",
        "2016年我局公开36条。根据2007年4月5日公布的规定。2017年工作打算:2017年将加强培训。2016年无申请。",
        "2016年我局公开36条,较2015年多6条,同2015年相比增长2%。与2015年持平。2016年无申请。",
        "现将我局2016年政府信息公开工作情况报告如下:2015年度决算已公开,2015年预算已公开。",
        "2016年我局落实规划(2011—2015年)。",
        "2016年我局公开36条。下一步,我局将按照2017年部署推进。在2017年的工作中,将继续努力。",
        "现将我局2016年工作情况报告如下。在2017年的工作中,要进一步加强培训。",
        "根据《青石县公开规定》(2010年修订),2016年我局公开36条。",
        "2016年我局公开36条。\n青石县民政局\n2017年3月\n(二〇一七年三月)",
        "本报告2017年3月编制。2016年我局公开36条。",
    ],
)
def test_years_that_are_only_cited_do_not_count(text: str) -> None:
    reading = report_year([], Period(), text)
    assert (reading.year, reading.witness) == (2016, "body")


def test_a_tie_is_not_decided() -> None:
    assert report_year([], Period(), "2016年公开36条。2015年公开30条。").year is None


def test_conflicts_are_shown_and_the_title_wins() -> None:
    text = "本年报由柳河街道编制的2019年度政府信息公开年度报告。2018年度公开总数为100条。"
    reading = report_year(["青石街道2018年政府信息公开工作年度报告"], Period("2018-01-01", "2018-12-31"), text)
    assert (reading.year, reading.witness) == (2018, "title")
    (issue,) = reading.issues
    assert (issue.code, dict(issue.detail)) == ("year_conflict", {"title": 2018, "period": 2018, "body": 2019})
    reading = report_year(["青石街道2018年政府信息公开工作年度报告"], YEAR_2016, "")
    assert (reading.year, [issue.code for issue in reading.issues]) == (2018, ["year_conflict"])
    reading = report_year(["青石镇2018年政府信息公开年报", "青石镇2017年政府信息公开年报"], Period(), "")
    assert (reading.year, [issue.code for issue in reading.issues]) == (2018, ["year_conflict"])


def test_agreement_is_no_conflict() -> None:
    text = (
        "青石街道2018年政府信息公开工作年度报告\n现将2018年政府信息公开工作情况报告如下:比2017年增加3条。"
        "2018年公开36条。2019年,我街道将加强培训。"
    )
    titles = ["青石街道2018年政府信息公开工作年度报告", "政府信息公开年报", "2018年政府信息公开年报"]
    assert report_year(titles, Period("2018-01-01", "2018-12-28"), text).issues == ()


def test_two_years_in_a_title_are_settled_by_the_period() -> None:
    title = "2019年青石县2018年度政府信息公开工作年度报告"
    assert report_year([title], Period("2018-01-01", "2018-12-31"), "").year == 2018


def test_several_years_at_once_are_no_report_year() -> None:
    for title in (
        "青石县2008年至2009年政府信息公开工作报告",
        "青石县2008年和2009年政府信息公开工作报告",
        "青石县2008、2009年度政府信息公开工作报告",
    ):
        reading = report_year([title], Period("2008-05-01", "2009-12-31"), "截至2009年12月底公开36条。2009年培训2期。")
        assert (reading.year, reading.witness) == (None, None)
        assert [(issue.code, issue.detail["years"]) for issue in reading.issues] == [("year_conflict", [2008, 2009])]
    reading = report_year([], Period("2018-05-01", "2019-03-31"), "")
    assert (reading.year, [issue.detail["years"] for issue in reading.issues]) == (None, [[2018, 2019]])


def test_a_sentence_that_names_another_report_is_a_conflict() -> None:
    text = "根据规定编制。现公布青石县2015年政府信息公开年度报告。"
    reading = report_year(["青石县2016年政府信息公开年度报告"], Period(), text)
    assert (reading.year, [issue.code for issue in reading.issues]) == (2016, ["year_conflict"])


def test_a_notice_about_reports_has_no_report_year() -> None:
    title = "县政府办公室关于做好2016年政府信息公开年度报告编制工作的通知"
    text = "为做好2016年政府信息公开年度报告编制工作,现将2016年有关事项通知如下。"
    assert report_year([title], Period(), text).year is None
    assert report_year([title, "青石县2016年政府信息公开年度报告"], Period(), text).year == 2016


def test_early_years_are_flagged() -> None:
    reading = report_year(["青石区2004年政府信息公开年度报告"], Period(), "")
    assert reading.year == 2004
    assert [issue.code for issue in reading.issues] == ["year_implausible"]


@pytest.mark.parametrize(
    ("forms", "headings", "year", "law"),
    [
        (("form_2019", None), (), 2019, "2019"),
        ((None, "form_2021"), ("概述",), None, "2019"),
        ((), ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"), None, "2019"),
        ((), ("概 述", "主动公开政府信息情况", "收费及减免情况"), 2016, "2008"),
        ((), ("概述", "依申请公开政府信息情况"), 2019, "2008"),
        # Three headings that both laws share, in a year when the second did not exist.
        ((), ("总体情况", "主动公开政府信息情况", "其他需要报告的事项"), 2015, "2008"),
        ((), (), 2018, "2008"),
        ((), (), 2019, "2019"),
        ((), (), None, None),
        (("narrative",), ("乡村振兴",), None, None),
    ],
)
def test_which_law_governs(
    forms: tuple[str | None, ...], headings: tuple[str, ...], year: int | None, law: str | None
) -> None:
    assert regulation(forms=forms, headings=headings, year=year) == law


def test_years_and_dates_in_chinese_digits() -> None:
    assert with_arabic_dates("二零一七年二月二十日") == "2017年2月20日"
    assert with_arabic_dates("二是加强培训,二十二人参加") == "二是加强培训,二十二人参加"
    assert title_years("2008-2010年工作报告") == (None, (2008, 2010))


@given(st.integers(2008, 2030), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["至", "—", "-", "起至"]))
@settings(max_examples=60)
def test_every_written_period_is_read_back(year: int, month: int, day: int, joint: str) -> None:
    text = f"本报告数据的统计期限为{year}年1月1日{joint}{year}年{month}月{day}日止。"
    start, end = f"{year}-01-01", f"{year}-{month:02d}-{day:02d}"
    assert read_period(text) == (Period(start, end) if end > start else Period())


@given(st.text(alphabet="2016年1月13日至-—.起统计期限二〇一六截到 \n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    report_year([text], read_period(text), text)


def test_long_texts_cost_little() -> None:
    text = "2016年我局主动公开政府信息1206条,截至2016年12月,比2015年增加61条;自2016年3月1日起。\n" * 400
    start = time.process_time()
    report_year(["青石镇年报"], read_period(text), text)
    hostile = "2016年1月1日至" * 5000 + "《" * 20_000 + "2016年" * 5000
    report_year([], read_period(hostile), hostile)
    assert time.process_time() - start < 1.5
