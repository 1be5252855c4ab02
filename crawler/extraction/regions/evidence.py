"""What speaks for one of several places of the same name: ancestors in print, telephone, wording …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from crawler.extraction.regions.chains import mentions
from crawler.extraction.regions.divisions import Division, lineage, named, names_of, parents, read_lines, stem

STRONG, STEM = 3.0, 2.0
"""Score of an ancestor printed about the agency itself, by its full name or by its name without class."""
BODY_OFTEN, BODY_ONCE = 2.0, 1.0
"""Score of an ancestor named in the body, twice or more, or once."""
AREA_CODE, POSTCODE, HOST, WORDING = 3.0, 1.0, 1.0, 0.5
CONTRADICTION = -4.0
"""Score of each line about the agency itself whose places all lie elsewhere."""
ELSEWHERE = -2.0
"""Score where the body speaks of 县委 though the township lies in a 区 (or the other way round), where it
names other cities and counties again and again but none of the place's own, where the area code is another
city's."""
_PHONE = re.compile(r"(?<!\d)[(（]?0?(10|2\d|[3-9]\d{2})[)）]?[-\s—－–―]{0,3}\d{7,8}(?!\d)")
_COMMITTEE = re.compile(r"([县区旗])(?:委(?!员)|人民政府|政府(?!信息))")
_ABROAD = re.compile("(?:学习|考察|借鉴|参观|前往|赴|来自|对口|帮扶|协作)[^，。；,;\\n]*$")
_ABROAD_BEFORE = 10
_STEMS_COUNT_IN = frozenset({"publisher", "site_name", "column"})
_HOST_PROVINCES = {  # last label of *.<province>.gov.cn, where it means one province only
    "beijing": "11", "tianjin": "12", "hebei": "13", "nmg": "15", "liaoning": "21", "jl": "22", "hlj": "23",
    "shanghai": "31", "sh": "31", "jiangsu": "32", "zj": "33", "ah": "34", "fujian": "35", "jiangxi": "36",
    "shandong": "37", "henan": "41", "hubei": "42", "hunan": "43", "gd": "44", "gxzf": "45",
    "hainan": "46", "cq": "50", "sc": "51", "guizhou": "52", "yn": "53", "xizang": "54", "shaanxi": "61",
    "gansu": "62", "qinghai": "63", "nx": "64", "xinjiang": "65",
}  # fmt: skip
_POSTCODE_PROVINCES = {  # 邮政编码: the first two digits tell the province
    first: province
    for province, firsts in {
        "11": "10", "12": "30", "13": "05 06 07", "14": "03 04", "15": "01 02", "21": "11 12", "22": "13",
        "23": "15 16", "31": "20", "32": "21 22", "33": "31 32", "34": "23 24", "35": "35 36", "36": "33 34",
        "37": "25 26 27", "41": "45 46 47", "42": "43 44", "43": "41 42", "44": "51 52", "45": "53 54",
        "46": "57", "50": "40", "51": "61 62 63 64", "52": "55 56", "53": "65 66 67", "54": "85",
        "61": "71 72", "62": "73 74", "63": "81", "64": "75", "65": "83 84",
    }.items()
    for first in firsts.split()
}  # fmt: skip


class Spots(NamedTuple):
    """Provinces, cities and counties that a text names."""

    first: str
    """One of their names."""
    codes: frozenset[str]
    above: frozenset[str]
    """Their codes and those of everything above them."""

    def hold(self, place: Division) -> bool:
        """Whether one of them is the place, holds it or lies in it."""
        return place.code in self.above or not self.codes.isdisjoint(lineage(place))


_NOWHERE = Spots("", frozenset(), frozenset())


def _spots(names: Iterable[str]) -> Spots | None:
    places = {name: [place for place in named(name) if len(place.code) == 6] for name in names}
    known = [place for found in places.values() for place in found]
    if not known:
        return None
    first = next(name for name, found in places.items() if found)
    above = frozenset(code for place in known for code in lineage(place))
    return Spots(first, frozenset(place.code for place in known), above)


@dataclass(frozen=True)
class RegionEvidence:
    """Everything printed on the page that tells where the agency is.

    `lines` are (source, text) of the short texts about the agency itself: title, publisher, site_name,
    column, address, preamble …; `body` is the running text.
    """

    lines: Sequence[tuple[str, str]] = ()
    body: str = ""
    phone: str | None = None
    postcode: str | None = None
    host: str | None = None

    @cached_property
    def printed(self) -> list[tuple[str, str]]:
        """(source, place name) of every full name in the lines."""
        return [(source, found.name) for source, text in self.lines for found in mentions(text)]

    @cached_property
    def source_of(self) -> dict[str, str]:
        """Place name -> the first source that prints it in full."""
        return {name: source for source, name in reversed(self.printed)}

    def source_of_stem(self, bare: str) -> str | None:
        """The source that prints a name without its class, as sites do: 中国·樟木头."""
        if len(bare) < 2:
            return None
        return next((source for source, text in self._stem_lines if bare in text), None)

    @cached_property
    def _stem_lines(self) -> list[tuple[str, str]]:
        return [line for line in self.lines if line[0] in _STEMS_COUNT_IN]

    @cached_property
    def body_counts(self) -> Counter[str]:
        """How often the body has each full name, but for places that somebody went to or learns from."""
        body = self.body
        return Counter(
            found.name
            for found in mentions(body)
            if not _ABROAD.search(body, max(0, found.start - _ABROAD_BEFORE), found.start)
        )

    @cached_property
    def spots_by_source(self) -> dict[str, Spots]:
        """Source -> what its lines name."""
        names: dict[str, list[str]] = {}
        for source, name in self.printed:
            names.setdefault(source, []).append(name)
        spots = {source: _spots(found) for source, found in names.items()}
        return {source: found for source, found in spots.items() if found}

    @cached_property
    def body_spots(self) -> tuple[Spots, str]:
        """What the body names, and one name that it has twice or more (else empty)."""
        spots = _spots(self.body_counts)
        often = _spots(name for name, count in self.body_counts.items() if count > 1)
        return (spots, often.first) if spots and often else (_NOWHERE, "")

    @cached_property
    def committees(self) -> frozenset[str]:
        """县, 区, 旗 as far as the body speaks of their committee or government."""
        return frozenset(_COMMITTEE.findall(self.body))

    @cached_property
    def area_prefixes(self) -> tuple[str, ...]:
        """Code prefixes of the places that the telephone number's area code serves."""
        match = _PHONE.search(self.phone or "")
        return _area_codes().get(match.group(1), ()) if match else ()


