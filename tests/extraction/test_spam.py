"""Advertising on hijacked mirrors is flagged; police, sports and fishery reports are not."""

from __future__ import annotations

import time

import pytest

from crawler.extraction.forms.spam_lexicon import BRANDS, SHORT_BRANDS, TOPICS
from crawler.extraction.spam import find_spam, is_government_host, leading_spam, spam_phrases
from tests.shared_material import SHARED, needs_seeds


@pytest.mark.parametrize(
    ("text", "titles", "phrase", "count"),
    [
        ("在老虎机平台青石镇子网站发布信息。通过老虎机平台公开。", [], "老虎机平台", 2),
        ("365bet(中国)官方网站 人民政府办公室负责日常工作。", [], "365bet(中国)官方网站", 1),
        ("主动公开36条。", ["澳门赌场推荐2020年工作年度报告"], "澳门赌场推荐", 1),
        ("主动公开36条。", ["青石镇2016年政府信息公开年度报告-凯发app官网开户"], "凯发app官网开户", 1),
        ("主动公开36条。", ["欧洲杯决赛买球平台-线上app官网"], "买球平台", 1),
        ("主动公开36条。", ["国产精品一区二区"], "国产精品", 1),
        ("主动公开36条。", ["真钱棋牌官网青石镇2016年政府信息公开年度报告"], "真钱棋牌官网", 1),
        ("博彩平台推荐\n青石镇主动公开36条。", [], "博彩平台推荐", 1),
        ("主动公开36条。", ["pg模拟器试玩入口-青石县2016年政府信息公开年度报告"], "pg模拟器", 1),
        ("开云体育官方网站\n青石镇主动公开36条。", [], "开云体育官方网站", 1),
    ],
)
def test_advertising_is_found(text: str, titles: list[str], phrase: str, count: int) -> None:
    found = {one.phrase: one for one in spam_phrases(text, titles)}
    assert phrase in "".join(found)
    assert max(one.count for one in found.values()) == count
    assert all(one.score >= 4 for one in found.values())


def test_the_slot_of_the_law_suggests_what_stood_there() -> None:
    text = "根据《中华人民共和国飞禽走兽老虎机条例》编制。见飞禽走兽老虎机指南。"
    (one,) = (found for found in spam_phrases(text) if found.suggestion)
    assert (one.phrase, one.suggestion, one.count) == ("飞禽走兽老虎机", "政府信息公开", 2)
    (issue,) = (issue for issue in find_spam(text) if issue.detail.get("suggestion"))
    assert issue.code == "spam_phrase"


def test_a_replaced_law_is_found_without_the_lexicon() -> None:
    text = "根据《中华人民共和国奇迹暖暖手游条例》,现公布2016年奇迹暖暖手游工作年度报告。"
    assert [one.phrase for one in spam_phrases(text)] == ["奇迹暖暖手游"]


@pytest.mark.parametrize(
    "text",
    [
        "全年侦办跨境赌博案件12起,打掉赌博平台3个,查处涉赌博app违法人员45人,关停网络赌博网站8个。",
        "开展打击整治跨境赌博犯罪专项行动,捣毁老虎机窝点2处,收缴老虎机36台。",
        "加强福利彩票销售管理,体育彩票公益金收入420万元,规范彩票投注站。",
        "组织观看世界杯,举办世界杯主题足球活动,参加省运会棋牌比赛。",
        "扶持菠萝种植技术推广平台建设,休闲捕鱼平台项目通过验收。",
        "凯发新泉水务公司建设污水处理平台,皇冠大酒店通过星级复核。",
        "组织政务公开知识有奖竞猜活动2次,发放宣传单1200份。",
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国道路运输条例》编制。",
        "根据《中华人民共和国野生植物保护条例》开展工作。",
        "",
    ],
)
def test_those_who_fight_or_merely_name_it_are_not_flagged(text: str) -> None:
    assert spam_phrases(text, ["青石县公安局2016年政府信息公开工作年度报告"]) == ()


def test_a_phrase_before_the_title() -> None:
    assert leading_spam("亚博体育app官网青石镇2016年政府信息公开年度报告") == "亚博体育app官网"
    assert leading_spam("青石镇2016年政府信息公开年度报告") is None


MIRROR = "http://www.qxyl-88.com/xxgk/content/post_1.html"


@pytest.mark.parametrize(
    ("url", "text", "obfuscated", "expected"),
    [
        (
            MIRROR,
            "网址:http://www.qingshi.gov.cn/",
            False,
            {"host": "www.qxyl-88.com", "cited_host": "www.qingshi.gov.cn"},
        ),
        (MIRROR, "网址WWW.QINGSHI.GOV.CN网站", False, {"host": "www.qxyl-88.com", "cited_host": "www.qingshi.gov.cn"}),
        (MIRROR, "www.qingshi.gov.cn.example.com", False, None),
        (MIRROR, "没有网址。", True, {"host": "www.qxyl-88.com", "cited_host": None}),
        (MIRROR, "没有网址。", False, None),
        (MIRROR, "邮箱:xx@qingshi.gov.cn", False, None),
        ("https://www.qingshi.gov.cn/1.html", "网址:www.qingsheng.gov.cn", True, None),
        ("file:mirrors/1.html", "网址:www.qingshi.gov.cn", True, None),
        ("http://127.0.0.1:8000/1.html", "网址:www.qingshi.gov.cn", True, None),
        ("http://[broken/1.html", "网址:www.qingshi.gov.cn", True, None),
        (None, "网址:www.qingshi.gov.cn", True, None),
    ],
)
def test_mirror_hosts(url: str | None, text: str, obfuscated: bool, expected: dict[str, str | None] | None) -> None:
    issues = find_spam(text, url=url, obfuscated=obfuscated)
    assert [dict(issue.detail) for issue in issues if issue.code == "mirror_host"] == ([expected] if expected else [])


def test_government_hosts() -> None:
    assert is_government_host("www.qingshi.gov.cn")
    assert not is_government_host("www.qingshi.gov.cn.example.com")
    assert not is_government_host("www.gov.cn-news.com")


def test_the_gate_lets_no_word_through() -> None:
    for word in (*TOPICS, *BRANDS, *SHORT_BRANDS):
        titles = [f"{word}app官网开户青石镇2016年年报", f"{word.upper()}app官网开户"]
        assert spam_phrases("", titles), word


def test_clean_text_pays_little() -> None:
    text = "青石县民政局全年主动公开政府信息1206条,通过电子屏、微博、会议等方式发布。" * 260
    start = time.perf_counter()
    for _ in range(10):
        assert find_spam(text) == []
    assert (time.perf_counter() - start) / 10 < 0.002


@needs_seeds
def test_the_hijacked_seed() -> None:
    text = (SHARED / "seeds/001_617dfa8ade4c1a0e.txt").read_text(encoding="utf-8")
    (issue,) = find_spam(text)
    assert issue.code == "spam_phrase"
    assert (issue.detail["phrase"], issue.detail["count"]) == ("赌博软件app", 3)
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        if not path.name.startswith("001"):
            assert find_spam(path.read_text(encoding="utf-8")) == []
