"""The administrative divisions: what places there are, under which code, in which years.

Provinces to counties are known by year (GB/T 2260 revisions of 2002-2014, then the state of about 2023),
townships only as of about 2023. See data/NOTICE.md; the files are written by tools/make_divisions.py.
Nothing is read before the first question.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent.parent / "data"
ALWAYS = 9999
"""Last year of a division that still exists."""
_CLASS = re.compile(r"(?:特别行政区|自治[区州县旗]|街道|地区|[省市区县旗镇乡州盟])$")
_REGIONS_OF_PEOPLES = {
    "内蒙古": "150000",
    "广西": "450000",
    "西藏": "540000",
    "宁夏": "640000",
    "新疆": "650000",
}


class Division(NamedTuple):
    """One place under one code and one name."""

    code: str
    """6 digits from province to county, 9 for a township."""
    name: str
    """Full name, e.g. `樟木头镇`."""
    first: int
    """First year known, 0 if before 2002."""
    last: int
    """Last year known, `ALWAYS` if it exists still."""
    current: str
    """Code of the place that it is now, empty if it was divided up."""
    short: str
    """Everyday form of an autonomous place, e.g. `恩施州`; else empty."""

    @property
    def level(self) -> str:
        """province, city, county or township.

        >>> named("楚雄市")[0].level, named("紫溪镇")[0].level
        ('county', 'township')
        """
        if len(self.code) > 6:
            return "township"
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    def valid_in(self, year: int | None, slack: int = 0) -> bool:
        """Whether the name was in force in that year, give or take `slack` years."""
        return year is None or self.first - slack <= year <= self.last + slack


class _Tables(NamedTuple):
    by_code: dict[str, list[Division]]
    by_name: dict[str, list[Division]]
    by_stem: dict[str, list[Division]]
    by_current: dict[str, list[Division]]


def read_lines(name: str) -> list[str]:
    """Lines of a data file without comments, decompressed."""
    data = (_DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, defaultdict(list), defaultdict(list))
    for line in read_lines("divisions.tsv.gz"):
        code, name, first, last, current, short = line.split("\t")
        division = Division(code, name, int(first or 0), int(last or ALWAYS), current, short)
        tables.by_code.setdefault(code, []).append(division)
        for key in (name, short) if short else (name,):
            tables.by_name.setdefault(key, []).append(division)
        tables.by_stem[stem(short or name)].append(division)
        if current:
            tables.by_current[current].append(division)
    for short, code in _REGIONS_OF_PEOPLES.items():
        tables.by_stem[short] = list(tables.by_code[code])
    return tables


@cache
def _townships() -> dict[str, str]:
    rows = (line.partition("\t") for line in read_lines("townships.tsv.gz"))
    return {name: codes for name, _tab, codes in rows}


def stem(name: str) -> str:
    """The name without its class.

    >>> stem("樟木头镇"), stem("恩施州"), stem("内蒙古自治区"), stem("赵县")
    ('樟木头', '恩施', '内蒙古', '赵')
    """
    return _CLASS.sub("", name)


@cache
def all_names() -> frozenset[str]:
    """Every full name and everyday form.

    >>> [name in all_names() for name in ("东湖区", "恩施州", "东湖")]
    [True, True, False]
    """
    return frozenset((*_tables().by_name, *_townships()))


def all_places() -> Iterator[Division]:
    """Every division of all years, then every township.

    >>> from collections import Counter
    >>> Counter(place.level for place in all_places() if place.valid_in(2023))["city"]
    333
    """
    for places in _tables().by_code.values():
        yield from places
    for name, codes in _townships().items():
        yield from (Division(code, name, 0, ALWAYS, code, "") for code in codes.split())


@cache
def all_endings() -> frozenset[str]:
    """The last three characters of every name: whether a name may end here, in one look."""
    return frozenset(name[-3:] for name in all_names())


def named(name: str) -> list[Division]:
    """Every division with this full name or everyday form, of all years.

    >>> [place.code for place in named("襄樊市") + named("樟木头镇")]
    ['420600', '441900112']
    >>> len(named("城关镇"))
    88
    """
    found = list(_tables().by_name.get(name, ()))
    found.extend(Division(code, name, 0, ALWAYS, code, "") for code in _townships().get(name, "").split())
    return found


def with_stem(name: str) -> list[Division]:
    """Provinces, cities and counties of which this is the name without its class, and townships likewise.

    >>> [place.name for place in with_stem("樟木头") + with_stem("自流井")]
    ['樟木头镇', '自流井区']
    """
    found = list(_tables().by_stem.get(name, ()))
    for suffix in ("镇", "乡", "街道"):
        if name + suffix in all_names():
            found.extend(place for place in named(name + suffix) if place.level == "township")
    return found


def at_code(code: str, year: int | None = None) -> Division | None:
    """The division under a 6-digit code by its name of that year, else by its latest name."""
    known = _tables().by_code.get(code, ())
    valid = [place for place in known if place.valid_in(year)]
    return max(valid or known, key=lambda place: place.last, default=None)


def in_year(place: Division, year: int | None) -> Division:
    """The same place as it was in that year; the place itself where that is not known.

    A year of grace on both sides: a report is written in the year after, under the names of its day.

    >>> in_year(named("襄樊市")[0], 2016).name, in_year(named("襄樊市")[0], 2009).name
    ('襄阳市', '襄樊市')
    """
    if place.valid_in(year, slack=1):
        return place
    same = [
        other
        for other in _tables().by_current.get(place.current, ())
        if other.valid_in(year) and other.level == place.level
    ]
    return same[0] if len(same) == 1 else place


@lru_cache(maxsize=8192)
def parents(place: Division, year: int | None = None) -> tuple[Division, ...]:
    """Province, city and county above a place, as far as they exist, the province first, as of that year.

    >>> [place.name for place in parents(named("樟木头镇")[0])]
    ['广东省', '东莞市']
    >>> [place.name for place in parents(named("下管镇")[0], 2009)]
    ['浙江省', '绍兴市', '上虞市']
    """
    codes = [place.code[:2] + "0000", place.code[:4] + "00"]
    if len(place.code) > 6:
        codes.append(place.code[:6])
    above = (at_code(code, year) for code in dict.fromkeys(codes) if code != place.code)
    return tuple(in_year(parent, year) for parent in above if parent is not None)


@lru_cache(maxsize=8192)
def lineage(place: Division) -> frozenset[str]:
    """Codes of the place and of everything above it, past and present ones.

    >>> sorted(lineage(named("通州市")[0]))
    ['320000', '320600', '320612', '320683']
    """
    codes: set[str] = set()
    for start in {place, *(_tables().by_code.get(place.current, ()))}:
        codes |= {start.code, *(parent.code for parent in parents(start))}
    codes |= {at.current for code in codes for at in _tables().by_code.get(code, ()) if at.current}
    codes |= {at.code for code in codes for at in _tables().by_current.get(code, ())}
    return frozenset(codes)


@lru_cache(maxsize=8192)
def names_of(code: str) -> tuple[str, ...]:
    """All names that a division had, its predecessors' included.

    >>> names_of("320612")
    ('通州区', '通州市')
    """
    places = [*_tables().by_code.get(code, ()), *_tables().by_current.get(code, ())]
    return tuple(sorted({name for place in places for name in (place.name, place.short) if name}))
