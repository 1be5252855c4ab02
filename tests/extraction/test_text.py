"""The text door: lines become paragraphs as printed, piped tables are lifted, title lines are found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.doors.text import MAX_SIZE, read_text
from crawler.extraction.page import FlatTable, Paragraph, UnreadablePage
from tests.shared_material import SHARED, needs_samples, needs_seeds


def paragraphs(text: str) -> list[str]:
    return [block.text for block in read_text(text).blocks if isinstance(block, Paragraph)]


def tables(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [block.lines for block in read_text(text).blocks if isinstance(block, FlatTable)]


def titles(text: str) -> list[str]:
    return [title.text for title in read_text(text).titles]


def test_lines_are_paragraphs_without_outer_blanks() -> None:
    text = "\ufeff\u3000\u3000一、总体情况\r\n\xa0\xa0我镇按时公布。\u200b\r\r\n"
    text += " \t \n（一）公开\u3000情况\x0c二、其他\n|\n"
    assert paragraphs(text) == ["一、总体情况", "我镇按时公布。", "（一）公开 情况", "二、其他"]


def test_leaked_list_marks_of_word_vanish_and_their_text_stays() -> None:
    assert paragraphs("<!--[if !supportLists]-->7、<!--[endif]-->监管信息<![endif]>") == ["7、监管信息"]


def test_a_page_in_one_line_stays_one_paragraph() -> None:
    line = (
        "青石镇2016年政府信息公开工作年度报告 根据条例编制。一、 概述2016年，"
        + "工作平稳有序，" * 30
        + "二、主动公开情况无"
    )
    assert paragraphs(line) == [line]
    assert titles(line) == ["青石镇2016年政府信息公开工作年度报告"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("索引号: | A1/2020-1 | 主题分类: | |\n文号: | 有效性: | 有效 | |",
         (("索引号:", "A1/2020-1", "主题分类:", "", ""), ("文号:", "有效性:", "有效", "", ""))),
        ("| 标题: | 年报 | |\n|---|:---:|---|\n| 文号: | 无 | |", (("标题:", "年报", "", ""), ("文号:", "无", "", ""))),
        ("索 引 号 | 发布机构 |\nA1 | 镇政府 |", (("索 引 号", "发布机构", ""), ("A1", "镇政府", ""))),
    ],
)  # fmt: skip
def test_piped_header_tables_are_lifted_with_their_empty_slots(text: str, lines: tuple[tuple[str, ...], ...]) -> None:
    assert tables(text + "\n一、概述\n全年无。") == [lines]
    assert paragraphs(text + "\n一、概述\n全年无。") == ["一、概述", "全年无。"]


def test_prose_in_a_layout_table_is_never_swallowed() -> None:
    text = (
        "首页 |\n|\n索引号: | A1 |\n2009年度青石镇政府信息公开年度报告 | ||\n根据条例编制。一、概述 我镇公开46件。 |\n|"
    )
    assert paragraphs(text) == ["首页", "2009年度青石镇政府信息公开年度报告", "根据条例编制。一、概述 我镇公开46件。"]
    assert tables(text) == [(("索引号:", "A1", ""),)]
    assert titles(text) == ["2009年度青石镇政府信息公开年度报告"]


def test_a_single_line_with_pipes_between_pairs_is_a_paragraph() -> None:
    assert paragraphs("来源:镇政府 | 浏览量:28 | 发布时间:2017-03-26") == [
        "来源:镇政府 | 浏览量:28 | 发布时间:2017-03-26"
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["政府信息公开", "青石镇2016年政府信息公开工作年度报告"], ["青石镇2016年政府信息公开工作年度报告"]),
        (["2020年信息公开年报", "青石园区2020年政府信息公开工作年度报告"],
         ["青石园区2020年政府信息公开工作年度报告", "2020年信息公开年报"]),
        (["当前位置:青石镇 > 政府信息公开年报", "青石镇2020年政府信息公开年度报告", "青石镇政府信息公开年度报告"],
         ["青石镇2020年政府信息公开年度报告", "青石镇政府信息公开年度报告"]),
        (["青石镇2017年政府信息公开年度报告 2018-02-22"], ["青石镇2017年政府信息公开年度报告"]),
        (["內容概述 青石鎮2017年政府信息公開年度報告"], ["內容概述 青石鎮2017年政府信息公開年度報告"]),
        (["信息名称 青石镇2017年政府信息公开年度报告"], []),
        (["青石街道辦事處", "2018年政府信息公開工作年度報(bào)告"],
         ["青石街道辦事處2018年政府信息公開工作年度報(bào)告", "2018年政府信息公開工作年度報(bào)告"]),
        (["根据条例，现公布2016年青石镇政府信息公开工作年度报告。"], []),
        (["一、概述", "青石镇2016年政府信息公开工作年度报告"], []),
    ],
)  # fmt: skip
def test_title_lines_best_first(lines: list[str], found: list[str]) -> None:
    assert titles("\n".join(lines)) == found


@pytest.mark.parametrize("body", [b"", b" \n ", "", "\u3000\n|\n||", b"\xef\xbb\xbf \n"])
def test_blank_input_is_unreadable(body: bytes | str) -> None:
    with pytest.raises(UnreadablePage) as error:
        read_text(body)
    assert error.value.reason == "empty"


def test_too_large_input_is_unreadable() -> None:
    with pytest.raises(UnreadablePage) as error:
        read_text(b"a" * (MAX_SIZE + 1))
    assert error.value.reason == "too_large"


def test_bytes_are_decoded_by_what_they_are() -> None:
    body = "青石镇2016年政府信息公开工作年度报告\n一、概述\n我镇公开信息。".encode("gb18030")
    page = read_text(body, url="file:a.txt", content_type="text/plain; charset=utf-8")
    assert (page.charset_used, page.charset_declared, page.url, page.rendition) == (
        "gb18030",
        "utf-8",
        "file:a.txt",
        "text",
    )
    assert page.titles[0].text == "青石镇2016年政府信息公开工作年度报告"


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400) | st.text(alphabet="|一、概述（）0:： \n\r\u3000报告年度政府信息公开<!-[if]", max_size=300)
)
def test_no_input_raises_anything_else(body: bytes | str) -> None:
    try:
        page = read_text(body)
    except UnreadablePage:
        return
    for block in page.blocks:
        assert not isinstance(block, Paragraph) or (
            block.text and block.text == block.text.strip() and "\n" not in block.text
        )


@pytest.mark.parametrize("unit", ["|", "| ", "1", "一、概述\n", "<!--[if", "报告 ", "索引号: | "])
def test_five_megabytes_take_bounded_time(unit: str) -> None:
    text = "概述" + unit * (5_000_000 // len(unit))
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 8


@needs_seeds
def test_seeds_lose_no_line() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        printed = ""
        for block in read_text(text).blocks:
            if isinstance(block, Paragraph):
                printed += block.text
            elif isinstance(block, FlatTable):
                printed += "".join(map("".join, block.lines))
        assert "".join(printed.replace("|", "").split()) == "".join(text.replace("|", "").split())


@needs_samples
def test_titles_of_samples() -> None:
    found = {
        name: [title.text for title in read_text((SHARED / "samples" / f"{name}.txt").read_bytes()).titles][:1]
        for name in ("021", "025", "028", "041", "053", "058", "064", "036")
    }
    assert [len(title) for title in found.values()] == [1, 1, 1, 1, 1, 1, 1, 0]
    assert all("年" in title[0] and "报" in title[0].replace("報", "报") for title in found.values() if title)
    assert found["025"] != found["028"] != ["2020年信息公开年报"]


@pytest.mark.parametrize(
    ("before", "after"), [("## ", ""), ("##", ""), ("### ", " ###"), ("**", "**"), ("## **", "**"), ("__", "__")]
)
def test_marks_of_markdown_are_no_words(before: str, after: str) -> None:
    lines = ["一、概述", "二、主动公开政府信息情况", "三、存在问题"]
    page = read_text("\n".join(f"{before}{line}{after}\n全年公开12条。" for line in lines))
    assert [block.text for block in page.blocks if isinstance(block, Paragraph)][::2] == lines


@pytest.mark.parametrize("line", ["#1号楼", "张**、李**两人", "** 注", "12__34__条"])
def test_other_stars_and_hashes_stay(line: str) -> None:
    page = read_text(f"{line}\n全年公开12条。")
    assert page.blocks[0] == Paragraph(line)