@cache
def _area_codes() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read_lines("area_codes.tsv"))
    return {number: tuple(prefixes.split()) for number, prefixes in rows}


@cache
def _all_served() -> frozenset[str]:
    """Prefixes of all places whose area code is known."""
    return frozenset(prefix for prefixes in _area_codes().values() for prefix in prefixes)


def score(place: Division, evidence: RegionEvidence, year: int | None) -> tuple[float, list[str]]:
    """How much speaks for the place, and what.

    >>> towns = named("城关镇")
    >>> evidence = RegionEvidence(lines=(("publisher", "石泉县人民政府"),))
    >>> [(place.code, score(place, evidence, 2016)) for place in towns if score(place, evidence, 2016)[0] > 0]
    [('610922100', (3.0, ['publisher:石泉县']))]
    """
    total, why = 0.0, []
    for value, reason in (
        *_ancestors(place, evidence, year),
        *_contradictions(place, evidence),
        *_body_elsewhere(place, evidence),
        *_numbers(place, evidence),
        *_wording(place, evidence),
    ):
        total += value
        why.append(reason)
    return total, why


def _ancestors(place: Division, evidence: RegionEvidence, year: int | None) -> list[tuple[float, str]]:
    """Each ancestor once, by the best place where it is named; its own name (哈密市 in 哈密地区) proves nothing."""
    found = []
    printed, body = evidence.source_of, evidence.body_counts
    for parent in parents(place, year):
        names = [name for name in (parent.name, *names_of(parent.current or parent.code)) if name != place.name]
        seen = next((name for name in names if name in printed), None)
        if seen:
            found.append((STRONG, f"{printed[seen]}:{seen}"))
            continue
        bare = stem(parent.short or parent.name)
        source = evidence.source_of_stem(bare) if bare not in place.name else None
        if source:
            found.append((STEM, f"{source}:{bare}"))
            continue
        count = max((body[name] for name in names if name in body), default=0)
        if count:
            found.append((BODY_OFTEN if count > 1 else BODY_ONCE, f"body:{parent.name}"))
    return found


def _contradictions(place: Division, evidence: RegionEvidence) -> list[tuple[float, str]]:
    """Lines about the agency that name a county, city or province, but none where the place lies."""
    return [
        (CONTRADICTION, f"not {source}:{spots.first}")
        for source, spots in evidence.spots_by_source.items()
        if not spots.hold(place)
    ]


def _body_elsewhere(place: Division, evidence: RegionEvidence) -> list[tuple[float, str]]:
    """A body that names cities or counties twice and more, but nothing that holds the place or lies in it."""
    all_spots, often = evidence.body_spots
    return [(ELSEWHERE, f"not body:{often}")] if often and not all_spots.hold(place) else []


def _numbers(place: Division, evidence: RegionEvidence) -> list[tuple[float, str]]:
    codes = {place.code, place.current}
    found = []
    own_prefixes = (place.code[:2], place.code[:4], place.code)
    if any(code.startswith(evidence.area_prefixes) for code in codes if evidence.area_prefixes):
        found.append((AREA_CODE, "phone"))
    elif evidence.area_prefixes and not _all_served().isdisjoint(own_prefixes):
        found.append((ELSEWHERE, "not phone"))
    province = place.code[:2]
    if _POSTCODE_PROVINCES.get((evidence.postcode or "")[:2]) == province:
        found.append((POSTCODE, "postcode"))
    labels = (evidence.host or "").lower().removesuffix(".gov.cn").split(".")
    if _HOST_PROVINCES.get(labels[-1]) == province and (evidence.host or "").endswith(".gov.cn"):
        found.append((HOST, "host"))
    return found


def _wording(place: Division, evidence: RegionEvidence) -> list[tuple[float, str]]:
    """县委 or 区委 in the body of a township's report: what its county is called, now or before."""
    if place.level != "township" or not evidence.committees:
        return []
    classes = {name[-1] for name in names_of(place.code[:6])}
    if classes & evidence.committees:
        return [(WORDING, "wording")]
    return [(ELSEWHERE, "not wording")] if classes & {"县", "区", "旗"} else []
