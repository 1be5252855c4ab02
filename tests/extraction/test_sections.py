from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.forms import section_headings
from crawler.extraction.numerals import written_ordinal
from crawler.extraction.page import Block, Cell, FlatTable, Page, Paragraph, Table
from crawler.extraction.script.restore import restore_page
from crawler.extraction.sections.reader import MOST_ORDINALS, Sectioning, read_sections

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside the project")


def read(text: str) -> Sectioning:
    return read_sections([Paragraph(line) for line in text.split("\n") if line])


def headings(text: str) -> list[tuple[int, str | None, str | None]]:
    return [(s.level, s.number, s.heading) for s in read(text).sections if s.kind != "preamble"]


def codes(read_: Sectioning) -> list[str]:
    return [issue.code for issue in read_.issues]


def test_preamble_levels_kinds_and_texts() -> None:
    got = read(
        "现将本镇年报公布如下。\n一 、概　述\n甲。\n（一） 强化领导，落实责任。乙。\n丙。\n（二）公开渠道：丁\n"
        "二、依申请公开政府信息办理情况\n戊。"
    ).sections
    assert [(s.level, s.number, s.heading, s.kind, s.parent, s.text) for s in got] == [
        (1, None, None, "preamble", None, "现将本镇年报公布如下。"),
        (1, "一", "概述", "overview", None, "甲。"),
        (2, "(一)", "强化领导，落实责任", "overview", 1, "乙。\n丙。"),
        (2, "(二)", "公开渠道", "overview", 1, "丁"),
        (1, "二", "依申请公开政府信息办理情况", "applications", None, "戊。"),
    ]


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("二、其他需要报告的事项 无", "其他需要报告的事项", "无"),
        ("二、其他需要报告的事项　暂无。", "其他需要报告的事项", "暂无。"),
        ("二、其他需要报告的事项无", "其他需要报告的事项", "无"),
        ("二、依申请公开政府信息情况 没有收到申请。", "依申请公开政府信息情况", "没有收到申请。"),
        ("二、政务公开无小事", "政务公开无小事", ""),
    ],
)
def test_nothing_to_report_in_the_line_of_the_heading(line: str, heading: str, text: str) -> None:
    section = read(f"一、概述\n甲。\n{line}").sections[-1]
    assert (section.heading, section.text) == (heading, text)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、总体情况", "overview"),
        ("一、重点领域公开和“五公开”情况", "proactive_disclosure"),
        ("一、回应解读情况", "proactive_disclosure"),
        ("一、公开情况", "proactive_disclosure"),
        ("一、收到和处理政府信息公开申请情况", "applications"),
        ("一、依申请公开政府信息收费及减免情况", "fees"),
        ("一、因政府信息公开申请行政复议、提起行政诉讼的情况", "review_and_litigation"),
        ("一、政府信息公开行政法复议、行政诉讼情况", "review_and_litigation"),
        ("一、公众关注热点问题回应情况", "proactive_disclosure"),
        ("一、存在问题及下一步工作打算", "problems_and_improvements"),
        ("一、人大代表建议和政协提案办理结果公开情况", "proposals"),
        ("一、机构建设和保障经费情况", "other"),
        ("一、会议和培训情况", "other"),
        ("一、需要说明的问题", "other"),
        ("一、其他需要报告的事项", "other"),
        ("一、我镇2016年主动公开政府信息情况", "proactive_disclosure"),
    ],
)
def test_kinds(heading: str, kind: str) -> None:
    got = read(heading + "\n无。")
    assert [s.kind for s in got.sections] == [kind]
    assert codes(got) == []


def test_an_unknown_level_1_heading_is_reported() -> None:
    got = read("一、总体情况\n甲。\n二、乡村振兴\n乙。")
    assert got.sections[1].kind == "other"
    assert [(i.code, i.severity, i.detail["heading"]) for i in got.issues] == [("unknown_heading", "info", "乡村振兴")]


