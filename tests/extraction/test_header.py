"""Headers of every layout and every trap; the facts of the saved pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extraction.doors.html import read_html
from crawler.extraction.doors.text import read_text
from crawler.extraction.header.reader import Header, read_header
from crawler.extraction.page import Cell, FlatTable, Page, Paragraph, Table
from crawler.extraction.script.restore import restore_page
from crawler.items import Metadata
from crawler.loaders import load_report
from tests.shared_material import SHARED, needs_samples, needs_seeds

TITLE = "青石镇2016年政府信息公开工作年度报告"
PROSE = "本年度报告根据条例的规定编制，全文分六个部分，现向社会公布，欢迎查阅。"


def read_lines(*lines: str, meta: dict[str, str] | None = None, body_start: int = 0) -> Header:
    return read_header(Page(tuple(map(Paragraph, lines)), body_start=body_start, meta=meta or {}))


def read_rows(*rows: tuple[str, ...], rectangular: bool = True) -> Header:
    if not rectangular:
        return read_header(Page((FlatTable(rows), Paragraph(PROSE))))
    grid = tuple(tuple(Cell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows))
    return read_header(Page((Table(grid), Paragraph(PROSE))))


def fields(header: Header) -> dict[str, Any]:
    """What was read, without the list of pairs and the printed dates."""
    metadata = header.metadata
    values = {name: getattr(metadata, name) for name in Metadata.__slots__}
    return {
        name: value
        for name, value in values.items()
        if value not in (None, []) and name != "header" and not name.endswith("_raw")
    }


HEADINGS = (("一", "概述"), ("二", "主动公开政府信息情况"), ("三", "依申请公开政府信息情况"), ("四", "存在问题"))

LINES: list[tuple[str, dict[str, Any]]] = [
    (
        "来源：青石县政府 办公室 时间：2017-01-12 10:01",
        {
            "source": "青石县政府 办公室",
            "published_date": "2017-01-12T10:01",
        },
    ),
    (
        "来源:县府办 | 浏览量:280 | 发布时间:2017-03-26 15:18 分享到",
        {
            "source": "县府办",
            "views": 280,
            "published_date": "2017-03-26T15:18",
        },
    ),
    ("时间:2015-11-10 01:51:51信息来源:浏览次数:", {"published_date": "2015-11-10T01:51:51"}),
    (
        "来源：青石县人民政府时间：2017-03-26 15:18浏览次数：12次",
        {
            "source": "青石县人民政府",
            "published_date": "2017-03-26T15:18",
            "views": 12,
        },
    ),
    (
        "索   引   号 A01-2017 分        类 综合政务",
        {
            "index_number": "A01-2017",
            "subject_category": "综合政务",
        },
    ),
    (
        "主题分类 综合政务 体裁分类 报告 组配分类 年报",
        {
            "subject_category": "综合政务",
            "genre_category": "报告",
            "catalogue_category": "年报",
        },
    ),
    (
        "生成日期 2017-02-16 公开日期 2017-03-01 废止日期有效",
        {
            "generated_date": "2017-02-16",
            "published_date": "2017-03-01",
        },
    ),
    ("索引号:ZW/20170301 当前位置:政务公开 >年报", {"index_number": "ZW/20170301"}),
    ("作者： 时间：2017-03-26 点击数：", {"published_date": "2017-03-26"}),
    (
        "【发布日期：2017年3月26日】【来源：青石县】【字体：大 中 小】",
        {
            "source": "青石县",
            "published_date": "2017-03-26",
        },
    ),
    ("2017-03-26 15:18 来源：县府办 【打印】", {"source": "县府办", "published_date": "2017-03-26T15:18"}),
    ("發佈機構：青石镇 發布日期：2017-03-26", {"publisher": "青石镇", "published_date": "2017-03-26"}),
    (
        "信息索引号：11/2017-1 文号：青政〔2017〕3号 有效性：有效",
        {
            "index_number": "11/2017-1",
            "document_number": "青政〔2017〕3号",
            "validity": "有效",
        },
    ),
    (
        "公开方式：主动公开 公开范围：面向社会 公开时限：长期",
        {
            "disclosure_method": "主动公开",
            "disclosure_scope": "面向社会",
        },
    ),
    (
        "【索 引 号】A01-2017 【发布机构】青石镇人民政府 【文号】 【成文日期】2017-03-01",
        {"index_number": "A01-2017", "publisher": "青石镇人民政府", "generated_date": "2017-03-01"},
    ),
    ("[ 来源 ] 县府办 [ 发布日期 ]：2017-03-01", {"source": "县府办", "published_date": "2017-03-01"}),
    ("来源 青石县教育局", {"source": "青石县教育局"}),
    ("发布机构青石县教育局", {"publisher": "青石县教育局"}),
    ("文号青教发〔2017〕3号", {"document_number": "青教发〔2017〕3号"}),
    ("发布时间2017-03-01来源青石县", {"published_date": "2017-03-01"}),
    (
        "索引号0123-8/2017-00012发布机构青石县人民政府有效性有效公开方式主动公开",
        {
            "index_number": "0123-8/2017-00012",
            "publisher": "青石县人民政府",
            "validity": "有效",
            "disclosure_method": "主动公开",
        },
    ),
    (
        "索引号0123-8/2017-00012 发布机构青石县人民政府 文件编号 有效性有效 公开方式主动公开",
        {
            "index_number": "0123-8/2017-00012",
            "publisher": "青石县人民政府",
            "validity": "有效",
            "disclosure_method": "主动公开",
        },
    ),
    ("索引号0123-8/2017-00012发布机构不详有效性有效", {}),
    ("来源：管理员 发布时间：1970-01-01 08:00", {}),
    ("标题：关于 来源 的说明 来源：县政府", {"title": "关于 来源 的说明", "source": "县政府"}),
    ("主题词：政务公开；年报 浏览：1,280次", {"keywords": ["政务公开", "年报"], "views": 1280}),
]


@pytest.mark.parametrize(
    ("labels", "values", "expected"),
    [
        ("索引号 | 文号 | 发布机构 |", "A-1 |  | 青石县民政局 |", {"index_number": "A-1", "publisher": "青石县民政局"}),
        ("索引号\t文号\t发布机构", "A-1\t\t青石县民政局", {"index_number": "A-1", "publisher": "青石县民政局"}),
        ("索引号 | 文号 | 发布机构 |", "A-1 | 青石县民政局 |  |", {}),
        ("索引号\t文号\t发布机构", "A-1\t青石县民政局", {}),
    ],
)
def test_a_blank_value_in_a_row_below_its_label(labels: str, values: str, expected: dict[str, Any]) -> None:
    header = read_header(read_text(f"{TITLE}\n{labels}\n{values}\n一、概述\n{PROSE}"))
    assert fields(header) == expected


def test_words_of_an_abstract_are_no_labels() -> None:
    said = "本报告介绍来源：广泛、公开方式：多样的情况"
    page = read_html(f"<table><tr><td>索引号：<td>A-1<tr><td>内容概述：<td>{said}</table><p>{PROSE}</p>")
    header = read_header(page)
    assert header.metadata.header == [["索引号", "A-1"], ["内容概述", said]]
    assert (header.metadata.abstract, header.metadata.disclosure_method) == (said, None)


def test_meta_tags_of_an_empty_template_say_nothing() -> None:
    head = '<meta name=PubDate content="1970-01-01 08:00"><meta name=ContentSource content="管理员">'
    header = read_header(read_html(f"<head>{head}</head><body><p>{PROSE}</p>"))
    assert (header.metadata.published_date, header.metadata.source) == (None, None)
    assert [(issue.code, issue.detail["raw"]) for issue in header.issues] == [("unreadable_date", "1970-01-01 08:00")]


def test_a_meta_title_of_another_paper_is_told() -> None:
    shown = "青石县民政局2016年政府信息公开工作年度报告"
    page = f'<head><meta name=ArticleTitle content="关于放假的通知"></head><body><h1>{shown}</h1>'
    parts = "".join(f"<p>{number}、{words}</p><p>{PROSE}</p>" for number, words in HEADINGS)
    report = load_report(read_html(f"{page}<div>{parts}</div>")).report
    assert (report.title, report.metadata.title) == (shown, None)
    assert [issue.detail for issue in report.issues if issue.code == "header_conflict"] == [
        {"field": "title", "values": [shown, "关于放假的通知"]}
    ]


@pytest.mark.parametrize(
    ("claimed", "accepted"), [("关于放假的通知", True), ("关于做好2016年政府信息公开年度报告的通知", False)]
)
def test_what_the_report_says_of_itself_against_its_meta_title(claimed: str, accepted: bool) -> None:
    said = "青石县2016年政府信息公开年度报告"
    parts = "".join(f"<p>{number}、{words}</p><p>{PROSE}</p>" for number, words in HEADINGS)
    page = f'<head><meta name=ArticleTitle content="{claimed}"></head><body><div><p>{PROSE}现公布{said}。{PROSE}</p>{parts}</div>'
    reading = load_report(read_html(page))
    assert reading.verdict.accepted is accepted
    if accepted:
        assert (reading.report.title, reading.report.title_source) == (said, "body")
        assert "header_conflict" in {issue.code for issue in reading.report.issues}


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_lines(line: str, expected: dict[str, Any]) -> None:
    header = read_lines(TITLE, line, PROSE)
    assert fields(header) == expected
    assert header.consumed == {1}


@pytest.mark.parametrize(
    "line",
    [
        "文号： 有效性： 来源： 发布日期：",
        "文号：无 来源：— 发布机构：/ 主题词：暂无",
        "文号：号 views：次 浏览量：次 发布时间：",
        "文号：无文号 发文字号：〔〕号 文件编号：青政〔2017〕号",
        "责任编辑：李某 更新时间：2017-03-26 有效期：长期 实施日期：2017-04-01",
        "发布机构：2017-03-26 来源：http://www.example.gov.cn/",
        "浏览量：约3万 索引号：/",
    ],
)
def test_what_is_not_stated_is_null(line: str) -> None:
    assert fields(read_lines(TITLE, line, PROSE)) == {}


@pytest.mark.parametrize(
    "line",
    [
        "发布日期在网站上写明，来源可靠。",
        "地址：青石镇一路1号 邮编：523616 电话：0769-87711001",
        "如有疑问，请与办公室联系，时间：上午9时，来源不限。",
        "来源：青石镇的信息由各办公室提供。各村按要求报送，由办公室汇总。",
        "名称 的问题",
        "来源 于各处室",
        "发布机构设置情况说明",
        "公开方式主动公开与依申请公开相结合",
        "各村（社区）：",
    ],
)
def test_prose_is_no_header(line: str) -> None:
    header = read_lines(TITLE, line, "一、概述", "来源：正文 时间：2017-03-26")
    assert header.metadata == Metadata()
    assert header.consumed == frozenset()


def test_a_value_that_another_word_is_stuck_to_is_null() -> None:
    for line in ("来源：青石县首次发布时间：2017-03-26", "来源：青石县录入修改时间：2017-03-26"):
        assert read_lines(TITLE, line, PROSE).metadata.source is None
    assert fields(read_lines(TITLE, "公开方式：主动公开日期：2017-03-26", PROSE)) == {"published_date": "2017-03-26"}


def test_values_end_at_the_next_label_though_it_is_empty() -> None:
    header = read_rows(
        ("文件编号:", "有效性:", "有效", "", ""), ("文号:", "公开日期:", "2015-07-27 16:32", ""), rectangular=False
    )
    assert fields(header) == {"validity": "有效", "published_date": "2015-07-27T16:32"}
    assert header.metadata.header == [
        ["文件编号", ""], ["有效性", "有效"], ["文号", ""], ["公开日期", "2015-07-27 16:32"],
    ]  # fmt: skip
    assert header.consumed == {0}


def test_a_row_of_labels_above_a_row_of_values() -> None:
    header = read_rows(("索引号", "发布机构", "发布日期"), ("A/2017-1", "", "2017-01-02"))
    assert fields(header) == {"index_number": "A/2017-1", "published_date": "2017-01-02"}
    flat = read_rows(("索引号", "公开方式", "发布机构", ""), ("A/2017-1", "青石镇", "", ""), rectangular=False)
    assert fields(flat) == {}, "a blank value was dropped: nobody knows which"
    full = read_rows(("索引号", "公开方式", ""), ("A/2017-1", "主动公开", ""), rectangular=False)
    assert fields(full) == {"index_number": "A/2017-1", "disclosure_method": "主动公开"}


def test_lists_of_documents_are_no_header() -> None:
    rows = [("A/2017-1", "甲报告", "青石镇"), ("A/2017-2", "乙报告", "云岭镇")]
    assert read_rows(("索引号", "名称", "发布机构"), *rows).metadata == Metadata()
    assert read_rows(("序号", "名称", "发布机构"), rows[0]).metadata == Metadata()
    assert fields(read_lines("索引号", "名称", "发布机构", "A/2017-1", "甲报告", "青石镇人民政府", PROSE)) == {}
    repeated = read_lines(*(f"索引号：A/2017-{n} 发布机构：青石镇" for n in range(4)), PROSE)
    assert fields(repeated) == {}
    assert [issue.code for issue in repeated.issues] == ["header_conflict"]


def test_tables_of_figures_are_no_header() -> None:
    assert read_rows(("指标名称", "计量单位", "数量"), ("主动公开文件数", "条", "36")).metadata == Metadata()
    spanning = Cell("信息内容", 0, 0, 1, 2)
    table = Table(((spanning, spanning), (Cell("规章", 1, 0), Cell("0", 1, 1))))
    assert read_header(Page((table,))).metadata == Metadata()


def test_spanning_values_and_unknown_labels_of_a_table() -> None:
    wide = Cell("青石镇年报", 1, 1, 1, 3)
    table = Table(
        (
            (Cell("索引号", 0, 0), Cell("A/1-2017", 0, 1), Cell("发布机构", 0, 2), Cell("青石镇", 0, 3)),
            (Cell("名  称", 1, 0), wide, wide, wide),
            (Cell("阅读对象", 2, 0), Cell("公众", 2, 1), Cell("存档编码：", 2, 2), Cell("77", 2, 3)),
        )
    )
    header = read_header(Page((table, Paragraph(PROSE)), body_start=1))
    assert fields(header) == {"index_number": "A/1-2017", "publisher": "青石镇", "title": "青石镇年报"}
    assert ["阅读对象", "公众"] in header.metadata.header
    assert ["存档编码", "77"] in header.metadata.header
    assert {issue.detail["label"] for issue in header.issues} == {"阅读对象", "存档编码"}
    assert [(title.source, title.text) for title in header.titles] == [("header", "青石镇年报")]


def test_labels_and_values_on_lines_of_their_own() -> None:
    header = read_lines(
        "• 索引号", "• A01-2017", "发布机构：", "青石镇人民政府", "文号：", "公开日期", "2017-03-01", TITLE
    )
    assert fields(header) == {
        "index_number": "A01-2017",
        "publisher": "青石镇人民政府",
        "published_date": "2017-03-01",
    }
    assert header.consumed == set(range(7))


COLUMN = ("索引号：", "公开方式：", "发布机构：", "成文日期：")
VALUES = ("A01-2017", "主动公开", "青石镇人民政府", "2017-03-01")


def test_a_column_of_labels_before_a_column_of_values() -> None:
    expected = {
        "index_number": "A01-2017",
        "disclosure_method": "主动公开",
        "publisher": "青石镇人民政府",
        "generated_date": "2017-03-01",
    }
    header = read_lines(*COLUMN, *VALUES, TITLE, PROSE)
    assert fields(header) == expected
    assert header.consumed == set(range(8))
    dashed = read_lines(*COLUMN, *VALUES[:2], "—", VALUES[3], TITLE, PROSE)
    assert fields(dashed) == {name: value for name, value in expected.items() if name != "publisher"}


@pytest.mark.parametrize("lost", range(len(VALUES)))
def test_a_column_that_lost_a_value_gives_none(lost: int) -> None:
    values = [value for place, value in enumerate(VALUES) if place != lost]
    assert fields(read_lines(*COLUMN, *values, TITLE, PROSE)) == {}
    assert fields(read_lines(*COLUMN, *values, TITLE, TITLE, PROSE)) == {}


def test_one_value_below_two_labels_that_it_fits_is_nobodys() -> None:
    assert fields(read_lines("生成日期", "公开日期", "2017-04-23", TITLE, PROSE)) == {}
    assert fields(read_lines("发布机构", "来源", "青石镇人民政府", TITLE, PROSE)) == {}
    assert fields(read_lines("公开范围", "来源", "面向社会", TITLE, PROSE)) == {}
    assert fields(read_lines("发布机构", "来源：县府办", PROSE)) == {"source": "县府办"}


def test_empty_lines_of_a_saved_block_take_nothing_from_the_next_line() -> None:
    header = read_lines(
        f"标题: {TITLE}",
        "发布时间: 2017-01-18 15:57",
        "文号:",
        "发布机构:",
        "栏目: 年报",
        "==== 正文 ====",
        TITLE,
        PROSE,
    )
    assert fields(header) == {"title": TITLE, "published_date": "2017-01-18T15:57"}
    assert header.consumed == set(range(6))
    last = read_lines(f"标题: {TITLE}", "文号:", "发布机构:", TITLE, "青石镇人民政府", PROSE)
    assert fields(last) == {"title": TITLE}
    assert header.metadata.header[2:4] == [["文号", ""], ["发布机构", ""]]


def test_breadcrumb_tools_and_counters_are_no_text() -> None:
    header = read_lines(
        "当前位置：首页 > 政务公开 > 年报", TITLE, "字体：【 默认 超大", "来源：县府办 分享到", "0", "打印 关闭", PROSE
    )
    assert header.breadcrumb == ("首页", "政务公开", "年报")
    assert header.consumed == {0, 2, 3, 4, 5}
    assert header.metadata.header == [["来源", "县府办"]]


def test_dates_without_a_label() -> None:
    glued = read_lines(f"{TITLE} 2018-02-22", TITLE, "青石镇人民政府", "2018年2月10日", PROSE)
    assert fields(glued) == {"published_date": "2018-02-22"}
    assert [(title.source, title.text) for title in glued.titles] == [("heading", TITLE)]
    assert glued.consumed == {0}
    assert fields(read_lines(TITLE, "青石镇人民政府", "2018年2月10日", PROSE)) == {}, "day of signing"
    assert fields(read_lines(TITLE, "2018年2月10日", PROSE, body_start=2)) == {"published_date": "2018-02-10"}
    assert fields(read_lines("2018年2月10日 星期六", TITLE, PROSE, body_start=2)) == {}, "clock of the site"
    assert fields(read_lines(TITLE, "2018-02-10", "2018-02-11", PROSE, body_start=3)) == {}
    assert fields(read_lines(TITLE, "发布日期：", "来源：县府办", "2018-02-10", PROSE)) == {"source": "县府办"}


def test_trust_among_labels() -> None:
    header = read_lines("时间：2017-03-26 公开日期：2017-03-20 登记日期：2017-03-01 成文日期：2017-02-28", PROSE)
    assert fields(header) == {"published_date": "2017-03-20", "generated_date": "2017-02-28"}
    assert fields(read_lines("公开日期： 时间：2017-03-26", PROSE)) == {"published_date": "2017-03-26"}
    two = read_lines("发布机构：青石镇", "发文机关：云岭镇", PROSE)
    assert fields(two) == {"publisher": "青石镇"}
    assert [issue.code for issue in two.issues] == ["header_conflict"]


def test_meta_tags_fill_only_what_the_page_does_not_show() -> None:
    meta = {"PubDate": "2018-03-14 11:30", "ContentSource": TITLE, "ArticleTitle": f" {TITLE} ", "Author": "办公室"}
    shown = read_lines("公开日期：2017-03-20", PROSE, meta=meta)
    assert fields(shown) == {"published_date": "2017-03-20", "title": TITLE}
    assert shown.metadata.header == [["公开日期", "2017-03-20"]]
    hidden = read_lines(TITLE, PROSE, meta=meta | {"ContentSource": "县府办"})
    assert fields(hidden) == {"published_date": "2018-03-14T11:30", "title": TITLE, "source": "县府办"}
    assert fields(read_lines("来源：县政府", PROSE, meta={"ContentSource": ""})) == {"source": "县政府"}


def test_damaged_dates_stay_as_printed_and_are_flagged() -> None:
    header = read_lines(TITLE, "来源：县府办 发布日期：201703月26", PROSE)
    assert (header.metadata.published_date, header.metadata.published_date_raw) == (None, "201703月26")
    assert [issue.code for issue in header.issues] == ["unreadable_date"]


def test_pairs_are_kept_as_printed_and_fields_restored() -> None:
    lines = (
        "發(fā)布機(jī)構(gòu): | 東湖區(qū)人民政府 | 索引號(hào): | A1-2017 |",
        "來源：東湖區(qū)政府辦公室 時(shí)間：2017-02-27 15:06",
        "政府信息公開(kāi)工作情況報(bào)告，機(jī)關(guān)各處室認(rèn)真貫徹條例，進(jìn)一步規(guī)范運(yùn)轉(zhuǎn)，規(guī)范有關(guān)問題。",
    )
    printed = Page(tuple(map(Paragraph, lines)))
    restored = restore_page(printed).page
    assert restored != printed
    header = read_header(restored, printed)
    assert header.metadata.header == [
        ["發(fā)布機(jī)構(gòu)", "東湖區(qū)人民政府"], ["索引號(hào)", "A1-2017"],
        ["來源", "東湖區(qū)政府辦公室"], ["時(shí)間", "2017-02-27 15:06"],
    ]  # fmt: skip
    assert header.metadata.publisher == "东湖区人民政府"
    assert header.metadata.source == "东湖区政府办公室"
    assert header.metadata.published_date == "2017-02-27T15:06"


def _read(path: str) -> Metadata:
    data = (SHARED / path).read_bytes()
    page = read_html(data) if path.endswith(".html") else read_text(data)
    return read_header(restore_page(page).page, page).metadata


@needs_seeds
def test_headers_of_the_seeds() -> None:
    for name in ("000_9ab8d75b282432c4", "001_617dfa8ade4c1a0e", "002_e8effa532b85e257"):
        assert _read(f"seeds/{name}.txt") == Metadata()
    third = _read("seeds/003_b21e519900ca84b6.txt")
    assert (third.index_number, third.source, third.views) == ("ZWGK/201703262740", "汤原县政府 办公室", 280)
    assert (third.published_date, third.publisher, third.generated_date) == ("2017-03-26T15:18", None, None)
    fourth = _read("seeds/004_4ffc519454448a62.txt")
    assert fourth.index_number == "A25010-7481-1397-0846-6018-8139"
    assert (fourth.publisher, fourth.source, fourth.document_number) == ("东湖区人民政府", None, None)
    assert (fourth.generated_date, fourth.generated_date_raw) == ("2017-02-27T15:06", "2017-02-27 15:06")
    assert (fourth.validity, fourth.subject_category) == ("有效", None)
    assert (fourth.disclosure_scope, fourth.disclosure_method) == ("面向全社会", "主动公开")
    assert fourth.header[4] == ["文件編號", ""]


FACTS = {
    "agency": "publisher",
    "index_number": "index_number",
    "doc_number": "document_number",
    "date_generated": "generated_date",
    "date_published": "published_date",
    "source": "source",
    "validity": "validity",
    "open_mode": "disclosure_method",
}


@needs_samples
def test_headers_of_the_samples() -> None:
    wrong = []
    for line in (SHARED / "samples/index.jsonl").read_text(encoding="utf-8").splitlines():
        sample = json.loads(line)
        expected = sample["expected"]
        metadata = _read(f"samples/{sample['file']}")
        for fact, field in FACTS.items():
            value = (
                expected["agency_labelled"] if fact == "agency" and "agency_labelled" in expected else expected[fact]
            )
            read = getattr(metadata, field)
            if field.endswith("_date") and read:
                read = read[:10]
            if read != (value and _restored(value, sample["file"])):
                wrong.append((sample["file"], fact, value, read))
        if expected["topic"] and metadata.subject_category != expected["topic"]:
            wrong.append((sample["file"], "topic", expected["topic"], metadata.subject_category))
    assert wrong == []


def _restored(value: str, file: str) -> str:
    """The fact, printed as on the page, restored with the page's evidence."""
    if not file.endswith(".txt"):
        return value
    page = read_text((SHARED / "samples" / file).read_bytes())
    first = restore_page(Page((Paragraph(value), *page.blocks))).page.blocks[0]
    assert isinstance(first, Paragraph)
    return first.text
