"""Finding place names in text: the chain of places at the head of a name, and mentions in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction.regions.divisions import Division, all_endings, all_names, lineage, named, with_stem

_LONGEST, _LONGEST_MENTION = 24, 11
_LONG_CLASSES = frozenset(("自治县", "自治州", "开发区"))
_LONGEST_OF_THESE = 15
"""双江拉祜族佤族布朗族傣族自治县, 合肥新站高新技术产业开发区."""
# One set of characters goes first: the search for it needs no look at the alternatives.
_CLASS_AT = re.compile(r"[省市区县旗镇乡州盟街](?:(?<=街)道|(?<!街))")
_GOES_ON = {  # what follows makes another word of the class: 乡镇, 城市场 …, 区域, 乡村
    "乡": "镇村",
    "市": "场民容值",
    "区": "域别分间块位划",
    "县": "际",
    "州": "区市",
    "街道": "路",
}
_HAN = re.compile(r"[\u4e00-\u9fff]")
ZONE_WORD = re.compile(
    r"(?:开发区|实验区|试验区|示范区|高新区|经开区|新区|(?:产业|工业|科技|物流)园区?|园区|"
    r"工业区|保税区|保税港区|度假区|风景区|名胜区|管理区|合作区|聚集区|集聚区|集中区|"
    r"旅游区|经济区|生态区|生态城)(?!人民政府|政府(?!信息)|街道)"
)
"""The class of a zone, as 区 is that of a district."""
_ORGAN_AFTER_STEM = re.compile(
    r"(?!救助|航海|海洋|渔政|流域)"
    r"(?:海关|海事局|调查总?队|调查监测总?队|中心支行$|[支分]行$|[\u4e00-\u9fff]{1,12}"
    r"(?:局|厅|委员会|委|办公室|办|中心|政府|办事处|调查队|监管局|管委会|专员办|调查总队|支行|分行)$)"
)
_COUNTY_ORGAN_AFTER_STEM = re.compile(  # 太湖流域管理局, 东海救助局, 华山管理局 are none of 太湖县, 东海县, 华山
    r"(?:教育|财政|民政|公安|司法|审计|统计|卫生|卫计|农业|水利|水务|林业|交通|人社|人力资源|国土|自然资源|环保|环境保护|生态环境"
    r"|住建|住房|规划|城管|城市管理|商务|文化|文广|体育|旅游|发改|发展|经信|经济|工信|科技|科学|民宗|信访|扶贫|安监|安全|应急|市场监"
    r"|工商|质监|质量|食药|食品|税务|国税|国家税务|地税|地方税务|气象|档案|粮食|物价|供销|政务|行政审批|机关事务|人防|人民政府|政府)"
    r"[\u4e00-\u9fff]{0,12}(?:局|委员会|委|办公室|办|中心)$|(?:人民)?政府$"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Places at the head of a name: `names` as printed, `places` the divisions that the last one may be."""

    names: tuple[str, ...]
    places: tuple[Division, ...]
    rest: str
    """What follows the last place."""

    @property
    def ambiguous(self) -> bool:
        """Whether the last name may be several places."""
        return len({place.current or place.code for place in self.places}) > 1


def within(place: Division, above: tuple[Division, ...]) -> bool:
    """Whether the place lies in (and is not) one of those above, by past or present division.

    >>> within(named("紫溪镇")[0], tuple(named("楚雄市"))), within(named("紫溪镇")[0], tuple(named("东莞市")))
    (True, False)
    """
    line = lineage(place)
    return any(parent.code in line and place.code not in (parent.code, parent.current) for parent in above)


def _step(text: str, start: int, above: tuple[Division, ...]) -> tuple[str, tuple[Division, ...]] | None:
    """The next place of a chain: the longest full name, else one without class where the rest needs one."""
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        name = text[start:end]
        if name in all_names():
            places = tuple(place for place in named(name) if not above or within(place, above))
            if places:
                return name, places
    for end in range(min(len(text), start + 8), start + 1, -1):
        name, rest = text[start:end], text[end:]
        shorts = (place for place in with_stem(name) if len(place.code) == 6)  # no 市场街道 in 市场监管局
        places = tuple(place for place in shorts if not above or within(place, above))
        if places and rest:
            below = _full_name_below(rest, places)
            large = any(place.code.endswith("00") for place in places)
            organ = (_ORGAN_AFTER_STEM if large else _COUNTY_ORGAN_AFTER_STEM).match(rest)
            if below or organ or ZONE_WORD.search(rest):
                return name, tuple(place for place in places if not below or within(below[0], (place,)))
    return None


def _full_name_below(rest: str, above: tuple[Division, ...]) -> list[Division]:
    """A full name at the head of `rest` that lies in one of the places above."""
    for end in range(min(len(rest), _LONGEST), 1, -1):
        if rest[:end] in all_names():
            found = [place for place in named(rest[:end]) if within(place, above)]
            if found:
                return found
    return []


def read_chain(text: str) -> Chain:
    """The places at the head of a name, each inside the one before.

    >>> chain = read_chain("福州市晋安区教育局")
    >>> chain.names, [place.code for place in chain.places], chain.rest
    (('福州市', '晋安区'), ['350111'], '教育局')
    >>> read_chain("张店公园街道办事处").names
    ('张店', '公园街道')
    >>> read_chain("北京市西城区人民政府什刹海街道办事处").names
    ('北京市', '西城区', '什刹海街道')
    >>> read_chain("朝阳区").ambiguous, read_chain("北京市朝阳区").ambiguous
    (True, False)
    """
    names: list[str] = []
    places: tuple[Division, ...] = ()
    position = 0
    while position < len(text):
        step = _step(text, position, places)
        if step is None and places:  # 西城区人民政府什刹海街道办事处
            skipped = next((w for w in ("人民政府", "政府") if text.startswith(w, position)), "")
            step = _step(text, position + len(skipped), places) if skipped else None
            position += len(skipped) if step else 0
        if step is None:
            break
        names.append(step[0])
        places = step[1]
        position += len(step[0])
    return Chain(tuple(names), places, text[position:])


@dataclass(frozen=True, slots=True)
class Mention:
    """A full place name in running text."""

    name: str
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Full names of divisions in running text, the longest at each spot, words that go on left out.

    >>> [found.name for found in mentions("自贡市自流井区环保局公布了结果")]
    ['自贡市', '自流井区']
    >>> list(mentions("网站栏目更新乡镇动态"))
    []
    """
    names, endings = all_names(), all_endings()
    floor = 0
    for match in _CLASS_AT.finditer(text):
        begin, end = match.span()
        tail = text[max(0, end - 3) : end]
        if tail not in endings and tail[-2:] not in endings:
            continue
        after = text[end : end + 1]
        if begin < floor or (after and after in _GOES_ON.get(text[begin:end], "")):
            continue
        longest = _LONGEST_OF_THESE if text[end - 3 : end] in _LONG_CLASSES else _LONGEST_MENTION
        for start in range(max(floor, end - longest), end - 1):
            name = text[start:end]
            if name in names and (not _is_common(name) or _stands_free(text, start, floor)):
                yield Mention(name, start, end)
                floor = end
                break


def _is_common(name: str) -> bool:
    """Two-character names and those in 乡镇 are mostly pieces of other words: 泊镇, 新乡镇."""
    return len(name) == 2 or name.endswith("乡镇")


def _stands_free(text: str, start: int, floor: int) -> bool:
    """Whether no other character stands before, or a place ends there."""
    return start == 0 or start == floor > 0 or not _HAN.match(text[start - 1])