def test_children_inherit_unless_their_own_heading_is_a_known_one() -> None:
    got = read(
        "一、总体情况\n（一）主动公开方面\n甲。\n（二）依申请公开方面\n乙。\n（三）监督保障方面\n丙。\n"
        "二、存在的主要问题及改进情况\n（一）主动公开方面\n丁。\n（二）做好依申请公开工作\n戊。"
    ).sections
    assert [s.kind for s in got if s.level == 2] == [
        "proactive_disclosure",
        "applications",
        "overview",
        "problems_and_improvements",
        "problems_and_improvements",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一.概述\n甲。\n二．其他情况\n乙。", [(1, "一", "概述"), (1, "二", "其他情况")]),
        ("一 概 述\n甲。\n二 其他情况\n乙。", [(1, "一", "概述"), (1, "二", "其他情况")]),
        ("一概述\n甲。\n二其他情况\n乙。", [(1, "一", "概述"), (1, "二", "其他情况")]),
        ("一、，概述\n甲。\n二、其他情况、\n乙。", [(1, "一", "概述"), (1, "二", "其他情况")]),
        ("壹、概述\n甲。\n（壹）数量\n乙", [(1, "壹", "概述"), (2, "(壹)", "数量")]),
        ("一、概述\n(一)、数量\n甲\n㈡形式\n乙", [(1, "一", "概述"), (2, "(一)", "数量"), (2, "(二)", "形式")]),
        (
            "第一部分 概述\n一、做法\n甲。\n二、成效\n乙。\n第二部分：其他情况\n无。",
            [(1, "第一部分", "概述"), (2, "一", "做法"), (2, "二", "成效"), (1, "第二部分", "其他情况")],
        ),
        ("1、概述\n甲。\n2、主动公开政府信息情况\n(1)数量\n乙。", [(1, "1", "概述"), (1, "2", "主动公开政府信息情况"), (2, "(1)", "数量")]),
        ("（一）概述\n甲。\n（二）其他情况\n1.事项\n乙。", [(1, "(一)", "概述"), (1, "(二)", "其他情况")]),
        ("总体情况\n甲。\n主动公开政府信息情况\n（一）数量\n乙。", [(1, None, "总体情况"), (1, None, "主动公开政府信息情况"), (2, "(一)", "数量")]),
        ("一、概述2018年，我局有序推进。\n二、其他情况 2018年无其他事项。", [(1, "一", "概述"), (1, "二", "其他情况")]),
        ("一、\n总体情况\n甲。\n二、因政府信息公开\n被申请行政复议、\n提起行政诉讼情况\n乙。", [(1, "一", "总体情况"), (1, "二", "因政府信息公开被申请行政复议、提起行政诉讼情况")]),
        ("一、概述\n（一）加强领导，\n健全机制\n甲。", [(1, "一", "概述"), (2, "(一)", "加强领导，健全机制")]),
        ("一、概述\n（一）公开数量 2018年公开9条\n（二）公开数量2018年公开9条", [(1, "一", "概述"), (2, "(一)", "公开数量"), (2, "(二)", "公开数量")]),
        ("一、概述 |\n我局有序推进。 |\n二、其他情况 |\n无", [(1, "一", "概述"), (1, "二", "其他情况")]),
    ],
)  # fmt: skip
def test_printed_forms(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert headings(text) == expected


def test_a_report_glued_into_one_paragraph() -> None:
    got = read(
        "2018年度年报如下: 一、概述2018年，本局有序推进。（一）组织机构方面我局设专人负责。二、主动公开政府信息情况（一）主动公开政府信息的数量"
        "2018年公开30条。三、政府信息公开的收费及减免情况 本年度未收费。四、存在的主要问题和改进措施目前人手不足。"
    )
    assert [(s.number, s.heading, s.text) for s in got.sections] == [
        (None, None, "2018年度年报如下:"),
        ("一", "概述", "2018年，本局有序推进。"),
        ("(一)", "组织机构方面", "我局设专人负责。"),
        ("二", "主动公开政府信息情况", ""),
        ("(一)", "主动公开政府信息的数量", "2018年公开30条。"),
        ("三", "政府信息公开的收费及减免情况", "本年度未收费。"),
        ("四", "存在的主要问题和改进措施", "目前人手不足。"),
    ]
    assert got.issues == []


FALSE = {
    "enumeration in the preamble": "报告包括：一、概述，二、主动公开政府信息情况，三、其他情况。",
    "contents on lines": "一、概述\n二、主动公开政府信息情况\n三、其他情况",
    "contents with pages": "目录\n一、概述……1\n二、主动公开政府信息情况……2\n三、其他情况……5",
}


@pytest.mark.parametrize("before", FALSE.values(), ids=FALSE.keys())
def test_an_enumeration_before_the_body_is_no_heading(before: str) -> None:
    got = read(before + "\n一、概述\n甲。\n二、主动公开政府信息情况\n乙。\n三、其他情况\n丙。").sections
    assert [(s.number, s.text) for s in got] == [(None, before), ("一", "甲。"), ("二", "乙。"), ("三", "丙。")]


@pytest.mark.parametrize(
    "prose",
    [
        "一是抓学习。\n二是抓落实。",
        "存在问题：\n一、公开不够主动。\n二、人手不足。\n三、更新慢。",
        "不足有:一、主动公开方面还不够全面。二、其他情况尚待了解。",
        "《一、概述》一文已发布。",
        "第二十条第（一）项",
        "政府信息公开各渠道情况",
        "一、本年新收政府信息公开申请数量\n0\n四、结转下年度继续办理\n0",
        "（一）内容不够丰富；\n（二）更新不够及时；\n（三）人手不足。",
        "五公开工作有序。三公经费按时公开。",
    ],
)
def test_false_headings(prose: str) -> None:
    got = read(f"一、概述\n甲。\n二、主动公开政府信息情况\n{prose}\n三、其他情况\n丙。")
    assert [(s.number, s.text) for s in got.sections] == [("一", "甲。"), ("二", prose), ("三", "丙。")]
    assert got.issues == []


def test_an_appendix_that_starts_again_stays_in_the_last_section() -> None:
    appendix = (
        "附件\n一、主动公开情况\n说明。\n二、回应解读情况\n说明。\n三、依申请公开情况\n说明。\n四、其他情况\n说明。"
    )
    got = read(f"一、概述\n甲。\n二、主动公开政府信息情况\n乙。\n三、依申请公开政府信息情况\n丙。\n{appendix}").sections
    assert [s.number for s in got] == ["一", "二", "三"]
    assert got[-1].text == "丙。\n" + appendix


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("一、概述\n甲。\n三、其他情况\n乙。", [(1, 1, "二", "三", ["二"])]),
        ("三、依申请公开情况\n甲。\n四、其他情况\n乙。", [(1, 0, "一", "三", ["一", "二"])]),
        ("一、概述\n甲。\n二、依申请公开情况\n乙。\n二、其他情况\n丙。", [(1, 2, "三", "二", [])]),
        ("一、概述\n（一）甲\n1。\n（三）丙\n2。", [(2, 2, "(二)", "(三)", ["(二)"])]),
        ("一、概述\n1.甲事\n4.丁事\n5.戊事", [(3, 0, "2", "4", ["2", "3"])]),
        ("一、概述\n1.甲事。2.乙事。\n3.丙事", []),
        ("一、概述\n甲。\n主动公开政府信息情况\n乙。\n三、其他情况\n丙。", [(1, 2, "二", "三", ["二"])]),
        ("一、概述\n（一）甲\n1。\n（二）乙\n2。\n改进措施：\n（一）丙\n3。", []),
    ],
)
def test_gaps_are_reported_and_never_renumbered(text: str, gaps: list[tuple[int, int, str, str, list[str]]]) -> None:
    got = [
        (i.detail["level"], i.detail["section"], i.detail["expected"], i.detail["found"], i.detail["missing"])
        for i in read(text).issues
        if i.code == "missing_number"
    ]
    assert got == gaps


