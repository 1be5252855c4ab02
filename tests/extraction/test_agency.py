"""Who reports: the name as printed and settled, level, region, conflicts; seeds and samples where they are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.agency.kinds import read_body
from crawler.extraction.agency.names import name_in_title, names_in_contact, names_in_preamble, signatures
from crawler.extraction.agency.reader import AgencyEvidence, identify_agency
from crawler.extraction.agency.self_reference import dominant_place, self_reference
from crawler.extraction.page import Page, Paragraph
from crawler.extraction.script.restore import restore_page
from crawler.items import Agency

SHARED = Path(__file__).parents[2] / "../shared"
REPORT = "政府信息公开工作年度报告"


def agency_of(title: str | None = None, **evidence: object) -> Agency:
    titles = [("heading", title)] if title else []
    return identify_agency(AgencyEvidence(titles=titles, **{"report_year": 2016, **evidence}))[0]  # type: ignore[arg-type]


def issues_of(title: str | None = None, **evidence: object) -> list[dict[str, str]]:
    titles = [("heading", title)] if title else []
    issues = identify_agency(AgencyEvidence(titles=titles, report_year=2016, **evidence))[1]  # type: ignore[arg-type]
    assert {issue.code for issue in issues} <= {"agency_conflict"}
    return [dict(issue.detail) for issue in issues]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2016年龙归镇政府信息公开年度报告", "龙归镇"),
        ("龙归镇政府2016年政府信息公开年度报告", "龙归镇政府"),
        ("龙归镇人民政府信息公开年度报告(2016年)", "龙归镇人民政府"),
        ("屯溪区人民政府2019年度政府信息公开工作年度报告", "屯溪区人民政府"),
        ("青田县教育局政府信息公开工作2017年年度报告", "青田县教育局"),
        ("2017年上海市杨浦区江浦路街道办事处政府信息公开工作年度报告 2018-02-22", "上海市杨浦区江浦路街道办事处"),
        ("市扶农办2016年度政府信息公开工作年度报告", "市扶农办"),
        ("关于县水务局二〇一六年度政府信息公开工作情况的报告", "县水务局"),
        ("青田县水利局关于2016年度政府信息公开工作的年度报告", "青田县水利局"),
        ("【2019】青田县审计局政府信息公开年报", "青田县审计局"),
        ("青田县水利局贯彻落实《中华人民共和国政府信息公开条例》2015年工作情况报告", "青田县水利局"),
        ("2015年政府信息公开工作年度报告（青田县残联）", "青田县残联"),
        ("青田县人民政府研究室2015年政府信息公开年报", "青田县人民政府研究室"),
        ("青教〔2017〕3号 青田县教育局2016年度政府信息公开年度报告", "青田县教育局"),
        ("2016年政府信息公开年度报告——青田县教育局", "青田县教育局"),
        ("全县2016年政府信息公开年度报告", None),
        ("2016年度乡镇政府信息公开年度报告", None),
        ("《青田县水利局2016年政府信息公开工作年度报告》", "青田县水利局"),
        ("青田县人民政府办公室2016年度信息公开工作年度报告", "青田县人民政府办公室"),
        ("青田县信息公开办公室2016年度报告", "青田县信息公开办公室"),
        ("平潭综合实验区2015年度政府信息公开工作年度报告_年报_平潭综合实验区党工委管委会", "平潭综合实验区"),
        ("政府信息公开2016年度报告（青田县水利局）", "青田县水利局"),
        ("市交通运输局 2019 年政府信息公开工作年度报告", "市交通运输局"),
        ("中国（上海）自由贸易试验区管理委员会2019年政府信息公开工作年度报告", "中国（上海）自由贸易试验区管理委员会"),
        ("2020年度政府信息公开工作年度报告", None),
        ("政府信息公开年度报告", None),
        ("2016年政府信息公开工作年度报告_青田县人民政府", None),
        ("我县2016年政府信息公开工作年度报告", None),
        ("首页", None),
        ("", None),
    ],
)
def test_issuer_in_titles(title: str, name: str | None) -> None:
    assert name_in_title(title) == name


def test_names_in_the_opening() -> None:
    assert names_in_preamble("本报告由青田县水利局根据《条例》的规定编制而成。") == [("compiled", "青田县水利局")]
    assert names_in_preamble("经市政府统一部署，由于时间紧，由专人负责。") == []
    assert names_in_preamble("现将《国务院办公厅关于年度报告的通知》转发") == []
    assert names_in_preamble("青田县水利局\n2017年2月10日\n引 言") == [("cover", "青田县水利局")]
    assert names_in_contact("请与青田县水利局办公室联系（地址：鹤城街道）") == ["青田县水利局办公室"]
    assert signatures("特此报告。\n青田县水利局\n二〇一七年三月一日") == ["青田县水利局"]
    assert signatures("政府信息公开年度报告\n2017年3月1日") == []


@pytest.mark.parametrize(
    ("printed", "name", "level"),
    [
        ("樟木头镇", "樟木头镇人民政府", "township"),
        ("樟木头镇政府", "樟木头镇人民政府", "township"),
        ("东莞市樟木头镇", "东莞市樟木头镇人民政府", "township"),
        ("福州市晋安区", "福州市晋安区人民政府", "county"),
        ("江浦路街道", "江浦路街道办事处", "township"),
        ("张店公园街道办", "张店公园街道办事处", "township"),
        ("恩施州", "恩施州人民政府", "city"),
        ("兴安盟", "兴安盟行政公署", "city"),
        ("大兴安岭地区行署", "大兴安岭地区行政公署", "city"),
        ("内蒙古自治区", "内蒙古自治区人民政府", "province"),
        ("北京市", "北京市人民政府", "province"),
        ("仙桃市", "仙桃市人民政府", "county"),
        ("浦东新区", "浦东新区人民政府", "county"),
        ("平潭综合实验区", "平潭综合实验区", None),
        ("石家庄高新区管委会", "石家庄高新区管委会", None),
        ("连云区教育局", "连云区教育局", "department"),
        ("青田县人民政府办公室", "青田县人民政府办公室", "department"),
        ("政务中心", "政务中心", "department"),
        ("国家税务总局常州市税务局", "国家税务总局常州市税务局", "department"),
        ("国家税务总局", "国家税务总局", "state"),
        ("新闻出版总署", "新闻出版总署", "state"),
        ("国家海洋局北海分局", "国家海洋局北海分局", "department"),
        ("国家税务局昆山市税务局", "国家税务局昆山市税务局", "department"),
        ("南通市如皋市某甲镇", "南通市如皋市某甲镇人民政府", "township"),
        ("鄂温克族自治旗某甲苏木", "鄂温克族自治旗某甲苏木人民政府", "township"),
        ("青田县某甲街道", "青田县某甲街道办事处", "township"),
        ("青田县城镇管理局", "青田县城镇管理局", "department"),
        # Statisticians count these like townships.
        ("延吉市林业局", "延吉市林业局", "department"),
        ("社会事务局", "社会事务局", "department"),
        ("双丰林业局", "双丰林业局", "department"),
        ("绥滨农场", "绥滨农场", "department"),
        ("三间房地区", "三间房地区办事处", "township"),
        ("济南市南部山区管委会", "济南市南部山区管委会", None),
        ("青田县城市管理委员会", "青田县城市管理委员会", "department"),
        ("新疆生产建设兵团第十三师", "新疆生产建设兵团第十三师", None),
        ("农七师一三〇团", "农七师一三〇团", None),
        ("国务院办公厅", "国务院办公厅", "state"),
        ("教育部", "教育部", "state"),
    ],
)
def test_settled_names_and_levels(printed: str, name: str, level: str | None) -> None:
    body = read_body(printed)
    assert (body.name, body.level) == (name, level)


def test_normalised_names_keep_what_was_printed_as_evidence() -> None:
    assert "normalised:樟木头镇政府" in agency_of(f"樟木头镇政府2016年{REPORT}").evidence
    assert not any(line.startswith("normalised") for line in agency_of(f"连云区教育局2016年{REPORT}").evidence)


def test_the_fullest_printed_form_of_the_same_body() -> None:
    contact = "如有疑问，请与张店区公园街道办事处党政办公室联系（电话：…）"
    agency = agency_of(f"张店公园街道办事处2016年{REPORT}", preamble=contact)
    assert agency.name == "张店区公园街道办事处"
    assert agency.region is not None
    assert agency.region.code == "370303002"
    centre = agency_of(f"政务中心2016年{REPORT}", preamble="由县政务中心编制。请联系:青田县政务中心综合办(地址")
    assert centre.name == "青田县政务中心"
    other = agency_of(f"青田县教育局2016年{REPORT}", preamble="请与缙云县教育局办公室联系")
    assert other.name == "青田县教育局"


def test_an_office_known_by_its_class_gets_its_place_from_the_page() -> None:
    for evidence in (
        {"publisher": "青田县水务局"},
        {"site_name": "青田县人民政府"},
        {"body": "青田县水利发展。青田县要求。"},
    ):
        agency = agency_of(f"县水务局2016年{REPORT}", **evidence)
        assert agency.name == "县水务局"
        assert agency.region is not None
        assert agency.region.code == "331121"
    assert agency_of(f"县水务局2016年{REPORT}").region is None
    assert agency_of(f"县水务局2016年{REPORT}", publisher="丽水市人民政府").region is None


def test_an_office_without_place_is_not_given_the_place_of_its_site() -> None:
    agency = agency_of(f"教育局2016年{REPORT}", site_name="丽水市人民政府", body="区委、区政府高度重视")
    assert agency.name == "教育局"
    assert agency.region is None


def test_a_government_known_by_its_class_is_named_by_its_region_or_not_at_all() -> None:
    assert agency_of(f"市政府2016年{REPORT}", site_name="铜陵市人民政府").name == "铜陵市人民政府"
    assert agency_of(f"市政府2016年{REPORT}").name is None


def test_unsigned_reports() -> None:
    township = agency_of(body="紫溪镇推进公开。我镇落实。紫溪镇公布结果。")
    assert (township.name, township.level) == ("紫溪镇人民政府", "township")
    assert agency_of(body="紫溪镇推进公开。我镇落实。").name is None  # named only once
    assert agency_of(body="紫溪镇、樟木头镇推进。我镇落实。紫溪镇、樟木头镇公布。").name is None
    assert agency_of(body="紫溪镇推进公开。我局落实。紫溪镇公布结果。").name is None
    office = agency_of(preamble="请与青田县水利局办公室联系", body="我局推进公开。")
    assert (office.name, office.level) == ("青田县水利局", "department")
    assert agency_of(body="我局推进。我局受理。", publisher="青田县统计局").name == "青田县统计局"
    compiled = agency_of(preamble="本报告由龙归镇党政办公室编制。", body="我镇推进公开。")
    assert compiled.name == "龙归镇人民政府"
    assert agency_of(preamble="本报告由龙归镇党政办公室编制。").name == "龙归镇党政办公室"


def test_a_bureau_known_only_as_such_has_no_name_but_candidates() -> None:
    body = "2016年我局围绕区委、区政府目标推进。编印《东湖统计月报》12期。南昌市要求，南昌市部署。"
    agency = agency_of(publisher="东湖区人民政府", body=body)
    assert (agency.name, agency.level) == (None, "department")
    assert agency.region is not None
    assert agency.region.code == "360102"
    assert [(row["name"], row["code"]) for row in agency.candidates] == [("东湖区统计局", "360102")]


def test_a_title_with_the_place_only_over_a_bureau_that_says_only_so() -> None:
    title, body = f"青田县2016年{REPORT}", "我局推进公开。我局受理申请。我局未收费。"
    agency = agency_of(title, body=body)
    assert agency.name is None
    assert [row["name"] for row in agency.candidates] == ["青田县人民政府"]
    assert issues_of(title, body=body) == [{"title": "青田县", "body": "我局"}]
    assert agency_of(title, body="我县推进。" + body).name == "青田县人民政府"


def test_conflicts_are_told_and_normal_differences_are_not() -> None:
    bureau = f"青田县教育局2016年{REPORT}"
    assert issues_of(bureau, preamble="本报告由青田县水利局编制。") == [
        {"title": "青田县教育局", "compiled": "青田县水利局"}
    ]
    assert issues_of(f"青田县2016年{REPORT}", publisher="缙云县人民政府")
    assert issues_of(bureau, publisher="青田县卫生局")
    assert issues_of(f"某甲镇2016年{REPORT}", publisher="某乙镇人民政府")
    assert not issues_of(bureau, publisher="青田县人民政府")
    assert not issues_of(bureau, publisher="青田县人民政府办公室")
    assert not issues_of(bureau, publisher="青田县政府信息公开办公室")
    assert not issues_of(bureau, publisher="丽水市")
    assert not issues_of(f"青田县2016年{REPORT}", preamble="由青田县人民政府办公室编制。")
    assert not issues_of(f"市教育局2016年{REPORT}", publisher="丽水市教育局")
    confident = agency_of(bureau).confidence
    assert agency_of(bureau, preamble="本报告由青田县水利局编制。").confidence < confident


def test_spam_is_never_part_of_a_name() -> None:
    spam = "澳门赌场平台"
    agency = agency_of(f"{spam}紫溪镇2016年{REPORT}", spam_phrases=(spam,))
    assert agency.name == "紫溪镇人民政府"
    assert agency_of(f"{spam}2016年{REPORT}", spam_phrases=(spam,)).name is None
    body = f"{spam}（紫溪镇子网站）。我镇公布“{spam}紫溪镇指南”。紫溪镇推进。"
    assert agency_of(body=body, spam_phrases=(spam,)).name == "紫溪镇人民政府"


def test_zones_are_no_governments() -> None:
    known = agency_of(f"平潭综合实验区2016年{REPORT}")
    assert known.name == "平潭综合实验区"
    assert known.region is not None
    assert known.region.code == "350128"
    assert agency_of(f"平潭综合实验区管委会2016年{REPORT}").name == "平潭综合实验区管委会"
    unknown = agency_of(f"石家庄高新区2016年{REPORT}")
    assert (unknown.name, unknown.region) == ("石家庄高新区", None)
    assert [row["code"] for row in unknown.candidates] == ["130100"]
    lost = agency_of(f"高新区2016年{REPORT}", site_name="石家庄市人民政府")
    assert (lost.region, [row["code"] for row in lost.candidates]) == (None, ["130100"])


def test_a_township_not_in_the_data_has_only_what_holds_it_as_candidate() -> None:
    agency = agency_of(f"某大新镇2016年{REPORT}", publisher="青田县某大新镇")
    assert (agency.name, agency.level, agency.region) == ("某大新镇人民政府", "township", None)
    assert [row["code"] for row in agency.candidates] == ["331121"]


def test_a_township_merged_away_has_its_county_as_candidate() -> None:
    agency = agency_of(f"溧水县永阳镇2010年{REPORT}", report_year=2010)
    assert (agency.name, agency.level, agency.region) == ("溧水县永阳镇人民政府", "township", None)
    assert [row["path"] for row in agency.candidates] == [["江苏省", "南京市", "溧水县"]]


@pytest.mark.parametrize(
    ("printed", "path"),
    [
        ("国家统计局自贡调查队", ["四川省", "自贡市"]),
        ("国家统计局江苏调查总队", ["江苏省"]),
        ("财政部驻四川省财政监察专员办事处", ["四川省"]),
        ("中国证券监督管理委员会江苏监管局", ["江苏省"]),
        ("中国人民银行杭州中心支行", ["浙江省", "杭州市"]),
        ("中国人民银行成都分行", ["四川省", "成都市"]),
        ("中华人民共和国广东海事局", ["广东省"]),
        ("广西水利厅", ["广西壮族自治区"]),
    ],
)
def test_bodies_of_the_state_in_a_place(printed: str, path: list[str]) -> None:
    agency = agency_of(f"{printed}2016年{REPORT}")
    assert (agency.name, agency.level) == (printed, "department")
    assert agency.region is not None
    assert agency.region.path == path


def test_a_zone_of_a_common_name_needs_evidence() -> None:
    alone = agency_of(f"临空经济区管委会2016年{REPORT}")
    assert (alone.name, alone.region) == ("临空经济区管委会", None)
    assert [row["path"][1] for row in alone.candidates] == ["鄂州市"]
    shown = agency_of(f"临空经济区管委会2016年{REPORT}", publisher="鄂州市人民政府")
    assert shown.region is not None
    corps = agency_of(f"新疆生产建设兵团第十三师2016年{REPORT}")
    assert (corps.region, [row["code"] for row in corps.candidates]) == (None, ["650000"])


def test_a_publisher_alone_is_a_candidate() -> None:
    agency = agency_of(f"2016年{REPORT}", publisher="青田县水利局", body="推进公开工作。")
    assert agency.name is None
    assert [(row["name"], row["code"]) for row in agency.candidates] == [("青田县水利局", "331121")]
    office = agency_of(publisher="青田县人民政府", body="我局推进公开。我局受理申请。我局未收费。")
    assert (office.name, office.region) == (None, None)
    assert [(row["name"], row["code"]) for row in office.candidates] == [("青田县", "331121")]


def test_an_inner_office_is_not_the_agency() -> None:
    bureau = "我局推进公开。我局受理申请。"
    for office in ("综合科", "局办公室", "本局办公室", "信息中心", "办公室"):
        assert agency_of(preamble=f"本报告由{office}编制。", body=bureau).name is None
    assert agency_of(preamble="本报告由青田县水利局办公室编制。", body=bureau).name == "青田县水利局"
    assert agency_of(preamble="根据规定,青田县水利局编制了2016年年度报告。", body=bureau).name == "青田县水利局"
    assert agency_of(preamble="青田县水利局现向社会公布2016年年度报告。", body=bureau).name == "青田县水利局"
    assert agency_of(body=bureau + "\n局长办公会\n2017年1月20日").name is None
    assert agency_of(body=bureau + "\n青田县水利局\n2017年1月20日").name == "青田县水利局"


def test_words_that_name_nobody() -> None:
    assert agency_of(f"人民政府2016年{REPORT}").name is None
    assert agency_of(f"青田县旅游局222012年度{REPORT}").name == "青田县旅游局"


def test_ambiguous_governments_keep_their_name_and_level() -> None:
    agency = agency_of(f"朝阳区2016年{REPORT}")
    assert (agency.name, agency.level, agency.region) == ("朝阳区人民政府", "county", None)
    assert [row["code"] for row in agency.candidates] == ["110105", "220104"]
    agency = agency_of(f"北京市朝阳区2016年{REPORT}")
    assert agency.region is not None
    assert agency.region.path == ["北京市", "朝阳区"]
    assert len(agency_of(f"城关镇人民政府2016年{REPORT}").candidates) == 20


def test_self_reference_and_dominance() -> None:
    assert self_reference("我区群众。我局推进。本局受理。").word == "局"
    assert self_reference("我区推进，我区公开，我区落实，我局").word == "区"
    assert self_reference("本单位推进").is_office
    assert self_reference("公开工作").word is None
    assert dominant_place("广西壮族自治区部署，广西壮族自治区要求", "区") is None
    assert dominant_place("《自流井区办法》《自流井区方案》", "区") is None


TEXT = st.text(alphabet="我局区县镇紫溪青田政府信息公开年度报告2016由编制请与联系《》，。\n（）：", max_size=400)


@given(TEXT, TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_read_alike_twice(title: str, preamble: str, body: str) -> None:
    evidence = AgencyEvidence(
        titles=[("heading", title)], preamble=preamble, body=body, publisher=title, spam_phrases=("紫溪",)
    )
    agency, issues = identify_agency(evidence)
    assert (agency, issues) == identify_agency(evidence)
    assert "紫溪" not in (agency.name or "")
    assert 0 <= agency.confidence <= 1
    assert agency.name != ""
    if agency.region is None:
        return
    assert agency.region.path[-1] == agency.region.name


def lines_of(path: Path) -> list[str]:
    page = Page(blocks=tuple(Paragraph(line.strip()) for line in path.read_text("utf-8").splitlines() if line.strip()))
    return [block.text for block in restore_page(page).page.blocks if isinstance(block, Paragraph)]


def read_saved(path: Path, title: str | None) -> Agency:
    """A saved text read without the doors: the facts of the header are cut out by hand."""
    lines = lines_of(path)
    body = "\n".join(lines)
    start = next((i for i, line in enumerate(lines) if re.match(r"一\s*[、 ]", line)), 0)
    publisher = re.search(r"发布(?:机构|单位)\s*[:：]?[ |]*([\u4e00-\u9fff]+)", body)
    phone = re.search(r"电话[:： ]*([\d—－ -]+)", body)
    year = re.search(r"(20\d\d)年", (title or "") + body)
    evidence = AgencyEvidence(
        titles=[("heading", title)] if title else [],
        preamble="\n".join(lines[:start]),
        body=body,
        publisher=publisher.group(1) if publisher else None,
        report_year=int(year.group(1)) if year else None,
        phone=phone.group(1) if phone else None,
        spam_phrases=("赌博软件app",),
    )
    return identify_agency(evidence)[0]


@pytest.mark.skipif(not SHARED.exists(), reason="the research material (../shared) is not at hand")
@pytest.mark.parametrize(
    ("seed", "title", "name", "level", "code"),
    [
        ("000", None, "樟木头镇人民政府", "township", "441900112"),
        ("001", None, "紫溪镇人民政府", "township", "532301104"),
        ("002", None, "自流井区人民政府", "county", "510302"),
        ("003", "政务中心2016年政府信息公开年度报告", "汤原县政务中心", "department", "230828"),
        ("004", None, None, "department", "360102"),
    ],
)
def test_seeds(seed: str, title: str | None, name: str | None, level: str, code: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    agency = read_saved(path, title)
    assert (agency.name, agency.level) == (name, level)
    assert agency.region is not None
    assert agency.region.code == code
    if name is None:
        assert [row["name"] for row in agency.candidates] == ["东湖区统计局"]


SAMPLES = {
    "021.txt": ("福州市晋安区人民政府", "350111"),
    "025.txt": ("河包镇人民政府", "500153109"),
    "028.txt": ("蒲纺工业园区", None),
    "036.txt": (None, None),
    "041.txt": ("连云区教育局", "320703"),
    "044.txt": ("张店区公园街道办事处", "370303002"),
    "053.txt": ("下管镇人民政府", "330604105"),
    "058.txt": ("上海市杨浦区江浦路街道办事处", "310110008"),
    "064.txt": ("平潭综合实验区", "350128"),
    "016.html": ("平潭综合实验区", "350128"),
    "2015-1.html": ("平潭综合实验区", "350128"),
    "2023-1.html": ("平潭综合实验区", "350128"),
}


@pytest.mark.skipif(not SHARED.exists(), reason="the research material (../shared) is not at hand")
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str) -> None:
    facts = [json.loads(line) for line in (SHARED / "samples/index.jsonl").read_text("utf-8").splitlines()]
    (title,) = (fact["expected"]["title"] for fact in facts if fact["file"] == name)
    restored = restore_page(Page(blocks=(Paragraph(title),))).page.blocks[0].text if title else None
    if name in {"044.txt", "053.txt"}:  # a title alone has too few glosses to be restored by itself
        restored = next(
            line for line in lines_of(SHARED / "samples" / name) if "政府信息公开" in line and "报告" in line
        )
        restored = restored.strip("| ").removeprefix("标题: |").strip("| ")
    agency = read_saved(SHARED / "samples" / name, restored)
    assert (agency.name, agency.region.code if agency.region else None) == SAMPLES[name]
