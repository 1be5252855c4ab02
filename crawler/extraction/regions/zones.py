"""Zones (高新区, 开发区, 综合实验区 …): no divisions, but some cover one, and all lie in one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crawler.extraction.regions.chains import ZONE_WORD, Chain, read_chain
from crawler.extraction.regions.divisions import Division, at_code, read_lines

_BODY = re.compile(r"(?:党工委)?(?:管委会|管理委员会)$")
_GOVERNED = re.compile("[区园港城山湖岛]$")
_CORPS = re.compile(r"(?:兵团|[第农兵][一二三四五六七八九十]{1,3}师(?:\S{1,4}市)?|团场|[〇○零一二三四五六七八九\d]团)$")
_XINJIANG_CORPS = "新疆生产建设兵团"
_COMMON = re.compile(
    r"(?:国家级|省级)?(?:高新|经开|新|开发|管理|示范|合作|度假|"
    r"高新技术(?:产业)?(?:开发)?|经济(?:技术)?(?:开发)?|工业园|产业园|科技园)区?"
)


class Zone(NamedTuple):
    """What is known of a zone."""

    places: tuple[Division, ...]
    """The divisions that it may cover, its own statistical codes, or the ones that it may lie in."""
    same: bool
    """Whether it is (or covers just) one of them; otherwise it lies inside."""


@cache
def _kept() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in read_lines("zones.tsv"))
    return {name: (code, extent) for name, code, extent, _source in rows}


def find_zone(name: str) -> Zone | None:
    """The zone of a zone's or a zone's office's name; `None` where the name has no zone.

    >>> find_zone("平潭综合实验区管委会").places[0].code, find_zone("苏州工业园区").places[0].code
    ('350128', '320576')
    >>> [(place.name, zone.same) for zone in [find_zone("石家庄高新区教育局")] for place in zone.places]
    [('石家庄市', False)]
    >>> find_zone("高新区"), find_zone("浦东新区教育局")
    (Zone(places=(), same=False), None)
    """
    kept = max((known for known in _kept() if known in name), key=len, default=None)
    if kept is None and _CORPS.search(name):
        kept = _XINJIANG_CORPS
    if kept:
        code, extent = _kept()[kept]
        place = at_code(code)
        return Zone((place,) if place else (), extent == "same")
    chain = read_chain(_BODY.sub("", name))
    if ZONE_WORD.search(chain.rest) or (chain.rest and _is_governed(name)):
        return Zone(chain.places, False)
    if not _is_zone_chain(chain):
        return None
    if len(chain.names) == 1 and _COMMON.fullmatch(chain.names[-1]):
        return Zone((), False)
    return Zone(chain.places, True)


def is_zone_name(name: str) -> bool:
    """Whether it is a zone, a zone's 管委会 or a division of the 兵团, not an office in one.

    >>> is_zone_name("平潭综合实验区管委会"), is_zone_name("自流井区"), is_zone_name("浦东新区")
    (True, False, False)
    """
    bare = _BODY.sub("", name)
    if _CORPS.search(name) or _is_governed(name):
        return True
    if not any(match.end() == len(bare) for match in ZONE_WORD.finditer(bare)):
        return False
    chain = read_chain(bare)
    return bool(chain.rest) or _is_zone_chain(chain)


def _is_governed(name: str) -> bool:
    """Whether it is the 管委会 of an area (南部山区, 某某公园), not one of a matter (城市管理委员会)."""
    bare = _BODY.sub("", name)
    return bare != name and _GOVERNED.search(bare) is not None and bool(read_chain(bare).rest)


def _is_zone_chain(chain: Chain) -> bool:
    """Whether the last place is a zone; 浦东新区 and other districts only sound like one.

    Statisticians give zones codes ..71 to ..79.
    """
    if not chain.names or not ZONE_WORD.search(chain.names[-1]):
        return False
    return not any(len(place.code) == 6 and not "71" <= place.code[4:] <= "79" for place in chain.places)