def test_an_empty_section_is_reported_but_not_one_that_holds_a_table_or_children() -> None:
    blocks: list[Block] = [
        Paragraph("一、总体情况"),
        Paragraph("（一）抓落实"),
        Paragraph("（二）抓培训"),
        Paragraph("甲。"),
    ]
    blocks += [Paragraph("二、主动公开政府信息情况"), FlatTable((("规章", "0"),)), Paragraph("三、其他情况")]
    got = read_sections(blocks, lifted=[5])
    assert [(i.code, i.detail["number"]) for i in got.issues] == [("empty_section", "(一)"), ("empty_section", "三")]
    assert got.sections[3].text == ""


def test_a_table_that_is_not_lifted_is_text_and_its_rows_are_no_headings() -> None:
    wide = Cell("二、主动公开情况", 0, 0, 1, 2)
    table = Table(((wide, wide), (Cell("公开数", 1, 0), Cell("12", 1, 1))))
    got = read_sections([Paragraph("一、概述"), table, FlatTable((("三、其他", "", "3"), ("", "")))]).sections
    assert [(s.number, s.text) for s in got] == [("一", "二、主动公开情况\n公开数 | 12\n三、其他 | 3")]


def test_without_headings_everything_is_preamble() -> None:
    assert [(s.kind, s.text) for s in read("甲。\n乙。").sections] == [("preamble", "甲。\n乙。")]
    assert read_sections([]) == Sectioning()


KNOWN = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开的收费及减免情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
WORDS = st.sampled_from(
    ["我局抓好落实。", "全年公开12条，群众满意。", "一是学习。二是培训。", "1.抓好第一项。", "《条例》第二十条。"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=7, unique=True), st.data())
