"""The same report, a version of it, or another: decided by text, numbers and source."""

from __future__ import annotations

import re

from pipelines.deduplicate import SIMILAR, decide, figures
from pipelines.identity import similarity
from tests.pipelines.reports import document, prose

BASE = prose()
LIVE = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}


def elsewhere(text: str, **fields: object):  # type: ignore[no-untyped-def]
    return document(text, **{"url": "http://b.gov.cn/2.html", "host": "b.gov.cn"} | fields)


def test_repost_is_the_same() -> None:
    reflowed = BASE.replace("\n", " ").replace("，", ",")
    assert decide(document(BASE, **LIVE), elsewhere(reflowed)) == "same"
    with_chrome = "首页 > 信息公开\n" + BASE + "\n【打印】【关闭】"
    assert decide(document(BASE, **LIVE), elsewhere(with_chrome)) == "same"


def test_corrected_reissue_is_a_revision() -> None:
    numbers = re.findall(r"\d+", BASE)
    corrected = BASE.replace(numbers[2], str(int(numbers[2]) + 5), 1)
    assert decide(document(BASE, **LIVE), elsewhere(corrected)) == "revision"


BOILERPLATE = (
    "一年来，各科室按照分工把公开事项逐一落实到人，凡属群众关心的收费、用地、补助发放，一律先审核后发布；"
    "对涉及个人隐私的内容，由经办人与分管领导共同把关。窗口人员轮流值守咨询电话，遇到一时答不上来的问题，"
    "登记后转交业务科室，在约定时间内回复。宣传栏、便民册与网站互为补充，老人和外来务工人员也能及时知晓。"
    "档案室每季清点一遍纸质目录，与网上目录逐条核对，缺漏当月补齐，重复的合并，失效的注明。"
)


def test_other_numbers_on_the_same_template_are_another_report() -> None:
    """A sibling office, or another year that the page does not name."""
    first = document(BOILERPLATE + BASE, **LIVE)
    for number in range(150, 250):
        other = elsewhere(BOILERPLATE + prose(first=number))
        assert similarity(first["identity"]["sketch"], other["identity"]["sketch"]) >= SIMILAR
        assert decide(first, other) == "distinct"


def test_other_text_is_another_report() -> None:
    other = "全镇道路养护情况总结：新修桥梁三座，疏通涵洞四十余处，安装路灯若干，群众出行更加便利。" * 5
    assert decide(document(BASE, **LIVE), elsewhere(other)) == "distinct"


def test_what_a_known_address_shows_now_is_a_revision() -> None:
    assert decide(document(BASE, **LIVE), document(prose(first=300), **LIVE)) == "revision"


def test_a_saved_page_is_known_by_its_bytes_not_by_its_name() -> None:
    saved = document(BASE, url="file:1.html")
    assert decide(saved, document(prose(first=300), url="file:1.html")) == "distinct"
    edited = BASE.replace("逐项改进", "逐条改进")
    assert decide(saved, document(edited, url="file:1.html")) == "revision"
    assert decide(saved, document(edited, url="file:copy.html")) == "same"


def test_an_undamaged_copy_replaces_a_spam_copy_and_never_the_reverse() -> None:
    spam = [{"code": "spam_phrase", "severity": "warning", "detail": {}}]
    altered = BASE.replace("门户网站", "某某网站")
    damaged = {**document(altered, url="file:m.html"), "issues": spam}
    assert decide(damaged, document(BASE, **LIVE)) == "revision"
    assert decide(document(BASE, **LIVE), damaged) == "same"


def test_figures_include_those_of_the_tables() -> None:
    made = document("无数字")
    made["statistics"]["applications"] = {"received": {"natural_person": 12, "total": None}}
    assert dict(figures(made)) == {"12": 1}
