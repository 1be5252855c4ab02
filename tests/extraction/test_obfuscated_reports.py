"""A report reads alike from its clean page and from what a hijacked mirror makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import Page, read_html, read_text
from crawler.items import as_document
from crawler.loaders import load_report
from tests.extraction.obfuscation import SCRIPTS, converter, family_a, family_b, is_han, reading

AGENCIES = (
    "青田县水利局",
    "台州市椒江区发展和改革局",
    "余姚市泗门镇人民政府",
    "丰都县征收办公室",
    "钟山区复兴街道办事处",
    "延边朝鲜族自治州林业局",
)
BODY = """\
{agency}{year}年政府信息公开工作年度报告
索引号:A{year}0012 发布机构:{agency} 发布日期:2024-02-03 公开方式:主动公开
根据《中华人民共和国政府信息公开条例》的要求,编制本报告,数据统计期限自{year}年1月1日起至{year}年12月31日止。
一、概述
{year}年,着力推进公开工作,干部联系群众,发布台风预警信息,面向社会征求意见。
二、主动公开政府信息的情况
全年主动公开政府信息{count}条,其中通过门户网站公开36条。
三、依申请公开政府信息办理情况
全年受理政府信息公开申请7件,均已按期答复。
四、政府信息公开的收费及减免情况
未收取任何费用。
五、因政府信息公开申请行政复议、提起行政诉讼的情况
没有发生行政复议、行政诉讼。
六、存在的主要问题和改进措施
一是更新不够及时;二是复杂事项公开不足。下一步将健全机制。"""
COMPARED = (
    "title", "title_source", "report_year", "period", "regulation", "form", "agency", "metadata", "sections",
    "indicators", "text",
)  # fmt: skip


def annotate_all(text: str, config: str) -> str:
    return "".join(f"{c}({reading(c, toned=True)})" if is_han(c) else c for c in converter(config)(text))


def as_html(text: str) -> Page:
    title, header, *lines = text.split("\n")
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return read_html(f"<h1>{title}</h1><div>{header}</div><div class='TRS_Editor'>{paragraphs}</div>")


def read(text: str, *, html: bool) -> dict[str, Any]:
    document = as_document(load_report(as_html(text) if html else read_text(text)).report)
    document["metadata"].pop("header")  # as printed
    return {key: document[key] for key in COMPARED}


@pytest.mark.parametrize("html", [False, True])
@given(
    agency=st.sampled_from(AGENCIES),
    year=st.integers(2009, 2018),
    count=st.integers(1, 3000),
    config=st.sampled_from(SCRIPTS),
    family=st.sampled_from("AB*"),
    brackets=st.sampled_from(("()", "（）")),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=30, deadline=None)
def test_the_document_is_the_same(
    html: bool, agency: str, year: int, count: int, config: str, family: str, brackets: str, seed: int
) -> None:
    clean = BODY.format(agency=agency, year=year, count=count)
    if family == "*":
        printed = annotate_all(clean, config)
    else:
        printed = (family_a if family == "A" else family_b)(clean, config, 0.5, seed, brackets)
    assert read(printed, html=html) == read(clean, html=html)
