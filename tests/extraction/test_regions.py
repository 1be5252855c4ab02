"""Divisions and regions: the right place in the right year, or candidates; never a silent pick."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from crawler.extraction.agency.reader import AgencyEvidence, identify_agency
from crawler.extraction.regions.chains import mentions, read_chain
from crawler.extraction.regions.divisions import (
    ALWAYS,
    Division,
    all_names,
    at_code,
    in_year,
    lineage,
    named,
    parents,
    read_lines,
)
from crawler.extraction.regions.evidence import RegionEvidence, score
from crawler.extraction.regions.resolve import as_region, find_places, of_year, resolve
from crawler.extraction.regions.zones import find_zone, is_zone_name

DATA = Path(__file__).parents[2] / "crawler/extraction/data"


def path_of(name: str, year: int | None = None) -> list[str]:
    (place,) = find_places(name, year=year)
    return as_region(place, year).path


def test_township_of_a_city_without_counties_has_no_county_in_its_path() -> None:
    assert path_of("樟木头镇") == ["广东省", "东莞市", "樟木头镇"]
    assert path_of("白马井镇") == ["海南省", "儋州市", "白马井镇"]
    assert path_of("峪泉镇") == ["甘肃省", "嘉峪关市", "峪泉镇"]


def test_groupings_without_a_government_are_left_out() -> None:
    assert path_of("怀柔区") == ["北京市", "怀柔区"]
    assert path_of("济源市") == ["河南省", "济源市"]
    assert not {"市辖区", "省直辖县级行政区划"} & all_names()


@pytest.mark.parametrize(
    ("name", "year", "code", "current"),
    [
        ("襄樊市", 2009, "420600", "420600"),
        ("通州市", 2008, "320683", "320612"),
        ("崇文区", 2009, "110103", "110101"),
        ("居巢区", 2010, "341402", "340181"),
        ("密云县", 2012, "110228", "110118"),
        ("庐山区", 2012, "360402", "360402"),  # 濂溪区 now, not 庐山市
        ("江口县", 2009, "522222", "520621"),
        ("江口县", 2016, "520621", "520621"),
        ("伊吾县", 2015, "652223", "650522"),
        ("伊吾县", 2019, "650522", "650522"),
        ("定安县", 2005, "469025", "469021"),  # the code is 白沙黎族自治县's now
        ("寿县", 2010, "341521", "340422"),
        ("菏泽市", 2004, "371700", "371700"),  # misprinted in the source
        ("萝岗区", 2012, "440116", "440112"),
        ("辛集市", 2016, "130181", "130181"),
        ("弋江区", 2010, "340203", "340209"),
        ("弋江区", 2021, "340209", "340209"),
        ("新建区", 2017, "360112", "360112"),  # 湾里区 joined it in 2019
        ("新建县", 2014, "360122", "360112"),
        ("金门县", 2015, "350527", "350527"),
    ],
)
def test_codes_are_those_of_the_report_year(name: str, year: int, code: str, current: str) -> None:
    (place,) = find_places(name, year=year)
    region = as_region(place, year)
    assert (region.code, region.current_code, region.name) == (code, current, name)


def test_a_later_name_in_an_earlier_report_is_the_place_as_it_was_called() -> None:
    assert [(p.code, p.name) for p in find_places("襄阳市", year=2009)] == [("420600", "襄樊市")]
    assert [(p.code, p.name) for p in find_places("密云区", year=2012)] == [("110228", "密云县")]


def test_a_name_shared_with_the_place_above_proves_nothing() -> None:
    """哈密市 was a county in 哈密地区 and is a prefecture since 2016."""
    lines = [("title", "新疆维吾尔自治区哈密市2016年年报"), ("site_name", "哈密市人民政府")]
    found = resolve(find_places("哈密市", year=2016), RegionEvidence(lines=lines), 2016)
    assert found.place is None
    assert sorted(row["code"] for row in found.candidates) == ["650500", "652201"]


def test_a_divided_place_has_no_current_code() -> None:
    place = at_code("341400", 2010)
    assert place is not None
    assert place.name == "巢湖市"
    assert as_region(place, 2010).current_code is None


def test_every_current_code_exists_and_every_place_has_its_province() -> None:
    rows = [line.split("\t") for line in read_lines("divisions.tsv.gz")]
    living = {code for code, _name, _first, last, _current, _short in rows if not last}
    assert {current for *_, current, _short in rows if current} <= living
    assert {code[:2] + "0000" for code in living} <= living
    for code, name, *_ in rows:
        assert any(place.code == code for place in named(name))


def test_every_township_has_county_or_city_above_it() -> None:
    for line in read_lines("townships.tsv.gz"):
        name, _tab, codes = line.partition("\t")
        for code in codes.split():
            assert len(code) == 9
            above = parents(Division(code, name, 0, ALWAYS, code, ""))
            assert len(above) >= 2
            assert name not in [place.name for place in above]


def test_the_data_is_compressed_without_a_time_stamp() -> None:
    for name in ("divisions.tsv.gz", "townships.tsv.gz"):
        data = (DATA / name).read_bytes()
        assert data[4:8] == b"\0\0\0\0"
        assert gzip.decompress(data).count(b"\n") > 3_000
    assert sum(path.stat().st_size for path in DATA.glob("*.gz")) < 500_000


def test_homonyms_alone_give_candidates_only() -> None:
    for name, count in (("朝阳区", 2), ("鼓楼区", 4), ("市中区", 4), ("城关镇", 88)):
        places = find_places(name, year=2022)
        assert len(places) == count
        found = resolve(places, RegionEvidence(), 2022)
        assert found.place is None
        assert len(found.candidates) == min(count, 20)
        assert {"name", "code", "path", "score", "evidence"} <= found.candidates[0].keys()


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (RegionEvidence(lines=[("column", "北京市 > 政务公开")]), "110105"),
        (RegionEvidence(lines=[("site_name", "中国·长春")]), "220104"),
        (RegionEvidence(phone="0431-85109114"), "220104"),
        (RegionEvidence(phone="(010)65094114"), "110105"),
        (RegionEvidence(body="长春市统一部署，长春市要求"), "220104"),
        (RegionEvidence(body="赴长春市考察，学习借鉴长春市的做法"), None),
        (RegionEvidence(postcode="100020"), None),  # a postcode alone is too little
        (RegionEvidence(body="北京市"), None),  # so is one mention
        (RegionEvidence(lines=[("publisher", "朝阳区人民政府")]), None),  # says nothing new
        (RegionEvidence(lines=[("site_name", "长春市")], phone="010-65094114"), None),  # contradictory
    ],
)
def test_evidence_decides_between_homonyms_or_not_at_all(evidence: RegionEvidence, code: str | None) -> None:
    found = resolve(find_places("朝阳区", year=2016), evidence, 2016)
    assert (found.place.code if found.place else None) == code
    assert bool(found.candidates) is (code is None)


@pytest.mark.parametrize(
    "against",
    [
        RegionEvidence(lines=[("publisher", "石门县人民政府")]),
        RegionEvidence(phone="0571-88888888"),
        RegionEvidence(body="在县委、县政府领导下推进"),  # 上虞 was a 市 and is a 区
        RegionEvidence(body="石门县统一部署，石门县要求"),
    ],
)
def test_the_only_township_by_a_name_is_refused_when_the_page_is_from_elsewhere(
    against: RegionEvidence,
) -> None:
    """A township abolished before 2023 may have had the same name."""
    town = "樟木头镇" if not against.body else "下管镇"
    assert resolve(find_places(town, year=2016), RegionEvidence(), 2016).place is not None
    found = resolve(find_places(town, year=2016), against, 2016)
    assert found.place is None
    assert len(found.candidates) == 1


def test_names_without_class_need_a_place_below_or_an_office_behind() -> None:
    assert [place.code for place in read_chain("张店公园街道办事处").places] == ["370303002"]
    assert [place.code for place in read_chain("汤原教育局").places] == ["230828"]
    assert read_chain("汤原特色产品").names == ()
    assert read_chain("市场监督管理局").names == ()
    for river_or_sea in ("太湖流域管理局", "东海救助局", "北海救助局", "南海渔政局", "华山管理局"):
        assert read_chain(river_or_sea).names == ()


def test_a_chain_goes_down_only() -> None:
    assert read_chain("南昌市东湖区统计局").names == ("南昌市", "东湖区")
    assert read_chain("福建省朝阳区").names == ("福建省",)
    assert read_chain("北京市西城区人民政府什刹海街道办事处").names == ("北京市", "西城区", "什刹海街道")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("网站栏目更新乡镇动态94条", []),
        ("建设美丽城市场所", []),
        ("依《自贡市办法》", ["自贡市"]),
        ("紫溪镇人民政府", ["紫溪镇"]),
        ("自贡市自流井区环保局", ["自贡市", "自流井区"]),
        ("自流井区域发展", []),
        ("到赵县调研", []),  # two characters: only free or behind a place
        ("石家庄市赵县", ["石家庄市", "赵县"]),
        ("驻双江拉祜族佤族布朗族傣族自治县调研", ["双江拉祜族佤族布朗族傣族自治县"]),
        ("合肥新站高新技术产业开发区", ["合肥新站高新技术产业开发区"]),
    ],
)
def test_mentions_keep_to_word_bounds(text: str, names: list[str]) -> None:
    assert [found.name for found in mentions(text)] == names


def test_zones() -> None:
    assert is_zone_name("平潭综合实验区")
    assert not is_zone_name("浦东新区人民政府")
    assert not is_zone_name("新城街道办事处")
    unknown = find_zone("石家庄高新区管委会")
    assert unknown is not None
    assert ([place.code for place in unknown.places], unknown.same) == (["130100"], False)
    assert find_zone("高新区") == ((), False)
    assert find_zone("浦东新区教育局") is None
    for line in read_lines("zones.tsv"):
        name, code, extent, source = line.split("\t")
        zone = find_zone(name)
        assert zone is not None
        assert [place.code for place in zone.places] == [code]
        assert zone.same is (extent == "same")
        assert source


def test_lineage_joins_past_and_present() -> None:
    town = named("紫溪镇")[0]
    assert {"530000", "532300", "532301"} <= lineage(town)
    old, new = at_code("110228", 2012), at_code("110118", 2020)
    assert old is not None
    assert new is not None
    assert lineage(old) == lineage(new)


def test_a_former_county_speaks_for_its_townships() -> None:
    found = resolve(find_places("溪翁庄镇", year=2012), RegionEvidence(lines=[("publisher", "密云县")]), 2012)
    assert found.place is not None
    assert found.evidence == ("publisher:密云县",)
    assert as_region(found.place, 2012).path == ["北京市", "密云县", "溪翁庄镇"]


def test_a_place_as_it_was_called() -> None:
    old, new = at_code("110228", 2012), at_code("110118", 2020)
    assert new is not None
    assert in_year(new, 2012) == old


def test_the_score_names_its_reasons() -> None:
    place = named("晋安区")[0]
    total, why = score(place, RegionEvidence(lines=[("title", "福州市晋安区")], phone="0591-83926179"), 2016)
    assert total == 6.0
    assert why == ["title:福州市", "phone"]


def drawn(number: int) -> list[Division]:
    """Random divisions of today, the same in every run."""
    rows = [line.split("\t") for line in read_lines("divisions.tsv.gz")]
    everything = [place for code, name, *_ in rows for place in named(name) if place.code == code]
    alive = [place for place in everything if place.last == ALWAYS]
    for line in read_lines("townships.tsv.gz"):
        name, _tab, codes = line.partition("\t")
        alive.extend(Division(code, name, 0, ALWAYS, code, "") for code in codes.split())
    return random.Random(20).sample(alive, number)  # noqa: S311


def shapes(name: str) -> list[str]:
    """Titles of one agency."""
    government = name + ("办事处" if name.endswith("街道") else "人民政府")
    return [
        f"{name}2016年政府信息公开工作年度报告",
        f"2020年{government}政府信息公开工作年度报告",
        f"{name}教育中心2018年度政府信息公开年度报告",
        f"2022年度{name}政府信息公开年报",
    ]


def test_a_thousand_divisions_are_never_taken_for_another() -> None:
    """Each in four title shapes, alone, with its parent as publisher, with the path as site name or in the title."""
    counts = {"resolved": 0, "ambiguous": 0}
    for place in drawn(1000):
        above = [parent.name for parent in parents(place)]
        contexts = (
            ("", {}),
            ("", {"publisher": above[-1] if above else None}),
            ("", {"site_name": "".join(above) + "政府网"}),
            ("".join(above), {}),
        )
        for prefix, context in contexts:
            for title in shapes(prefix + place.name):
                evidence = AgencyEvidence(titles=[("heading", title)], report_year=2022, **context)
                region = identify_agency(evidence)[0].region
                if region is None:
                    counts["ambiguous"] += 1
                else:
                    assert place.code in (region.code, region.current_code), (title, context)
                    counts["resolved"] += 1
    assert counts["resolved"] > 14_500, counts


def test_a_thousand_divisions_under_foreign_publishers_are_never_taken() -> None:
    """The same titles on the site of a county of another province: no region, rather than a wrong one."""
    places = drawn(1000)
    for place, other in zip(places, reversed(places), strict=True):
        foreign = [*parents(other), other]
        county = next(p for p in reversed(foreign) if len(p.code) == 6)
        names_its_own = any(parent.name in place.name for parent in parents(place))
        if county.code[:2] == place.code[:2] or county.code.endswith("0000") or names_its_own:
            continue
        title = f"{place.name}2016年政府信息公开工作年度报告"
        evidence = AgencyEvidence(titles=[("heading", title)], publisher=county.name, report_year=2022)
        region = identify_agency(evidence)[0].region
        rivals = {p.code for p in of_year(named(place.name), 2022) if county.code in lineage(p)}
        assert region is None or region.code in rivals | {place.code for place in named(county.name)}
