"""Agencies that should have reported on a year and of which no report is stored. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.regions.divisions import Division, all_places, parents
from pipelines.agencies import KnownAgency

GOVERNMENTS = ("province", "city", "county", "township")
DEFAULT_LEVELS = ("province", "city", "county")
"""Of the divisions; 40,000 townships are listed only on demand."""
_BODIES = {"街道": "办事处", "地区": "行政公署", "盟": "行政公署"}
"""Places that no government of their own reports for, and what does."""
_CODE = re.compile(r"\d{2,9}")


@dataclass(frozen=True, slots=True)
class Missing:
    """An agency or a government without a report on the year."""

    agency: str
    level: str | None
    region: str
    """Names from the province down."""
    code: str | None
    known_from: Literal["reports", "divisions"]
    """Whether it reported on other years or only stands in the table of divisions."""
    years: tuple[int, ...] = ()
    """The years that it reported on."""


def missing_agencies(known: Iterable[KnownAgency], year: int, level: str | None) -> list[Missing]:
    """Agencies that reported on other years and not on this one."""
    return [
        Missing(one.name, one.level, " ".join(one.path), one.place, "reports", one.years)
        for one in known
        if one.years and year not in one.years and level in (None, one.level)
    ]


def missing_governments(
    known: Sequence[KnownAgency], year: int, level: str | None, region: str | None
) -> list[Missing]:
    """Governments of divisions that existed in the year and of which `known` has no report of any year.

    >>> [(m.agency, m.region) for m in missing_governments([], 2023, "city", "海南")][:2]
    [('海口市人民政府', '海南省 海口市'), ('三亚市人民政府', '海南省 三亚市')]
    """
    governments = {one.place for one in known if one.level in GOVERNMENTS}
    levels = DEFAULT_LEVELS if level is None else (level,)
    found = []
    for codes, place in _standing(year, levels):
        path = [parent.name for parent in parents(place, year)] + [place.name]
        if not codes & governments and _within(codes, path, region):
            body = next((body for ending, body in _BODIES.items() if place.name.endswith(ending)), "人民政府")
            found.append(Missing(place.name + body, place.level, " ".join(path), place.code, "divisions"))
    return sorted(found, key=lambda one: one.code or "")


def _standing(year: int, levels: Sequence[str]) -> Iterator[tuple[set[str], Division]]:
    """Places of the year with all their codes.

    From 2015 to 2022 the table knows not in which year a place was renamed or merged: both names stand, and are one.
    """
    groups: dict[str, list[Division]] = {}
    for place in all_places():
        if place.level in levels and place.valid_in(year):
            groups.setdefault(place.current or place.code, []).append(place)
    for current, places in groups.items():
        codes = {current, *(place.code for place in places)}
        yield codes, max(places, key=lambda place: (place.code == current, place.last))


def _within(codes: Iterable[str], path: Iterable[str], region: str | None) -> bool:
    """Whether a place lies in the region, which is a code or its beginning or the beginning of a name."""
    if region is None:
        return True
    if not _CODE.fullmatch(region):
        return any(name.startswith(region) for name in path)
    prefix = region
    while len(region) == 6 and prefix.endswith("00"):
        prefix = prefix[:-2]
    return any(code.startswith(prefix) for code in codes)