def test_headings_in_any_layout_read_back(titles: list[str], data: st.DataObject) -> None:
    blocks: list[Paragraph] = []
    bodies: list[str] = []
    for place, title in enumerate(titles, 1):
        layout = data.draw(st.sampled_from(["{}、{}", "{}、 {}", "{} 、{}", "{}.{}", "{}．{}", "{} {}"]))
        line = layout.format(written_ordinal(place), title)
        body = data.draw(st.lists(WORDS, min_size=1, max_size=4))
        run_in = data.draw(st.sampled_from(["", "。", "：", " 2018年"]))
        if run_in:
            blocks.append(Paragraph(line + run_in + body[0]))
            blocks += [Paragraph(text) for text in body[1:]]
        else:
            blocks += [Paragraph(text) for text in [line, *body]]
        bodies.append("\n".join([run_in.strip(" 。：") + body[0], *body[1:]]))
    got = read_sections(blocks)
    assert [(s.number, s.heading, s.text) for s in got.sections] == [
        (written_ordinal(place), title, body) for place, (title, body) in enumerate(zip(titles, bodies, strict=True), 1)
    ]


LINES = st.lists(
    st.one_of(
        st.text("一二三四五、。：（）()概述情况主动公开政府信息 1.|2018年", max_size=60),
        st.sampled_from(
            ["一、概述", "二、其他情况", "（一）甲", "（三）乙。丙", "1.甲", "第一部分 总体情况", "总体情况"]
        ),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_nothing_is_lost_or_raised_whatever_the_lines(lines: list[str]) -> None:
    blocks = [Paragraph(line.strip()) for line in lines if line.strip()]
    got = read_sections(blocks)
    kept = "".join(f"{s.number or ''}{s.heading or ''}{s.text}" for s in got.sections)
    noise = str.maketrans("", "", " 　、。：，,;()（）|.．")
    printed = "".join(block.text for block in blocks).translate(noise)
    assert sorted(kept.translate(noise).replace("\n", "")) == sorted(printed)
    for place, section in enumerate(got.sections):
        assert (section.parent is None) == (section.level == 1)
        assert section.parent is None or got.sections[section.parent].level == 1
        assert section.parent is None or section.parent < place
    assert read_sections(blocks) == got


def seed(number: str) -> Sectioning:
    """A seed's body with its pipe rows as one lifted table each; header lines are the header reader's."""
    name = next(SEEDS.glob(f"{number}_*.txt"))
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in name.read_text(encoding="utf-8").split("\n"):
        printed = line.strip("\xa0 \t")
        if printed.endswith("|") or (rows and printed.isdecimal()):
            rows.append(tuple(printed.split("|")))
            continue
        if rows:
            blocks.append(FlatTable(tuple(rows)))
            rows = []
        if printed:
            blocks.append(Paragraph(printed))
    body = restore_page(Page(tuple(blocks))).page.blocks
    return read_sections(body, lifted=[i for i, block in enumerate(body) if isinstance(block, FlatTable)])


@needs_seeds
@pytest.mark.parametrize(
    ("number", "level_1", "level_2"),
    [
        ("000", ["overview", "proactive_disclosure", "applications", "fees", "review_and_litigation", "problems_and_improvements"], 11),
        ("001", ["overview", "proactive_disclosure", "applications", "review_and_litigation", "problems_and_improvements", "other"], 5),
        ("002", ["overview", "proactive_disclosure", "proactive_disclosure", "applications", "fees", "review_and_litigation", "proposals", "problems_and_improvements", "other"], 11),
        ("003", ["overview", "proactive_disclosure", "applications", "fees", "review_and_litigation", "problems_and_improvements"], 6),
        ("004", ["overview", "proactive_disclosure", "applications", "fees", "review_and_litigation", "problems_and_improvements"], 8),
    ],
)  # fmt: skip
def test_seeds(number: str, level_1: list[str], level_2: int) -> None:
    got = seed(number)
    ones = [s for s in got.sections if s.level == 1 and s.kind != "preamble"]
    assert [s.kind for s in ones] == level_1
    assert [s.number for s in ones] == [written_ordinal(place) for place in range(1, len(ones) + 1)]
    assert sum(s.level == 2 for s in got.sections) == level_2
    expected = {"001": ["empty_section", "missing_number"]}.get(number, [])
    assert codes(got) == expected


def test_the_cheap_look_for_a_sentence_knows_how_each_one_starts() -> None:
    starts = section_headings.SENTENCE_STARTS.removeprefix("(?:").removesuffix(")").split("|")
    first = {character for start in starts for character in (re.findall(r"^\[(.+?)\]", start) or start[0])[0]}
    assert first == set(section_headings.SENTENCE_STARTS_WITH)


@pytest.mark.parametrize(("count", "expected"), [(MOST_ORDINALS - 1, []), (MOST_ORDINALS + 1, ["too_large"])])
def test_ordinals_beyond_the_bound_are_told(count: int, expected: list[str]) -> None:
    items = [f"（{written_ordinal(1 + number % 9)}）某项工作\n甲。" for number in range(count - 1)]
    issues = read("一、概述\n" + "\n".join(items)).issues
    assert [issue.code for issue in issues if issue.code == "too_large"] == expected
