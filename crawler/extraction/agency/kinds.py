"""What kind of body a printed name is, and its settled form.

- A bare place or X政府 is the government: X人民政府; a 街道 its 办事处; a 地区 or 盟 its 行政公署.
  Level: the place's.
- A zone (高新区, 综合实验区 …) is no government: it stays as printed, its 管委会 where that is printed.
- An office, bureau, centre of any level is a `department`; so is a government's own 办公室, for the exact
  issuer matters. Only the State Council and the bodies directly under it are `state`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.regions.chains import Chain, mentions, read_chain
from crawler.extraction.regions.zones import is_zone_name
from crawler.items import Level

Kind = Literal["government", "zone", "department", "state"]

_OVER_PLACE = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|国家统计局|中华人民共和国|中国人民银行|国家金融监督管理总局|中国气象局|"
    r"国家外汇管理局|国家能源局|国家矿山安全监察局|国家移民管理局|[\u4e00-\u9fff]{2,9}部驻|"
    r"中国(?:银行保险|银行业|保险|证券)监督管理委员会)(?=.)"
)
_STATE = re.compile(
    r"(?:中华人民共和国)?(?:国务院[\u4e00-\u9fff]*|外交部|国防部|教育部|科(?:学)?技(?:术)?部|工业和信息化部|公安部|"
    r"国家安全部|民政部|司法部|财政部|人力资源和?社会保障部|自然资源部|国土资源部|环境保护部|生态环境部|住房和?城乡建设部|"
    r"交通运输部|铁道部|水利部|农业部|农业农村部|商务部|文化部|文化和旅游部|卫生部|退役军人事务部|应急管理部|监察部|"
    r"中国人民银行|审计署|海关总署|中国(?:银行保险|银行业|保险|证券)监督管理委员会|中国(?:气象局|地震局|民用航空局)|"
    r"新闻出版总署|国家(?:(?!局|委员会|署)[\u4e00-\u9fff]){2,14}(?:局|委员会|署|办公室|委))"
)
_GOVERNMENT_TAILS = {"": "人民政府", "政府": "人民政府", "人民政府": "人民政府"}
_STREET_TAILS = {"": "办事处", "办事处": "办事处", "办": "办事处", "人民政府": "办事处", "政府": "办事处"}
_PREFECTURE_TAILS = dict.fromkeys(("", "行署", "公署", "行政公署"), "行政公署")
_GENERIC = re.compile(
    r"(?:[我本全])?(省|自治区|市(?!场|监(?!察)|容|民|政(?![府务协]))|州|县(?!域)|区(?!域|块)|旗|镇|乡(?![镇村])|街道)(?=[\u4e00-\u9fff]{2})"
)
_UNKNOWN_PLACE = re.compile(
    r"([\u4e00-\u9fff]{1,14}?(?:街道|苏木|[省市县区旗镇乡州盟]))(人民政府|政府|办事处|街道办|行政公署|行署|)"
)
_UNKNOWN_TOWNSHIP = re.compile(
    r"(?!城乡|城镇|乡镇)[\u4e00-\u9fff]{1,12}?(?:街道|苏木|[镇乡])(?:人民政府|政府|办事处|街道办|)"
)
_LEVEL_OF_CLASS: dict[str, Level] = {
    "省": "province",
    "自治区": "province",
    "州": "city",
    "盟": "city",
    "县": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
    "苏木": "township",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A printed name, read."""

    printed: str
    name: str
    """The settled form."""
    kind: Kind
    chain: Chain
    """The places at its head."""
    organ: str = ""
    """What remains of a department's name behind its place."""
    generic: str | None = None
    """县 of 县水务局: the class of a place that is not named."""

    @property
    def normalised(self) -> bool:
        """Whether the settled form differs from the print."""
        return self.name != self.printed

    @property
    def level(self) -> Level | None:
        """By the place, else by the class in the name; a zone has the level of its region or none."""
        if self.kind in {"department", "state"}:
            return "department" if self.kind == "department" else "state"
        if self.kind == "zone":
            return None
        levels: set[Level] = {place.level for place in self.chain.places}  # type: ignore[misc]
        if levels:
            return levels.pop() if len(levels) == 1 else None
        match = _UNKNOWN_PLACE.fullmatch(self.printed)
        word = self.generic or (match and re.search(r"街道$|苏木$|.$", match.group(1)).group())  # type: ignore[union-attr]
        return _LEVEL_OF_CLASS.get(word or "")


def read_body(printed: str) -> Body:
    """What a printed name is.

    >>> body = read_body("樟木头镇政府")
    >>> body.name, body.kind, body.level
    ('樟木头镇人民政府', 'government', 'township')
    >>> [read_body(name).name for name in ("福州市晋安区", "江浦路街道", "平潭综合实验区", "青田县水利局")]
    ['福州市晋安区人民政府', '江浦路街道办事处', '平潭综合实验区', '青田县水利局']
    >>> read_body("县水务局").generic, read_body("市场监督管理局").generic, read_body("教育部").level
    ('县', None, 'state')
    """
    over = _OVER_PLACE.match(printed)
    chain = read_chain(printed[over.end() :] if over else printed)
    if over:
        kind: Kind = "department" if chain.names or not _STATE.fullmatch(printed) else "state"
        return Body(printed, printed, kind, chain, chain.rest)
    if _STATE.fullmatch(printed) and not any(mentions(printed)):
        return Body(printed, printed, "state", Chain((), (), printed))
    if is_zone_name(printed):
        return Body(printed, printed, "zone", chain)
    if chain.names and not _UNKNOWN_TOWNSHIP.fullmatch(chain.rest):
        return _of_known_place(printed, chain)
    return _of_unknown_place(printed, chain)


def _of_known_place(printed: str, chain: Chain) -> Body:
    place, rest = chain.names[-1], chain.rest
    tails = _GOVERNMENT_TAILS
    if place.endswith("街道") or (place.endswith("地区") and chain.places[0].level == "township"):
        tails = _STREET_TAILS  # 三间房地区办事处 in 北京
    elif place.endswith(("地区", "盟")) and chain.places[0].level == "city":
        tails = _PREFECTURE_TAILS
    if rest in tails:
        return Body(printed, printed.removesuffix(rest) + tails[rest], "government", chain)
    return Body(printed, printed, "department", chain, rest)


def _of_unknown_place(printed: str, chain: Chain) -> Body:
    generic = None if chain.names else _GENERIC.match(printed)
    if generic:
        rest = printed[generic.end() :]
        if rest in _GOVERNMENT_TAILS:
            return Body(printed, printed, "government", chain, "", generic.group(1))
        return Body(printed, printed, "department", chain, rest, generic.group(1))
    place = _UNKNOWN_PLACE.fullmatch(printed)
    if place is None:
        return Body(printed, printed, "department", chain, printed)
    head, tail = place.groups()
    if head.endswith("街道"):
        tails = _STREET_TAILS
        tail = tail.removeprefix("街道")
    else:
        tails = _GOVERNMENT_TAILS
    if chain.names:  # a township that was merged away: its county is known, it is not
        chain = Chain((), (), printed)
    return Body(printed, head + tails.get(tail, tail), "government", chain)
