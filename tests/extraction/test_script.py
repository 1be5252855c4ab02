"""Damaged script: what mirrors and PDF text layers do is undone, or flagged, and clean pages stay as they are."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.page import Cell, FlatTable, Issue, Link, Page, Paragraph, Table, TitleCandidate
from crawler.extraction.script import restore
from crawler.extraction.script.byte_damage import find_repairs
from crawler.extraction.script.restore import Restoration, printed_span, restore_line, restore_page
from tests.extraction.obfuscation import (
    REPORT,
    SCRIPTS,
    byte_level,
    changed_characters,
    converter,
    family_a,
    family_b,
    straddling_characters,
)
from tests.shared_material import SHARED, needs_seeds

ONE_OF_SEVERAL = """\
全年累计征收社会抚养费12万元,征集意见建议36条,制定规范性文件8件,制作展板24块,准予许可按标准公布。
干部职工干事创业,后勤保障有力,台风登陆后通过广播电台、微信公众号发布里程碑式的预警。
面粉价格每周发布,系统梳理权责清单,联系群众,关系切身利益的事项一律公开,只有涉密信息除外,一只也不漏。
复议决定、重复申请、答复书、复印件、复杂程度均有说明,覆盖率100%;历史沿革、日历、头发样本、开发区归并公布。
云南、余杭、山谷、稻谷收购、幸福里社区、乡里乡亲;汇总表、词汇、外汇、据实填报,占据主动,尽管任务繁重。
松花江治理、放松管制、万人评议、千方百计、秋千、北斗系统、战斗堡垒、征途;了解情况、困难群众、药品抽检。
签订协议、标签、首当其冲、范例、回应关切、迂回、折扣、卷宗、席卷、家具、体育、胜利、细致、致函、占用。
涌现、踊跃、雇佣、呼吁、防御、意愿、山岳、扎实、驻扎、志愿者、杂志、筑牢防线、姜堰、时钟、丰收、劳累。
什么、怎么、于是、余额、余姚市、游泳池、委托、必须、胡同、批注、村里、里面、周期、观众、采购、喝彩、人才。
症状、征候、公布、棉布、板块、手表、恰当、党校、方向、秘密、计划、伙伴、借口、克服、苏州、论坛、集团、体系。
"""
"""Characters of which traditional script has several, each in more than one sense."""

SENTENCES = [line for line in (REPORT + ONE_OF_SEVERAL).split("\n") if line]


def page_of(text: str) -> Page:
    return Page(tuple(Paragraph(line) for line in text.split("\n") if line))


def text_of(page: Page) -> str:
    return "\n".join(block.text for block in page.blocks if isinstance(block, Paragraph))


def issue(restoration: Restoration, code: str) -> Issue:
    return next(found for found in restoration.issues if found.code == code)


def codes(restoration: Restoration) -> list[str]:
    return [found.code for found in restoration.issues]


@pytest.mark.parametrize("config", SCRIPTS)
@pytest.mark.parametrize("brackets", ["()", "（）"])
@pytest.mark.parametrize("share", [0.2, 1.0])
def test_toned_glosses_of_a_table_are_undone(config: str, brackets: str, share: float) -> None:
    printed = family_a(REPORT, config, share, seed=7, brackets=brackets)
    restored = restore_page(page_of(printed))
    assert text_of(restored.page) == REPORT.strip()
    assert codes(restored) == ["pinyin_annotations", "traditional_script"]
    assert issue(restored, "pinyin_annotations").detail["unverified"] == 0


@pytest.mark.parametrize("config", SCRIPTS)
@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_repeated_toneless_glosses_are_undone(config: str, share: float) -> None:
    printed = family_b(REPORT, config, share, seed=11)
    restored = restore_page(page_of(printed))
    assert text_of(restored.page) == REPORT.strip()


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=6, max_size=12),
    st.sampled_from(SCRIPTS),
    st.booleans(),
    st.floats(0.3, 1.0),
    st.integers(0, 10**6),
)
@settings(max_examples=40, deadline=None)
def test_obfuscate_then_restore_is_the_identity(
    lines: list[str], config: str, toned: bool, share: float, seed: int
) -> None:
    text = "\n".join(lines)
    printed = (family_a if toned else family_b)(text, config, share, seed)
    assert text_of(restore_page(page_of(printed)).page) == text


@pytest.mark.parametrize("config", SCRIPTS)
def test_plain_traditional_pages_are_simplified(config: str) -> None:
    restored = restore_page(page_of(converter(config)(REPORT)))
    assert text_of(restored.page) == REPORT.strip()
    assert codes(restored) == ["traditional_script"]


def test_half_converted_and_regional_spellings_are_folded() -> None:
    printed = "公開范圍\n各部門諮詢處理、衞生方麵的採購，羣衆説「滿意」，佈置週報，爲民服務"
    lines = text_of(restore_page(page_of(printed)).page).split("\n")
    assert lines == ["公开范围", "各部门咨询处理、卫生方面的采购，群众说“满意”，布置周报，为民服务"]


def test_simplified_lines_of_a_mixed_page_keep_their_words() -> None:
    printed = "首页 成效显著 著名景区 乾隆年间 覆核结果 慰藉 甚么\n柳河區統計局2016年主動公開信息207條，着力開展工作"
    lines = text_of(restore_page(page_of(printed)).page).split("\n")
    assert lines[0] == "首页 成效显著 著名景区 乾隆年间 覆核结果 慰藉 甚么"
    assert lines[1] == "柳河区统计局2016年主动公开信息207条，着力开展工作"


@pytest.mark.parametrize(
    "clean",
    [
        REPORT,
        "局长张镕、李喆、王堃、陈昇、赵淼、孙玥、周祐、吴犇",
        "涪陵区、郫都区、大埔县、黟县、盱眙县、岢岚县、砀山县、濉溪县",
        "涪(fú)陵区、郫(pí)都区因地名生僻，注音如上",
        "办公自动化系统(app)、标准作业流程(SOP)，公路(km)，氨(an)氮，第(一)项，(2016年)，阿(a)姨",
        "乾隆年间修建，覆核，慰藉，甚么，后勤，里程，皇后，千里，面粉，干部，台风",
        "单价（元/m）、容积(l)、重量(kg)、重量(t)、网址(www.qingshi.gov.cn)、邮箱(abc@163.com)",
        "Résumé, façade, naïve; ①②③ ㎡ ％ ～ “引号”‘引号’「引号」——……",
        "",
    ],
)
def test_a_clean_page_is_the_same_object(clean: str) -> None:
    page = page_of(clean)
    restored = restore_page(page)
    assert restored.page is page
    assert (restored.changed, restored.issues) == (False, ())


def test_a_clean_page_pays_almost_nothing() -> None:
    page = page_of(REPORT * 14)
    size = len(text_of(page))
    assert size > 8_000
    restore_page(page)
    best = min(_seconds(lambda: restore_page(page)) for _ in range(20))
    assert best < 0.0006, f"{best * 1e6:.0f} µs for {size} characters"


def _seconds(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_brackets_that_are_no_reading_stay() -> None:
    lines = [
        "政(zhèng)府信息公開(kāi)平臺(tái)(app)上線(xiàn)，採用標(biāo)準(zhǔn)(SOP)，共36項(xiàng)(一)(2016年)",
        "公里(km)條(abc)",
    ]
    restored = restore_page(page_of("\n".join(lines)))
    assert text_of(restored.page).split("\n") == [
        "政府信息公开平台(app)上线，采用标准(SOP)，共36项(一)(2016年)",
        "公里(km)条(abc)",
    ]
    assert issue(restored, "pinyin_annotations").detail == {"count": 7, "unverified": 3}


def test_combining_marks_blanks_and_odd_letters_are_read() -> None:
    printed = "開(kāi)放、機( jī )構（gòu）、綠(lǜ)色、旅(lü)遊、國(ɡuó)家、區(qu )域"
    assert restore_line(printed) == "开放、机构、绿色、旅游、国家、区域"


def test_radicals_of_pdf_text_become_characters() -> None:
    restored = restore_page(page_of("⼀、总体情况\n⼈⺠政府⻔户⽹站⻓期公开⾏政许可⻅附件"))
    assert text_of(restored.page) == "一、总体情况\n人民政府门户网站长期公开行政许可见附件"
    assert codes(restored) == ["radical_characters"]
    assert issue(restored, "radical_characters").detail["count"] == 8


def test_blocks_in_the_wrong_charset_are_undone_or_flagged() -> None:
    sound, garbled = "主动公开政府信息36条。", "栏目导航政务公开平台".encode().decode("gb18030")
    restored = restore_page(page_of(sound + "\n" + garbled))
    assert text_of(restored.page) == sound + "\n栏目导航政务公开平台"
    assert issue(restored, "mojibake").detail == {"lines": 1, "repaired": True}
    lost = "栏目导航政务公开平台。".encode().decode("gb18030", "replace")
    restored = restore_page(page_of(sound + "\n" + lost))
    assert text_of(restored.page) == sound + "\n" + lost
    assert issue(restored, "mojibake").detail == {"lines": 1, "repaired": False}


def test_gbk_read_as_latin_letters_is_undone_and_signs_are_left() -> None:
    garbled = "栏目导航 政务公开126条".encode("gbk").decode("latin-1")
    restored = restore_page(page_of("主动公开政府信息36条。\n" + garbled))
    assert text_of(restored.page).endswith("\n栏目导航 政务公开126条")
    assert issue(restored, "mojibake").detail == {"lines": 1, "repaired": True}
    signs = "主動公開政府信息\n×××××××局長\n目錄········3\n±5°C、3×4÷2"
    assert text_of(restore_page(page_of(signs)).page) == "主动公开政府信息\n×××××××局长\n目录········3\n±5°C、3×4÷2"


def test_every_string_of_a_page_is_restored_and_the_shape_kept() -> None:
    wide = Cell("申請(qǐng)情況(kuàng)", 0, 0, colspan=2)
    page = Page(
        blocks=(
            Paragraph("索引號(hào): 001"),
            Table(((wide, wide), (Cell("條(tiáo)", 1, 0), Cell("36", 1, 1)))),
            FlatTable((("公開(kāi)范圍(wéi)", "", "面向社會(huì)"),), at_end=True),
        ),
        body_start=1,
        titles=(TitleCandidate("heading", "柳河區(qū)2016年報(bào)告"),),
        meta={"ArticleTitle": "柳河區(qū)"},
        column="信息公開(kāi)年報(bào)",
        links=(Link("http://www.qingshi.gov.cn/1.doc", "附件：統(tǒng)計(jì)表"),),
        url="http://www.qingshi.gov.cn/1.html",
    )
    restored = restore_page(page).page
    assert restored.blocks[0] == Paragraph("索引号: 001")
    table = restored.blocks[1]
    assert isinstance(table, Table)
    assert table.grid[0][0] is table.grid[0][1]
    assert table.grid[0][0] == Cell("申请情况", 0, 0, colspan=2)
    assert restored.blocks[2] == FlatTable((("公开范围", "", "面向社会"),), at_end=True)
    assert restored.titles[0].text == "柳河区2016年报告"
    assert (restored.meta["ArticleTitle"], restored.column) == ("柳河区", "信息公开年报")
    assert restored.links[0] == Link("http://www.qingshi.gov.cn/1.doc", "附件：统计表")
    assert (restored.body_start, restored.url) == (1, page.url)


# --- byte damage


def damaging_table(seed: int) -> list[str]:
    """Characters of the report, and some that its bytes spell by accident."""
    dice = random.Random(seed)  # noqa: S311
    everything, straddling = changed_characters(REPORT), straddling_characters(REPORT)
    return sorted({*dice.sample(everything, dice.randint(20, len(everything))), *dice.sample(straddling, 10)})


def damaged_report(table: list[str]) -> tuple[str, Restoration]:
    printed = byte_level(REPORT, table)
    return printed, restore_page(page_of(printed))


def test_the_damaged_clause_is_restored() -> None:
    printed = "二是人員變?zài)宇l繁,業(yè)務(wù)水平、機(jī)構(gòu)、職(zhí)能、標(biāo)準(zhǔn)"
    restored = restore_page(page_of(printed))
    assert text_of(restored.page) == "二是人员变动频繁,业务水平、机构、职能、标准"
    detail = issue(restored, "byte_damage").detail
    assert (detail["count"], detail["repaired"]) == (1, True)
    assert detail["lines"] == [{"before": "變?zài)宇l", "after": "变动频"}]


@pytest.mark.parametrize("seed", range(12))
def test_damage_is_repaired_exactly_or_flagged(seed: int) -> None:
    """Never silently wrong: a line that differs from the truth must hold a run that is reported as lost."""
    table = damaging_table(seed)
    _, restored = damaged_report(table)
    narrow = str.maketrans("，：；（）？！", ",:;()?!")
    lines = text_of(restored.page).translate(narrow).split("\n")
    truth = REPORT.strip().split("\n")
    assert len(lines) == len(truth)
    lost = [entry["before"] for found in restored.issues if found.code == "byte_damage"
            for entry in found.detail["lines"] if entry["after"] is None]  # fmt: skip
    for line, true in zip(lines, truth, strict=True):
        if line != true:
            assert any(run.translate(narrow) in line for run in lost), (line, true)


def test_most_damage_is_repaired() -> None:
    wrong = total = 0
    for seed in range(8):
        _, restored = damaged_report(damaging_table(seed))
        for found in restored.issues:
            if found.code == "byte_damage":
                total += found.detail["count"]
                wrong += sum(entry["after"] is None for entry in found.detail["lines"])
    assert total >= 40
    assert wrong <= 0.6 * total


def test_a_run_that_cannot_be_read_back_stays_as_printed() -> None:
    printed = "開(kāi)展(zhǎn)工作機(jī)構(gòu)設(shè)置申請?zhí)錈36件?qiáng)後(hòu)續(xù)"
    restored = restore_page(page_of(printed))
    assert "申請?zhí)錈36件?qiáng)" in text_of(restored.page).replace("申请", "申請")
    detail = issue(restored, "byte_damage").detail
    assert detail["repaired"] is False


def test_questions_in_clean_text_are_no_damage() -> None:
    assert find_repairs("是否公开?(是)为什么?") == []
    assert restore_line("是否公开?(a)是?") == "是否公开?(a)是?"


# --- back to the print


@pytest.mark.parametrize(
    ("printed", "restored", "part", "expected"),
    [
        ("發(fā)布機(jī)構(gòu): 柳河區(qū)", "发布机构: 柳河区", "发布机构", "發(fā)布機(jī)構(gòu)"),
        ("發(fā)布機(jī)構(gòu): 柳河區(qū)", "发布机构: 柳河区", "柳河区", "柳河區(qū)"),
        ("公開（kāi）方(fang)(fang)式：主動", "公开方式：主动", "方式", "方(fang)(fang)式"),
        ("公开方式: 主动公开", "公开方式: 主动公开", "主动公开", "主动公开"),
        ("公開范圍: 面向(app)", "公开范围: 面向(app)", "面向(app)", "面向(app)"),
    ],
)
def test_the_printed_part_of_a_restored_line(printed: str, restored: str, part: str, expected: str) -> None:
    start = restored.index(part)
    assert printed_span(printed, restored, start, start + len(part)) == expected


def test_the_printed_part_of_a_repaired_line() -> None:
    printed = "備注:人員變?zài)宇l繁,業(yè)務(wù) 編號(hào):36"
    restored = restore_line(printed)
    assert restored == "备注:人员变动频繁,业务 编号:36"
    start = restored.index("编号")
    assert printed_span(printed, restored, start, start + 2) == "編號(hào)"


@given(st.integers(0, 10**6), st.data())
@settings(max_examples=40, deadline=None)
def test_printed_parts_of_a_line_join_to_the_line(seed: int, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from([s for s in SENTENCES if len(s) > 4]))
    printed = family_a(line, "s2t", 1.0, seed) if changed_characters(line) else line
    at = data.draw(st.integers(0, len(line)))
    assert printed_span(printed, line, 0, at) + printed_span(printed, line, at, len(line)) == printed


@given(st.text(alphabet="請处執(zhí)?qiáng）（,，。�36a開\u0301鏀銆⺠", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_line_is_read_in_bounded_time(text: str) -> None:
    restore_line(text)
    restore_page(page_of(text or "无"))


def test_hostile_lines_are_bounded() -> None:
    hostile = ["請?zhí)" * 4000, "開(kāi)" * 4000 + "請?zhí)" + "l" * 5000, "(" * 50_000, "開" + "(kai)" * 10_000]
    for line in hostile:
        assert _seconds(lambda text=line: restore_page(Page((Paragraph(text),)))) < 3


@needs_seeds
def test_the_damaged_seed_is_restored() -> None:
    path = SHARED / "seeds/004_4ffc519454448a62.txt"
    restored = restore_page(page_of(path.read_text(encoding="utf-8")))
    text = text_of(restored.page)
    assert not text.encode("gb18030").decode("gb18030").encode("gb2312", "replace").count(b"?")
    assert issue(restored, "pinyin_annotations").detail == {"count": 150, "unverified": 0}
    assert issue(restored, "byte_damage").detail["repaired"] is True


def test_the_cheap_gates_miss_no_character() -> None:
    every = [chr(point) for point in range(0x30000) if not 0xD800 <= point < 0xE000]
    odd = [character for character in every if restore._ODD.match(character)]
    assert len(odd) > 2_000
    assert all(restore._ODD_GATE.may_be_in(f"县{character}") for character in odd)
    assert all(restore._GLOSS_GATE.may_be_in(c) for c in every if restore._GLOSS.match(f"({c})"))
