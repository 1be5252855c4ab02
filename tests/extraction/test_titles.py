"""Titles as portals print them: what is kept of one, what it says, whether it is a report's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.titles import clean_title, compose_title, parse_title

REPORTS = [
    ("青石镇人民政府2016年政府信息公开工作年度报告", "青石镇人民政府", 2016),
    ("服务中心2016年政府信息公开年度报告", "服务中心", 2016),
    ("青石市人民政府办公室2019年政府信息公开工作年度报告", "青石市人民政府办公室", 2019),
    ("2016年青石镇政府信息公开年度报告", "青石镇", 2016),
    ("2009年度下坝镇政府信息公开年度报告", "下坝镇", 2009),
    ("2014青石镇政府信息公开工作年度报告", "青石镇", 2014),
    ("青石省旅游局222012年度政府信息公开年度报告", "青石省旅游局", 2012),
    ("青石区人民政府2019年度政府信息公开年报", "青石区人民政府", 2019),
    ("市扶农办2016年度政府信息公开工作报告", "市扶农办", 2016),
    ("青石市科学技术局2015年度政府信息公开工作总体情况", "青石市科学技术局", 2015),
    ("信息公开总结", None, None),
    ("政府信息公开年度报告", None, None),
    ("青石区教育局政府信息公开工作2017年年度报告", "青石区教育局", 2017),
    ("青石区教育局政府信息公开2017年报", "青石区教育局", 2017),
    ("二〇一六年度青石县人民政府信息公开工作年度报告", "青石县人民政府", 2016),
    ("青石县教育局二○○九年政府信息公开工作年度报告", "青石县教育局", 2009),
    ("青石乡人民政府信息公开工作年度报告（2016年）", "青石乡人民政府", 2016),
    ("政府信息公开工作年度报告(2021年度)", None, 2021),
    ("政府信息公开年报(青石镇)", "青石镇", None),
    ("青石县环境保护局关于2016年度政府信息公开工作情况的报告", "青石县环境保护局", 2016),
    ("关于青石县安全生产监督管理局2014年政府信息公开工作的报告", "青石县安全生产监督管理局", 2014),
    ("2018年青石县实施《中华人民共和国政府信息公开条例》情况报告", "青石县", 2018),
    ("2018年青石县2019年度政府信息公开工作年度报告", "青石县", 2019),
    ("2008—2010年政府信息公开工作报告", None, None),
    ("我局2016年政府信息公开工作总结", None, 2016),
    # The issuer's own name must not speak against its report.
    ("青石县审计局2018年度政府信息公开工作年度报告", "青石县审计局", 2018),
    ("青石市政府网站管理中心2015年政府信息公开年度报告", "青石市政府网站管理中心", 2015),
    ("青石市发展计划局2009年政府信息公开工作年度报告", "青石市发展计划局", 2009),
    ("青石市会议中心2020年政府信息公开年度报告", "青石市会议中心", 2020),
    ("青石县环境质量监测站2020年政府信息公开年度报告", "青石县环境质量监测站", 2020),
    ("青石县视频监控管理办公室2016年政府信息公开年度报告", "青石县视频监控管理办公室", 2016),
    ("青石县信息发布中心2016年政府信息公开年度报告", "青石县信息发布中心", 2016),
    ("青石县财政局2014年信息公开年度报告", "青石县财政局", 2014),
    ("青石县2016年政府信息公开工作年度报告及统计表", "青石县", 2016),
    ("青石县2016年政府信息公开年度报告全文", "青石县", 2016),
    ("青石县林业局关于报送2016年政府信息公开年度报告的报告", "青石县林业局", 2016),
    ("青石县2011年政务公开和政府信息公开工作总结", "青石县", 2011),
    ("青石县2016年推进政府信息公开工作年度报告", "青石县", 2016),
    ("【2016年】青石县政府信息公开年度报告", "青石县", 2016),
    ("[2016]青石县政府信息公开年报", "青石县", 2016),
    ("1.青石县发改局2016年政府信息公开年度报告", "青石县发改局", 2016),
    ("青石县府办关于2011年政府信息公开工作情况的汇报", "青石县府办", 2011),
    ("青石县2014年政府信息公开工作年度报告公告", "青石县", 2014),
    ("青石县工商局政府信息公开工作年度报告（2008年5月1日-2008年12月31日）", "青石县工商局", None),
    ("青石县2015年和2016年政府信息公开工作报告", "青石县", None),
]


@pytest.mark.parametrize(("title", "issuer", "year"), REPORTS)
def test_report_titles(title: str, issuer: str | None, year: int | None) -> None:
    facts = parse_title(title)
    assert (facts.is_report, facts.reason) == (True, None)
    assert (facts.issuer, facts.year) == (issuer, year)


REJECTED = {
    "notice": [
        "县政府办公室关于做好2016年政府信息公开年度报告编制工作的通知",
        "关于报送2019年度政府信息公开工作年度报告的通知",
        "关于2019年政府信息公开年度报告发布情况的通报",
        "青石县人民政府办公室关于印发政府信息公开工作考核办法的通知",
        "开展2021年政府信息公开工作年度报告编制培训",
    ],
    "policy_procedure": [
        "政府信息公开年度报告制度",
        "青石镇政府信息公开工作年度报告公布制度",
        "青石县政府信息公开指南",
        "青石县2017年政府信息公开工作要点",
        "2018年政府信息公开工作计划",
        "政府信息公开工作年度报告格式",
        "省人民政府关于加强某项监管的意见",
        "青石县召开政府信息公开工作会议",
        "青石县2020年政务公开第三方评估报告",
        "青石县政府信息公开工作自查报告",
        "政府信息公开工作检查通报",
        "政府信息公开年度报告（空白表）",
        "青石县政府信息公开保密审查制度",
    ],
    "explainer": [
        "青石县2020年政府信息公开工作年度报告解读",
        "图解：青石县2020年政府信息公开工作年度报告",
        "一图读懂2021年政府信息公开工作年度报告",
        "【图解】青石县2020年政府信息公开年度报告",
        "图文解读｜青石县2020年政府信息公开年度报告",
    ],
    "index": [
        "青石县各乡镇2020年政府信息公开年报",
        "青石县各镇2019年政府信息公开年报",
        "历年政府信息公开年度报告",
        "2020年政府信息公开年报汇总",
    ],
    "other_annual_report": [
        "青石县人民政府2019年政府网站工作年度报表",
        "青石县司法局2021年法治政府建设年度报告",
        "2018年青石县政府工作报告",
        "青石县财政局2016年部门决算",
        "青石县2015年国民经济和社会发展统计公报",
        "青石中学2020年信息公开年度报告",
        "青石县人民医院2019年信息公开工作年度报告",
        "青石师范学院2018-2019学年信息公开年度报告",
        "青石县2016年上半年政府信息公开工作总结",
        "青石县2016年第三季度政府信息公开情况",
        "2017年政府信息公开情况统计表",
        "青石水务有限公司2016年度信息公开年报",
        "青石县2016年环境质量报告",
        "2016年人大建议政协提案办理情况报告",
        "青石县2020年党务公开工作报告",
        "2019年半年度政府信息公开报告",
        "2019年7月政府信息公开工作总结",
        "2019年1-6月政府信息公开工作总结",
        "公共企事业单位信息公开年报",
        "青石县疾控中心事业单位信息公开年报",
        "青石县民政局2016年度部门决算信息公开情况说明",
        "双公示信息公开情况报告",
        "青石县环境信息公开年度报告",
        "青石县2018年卫生监督信息公开报告",
        "青石县2016年重大建设项目信息公开情况报告",
        "青石县住房公积金信息公开年度报告",
        "2018年青石县政府网站信息公开工作年度报告",
    ],
}


@pytest.mark.parametrize(("reason", "title"), [(reason, title) for reason, ts in REJECTED.items() for title in ts])
def test_other_titles_and_why(reason: str, title: str) -> None:
    facts = parse_title(title)
    assert (facts.is_report, facts.is_weak, facts.reason) == (False, False, reason)
    assert facts.issuer is None


@pytest.mark.parametrize(
    "title",
    [
        "2016年年报",
        "青石县民政局年度报告",
        "2018年政务公开工作总结",
        # News of a report, or the report itself; the heading of a column.
        "我县公布2016年政府信息公开年报",
        "青石县晒出2016年政府信息公开年度报告",
        "县政府部门政府信息公开年报",
        "乡镇街道2016年政府信息公开年报",
    ],
)
def test_a_yearly_report_alone_is_only_a_possibility(title: str) -> None:
    facts = parse_title(title)
    assert (facts.is_report, facts.is_weak, facts.reason) == (False, True, None)


@pytest.mark.parametrize("title", ["首页", "政务公开信息内容页", "青石县2017年植树造林工作总结", "政府信息公开", ""])
def test_titles_that_say_nothing(title: str) -> None:
    facts = parse_title(title)
    assert (facts.is_report, facts.is_weak, facts.reason) == (False, False, None)


PLAIN = "青石县2016年政府信息公开年度报告"


@pytest.mark.parametrize(
    "printed",
    [
        "青石县2016年政府信息公开年度报告_政府信息公开年报_青石县人民政府",
        "政府信息公开年报 - 青石县2016年政府信息公开年度报告 - 青石县人民政府",
        "青石县2016年政府信息公开年度报告-青石县民政局",
        "青石县2016年政府信息公开年度报告 | 青石县人民政府门户网站",
        "青石县人民政府门户网站 青石县2016年政府信息公开年度报告",
        "首页>政务公开>青石县2016年政府信息公开年度报告",
        "标　题：青石县2016年政府信息公开年度报告",
        "• 青石县2016年政府信息公开年度报告",
        "【年报】青石县2016年政府信息公开年度报告[2017-03-01]",
        "青石县2016年政府信息公开年度报告 2018-02-22",
        "青石县2016年政府信息公开年度报告2017年2月22日",
        "青石县\n2016年\u3000政府信息公开\u00a0年度报告",
        "青石县2016年<br/>政府信息公开年度报告",
        "《青石县2016年政府信息公开年度报告》",
        "青石县2016年政府信息公开年度报告.docx",
        "青石县2016年政府信息公开年度报告（图片版）",
        "青石县2016年政府信息公开年度报告(附表及统计表)",
        "凯发app官网开户 青石县2016年政府信息公开年度报告",
        "青石县2016年政府信息公开年度报告 -凯发app官网开户",
    ],
)
def test_the_title_alone_is_left(printed: str) -> None:
    assert clean_title(printed) == PLAIN


@pytest.mark.parametrize(
    ("printed", "mark"),
    [("（图片版）", "图片版"), ("(图解)", "图解"), ("【PDF】", "PDF"), ("（含附表）", "含附表"), ("", None)],
)
def test_a_bracketed_mark_tells_the_rendition(printed: str, mark: str | None) -> None:
    facts = parse_title(PLAIN + printed)
    assert (facts.title, facts.rendition, facts.is_report) == (PLAIN, mark, True)


def test_what_belongs_to_the_title_stays() -> None:
    for title in (
        "关于2016年政府信息公开工作情况的报告",
        "青石县2016年政府信息公开工作年度报告（2017年3月发布）",
    ):
        assert clean_title(title) == title
    assert clean_title(" - ") is None
    assert clean_title("2016-2017") is None


def test_a_cover_title_announces_a_report() -> None:
    facts = parse_title("关于公布《青石县2020年政府信息公开工作年度报告》的公告")
    assert (facts.is_report, facts.is_cover, facts.year) == (False, True, 2020)
    assert parse_title("关于印发青石县2020年政府信息公开工作年度报告的通知").is_cover


def test_composed_titles_are_read_back() -> None:
    title = compose_title("青石镇人民政府", 2016)
    facts = parse_title(title)
    assert (facts.is_report, facts.issuer, facts.year) == (True, "青石镇人民政府", 2016)


@given(st.text(alphabet="青石县政府信息公开工作年度报告2016《》()（）_- 图解", max_size=200))
@settings(max_examples=150, deadline=None)
def test_cleaning_is_idempotent_and_bounded(text: str) -> None:
    once = clean_title(text)
    if once is not None:
        assert len(once) <= 120
        again = clean_title(once)
        assert again is None or clean_title(again) == again
    parse_title(text)


def test_hostile_titles_cost_little() -> None:
    hostile = [
        "政府信息公开" + "2016年" * 22 + "x",
        "政府信息公开" + "年度" * 50 + "x",
        "《" * 5000,
        "(" * 5000,
        "报 " * 5000,
    ]
    start = time.process_time()
    for title in hostile:
        parse_title(title)
    assert time.process_time() - start < 0.5
