"""Which place a name means in which year, or which ones it may mean: never a silent pick.

Homonyms are the norm (88 towns are called 城关镇): a place is taken only if it is the only one of its name
and nothing on the page speaks against it, or if the evidence leaves one clear winner, see `resolve`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.extraction.regions.divisions import Division, in_year, named, parents, with_stem
from crawler.extraction.regions.evidence import RegionEvidence, score
from crawler.items import Region

MARGIN = 2.0
"""A winner among homonyms has at least this score, is ahead by it, and has twice the runner-up's score."""
_CANDIDATES_KEPT = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place found, or the places possible."""

    place: Division | None = None
    confidence: float = 0.0
    """0..1: 0.6 for an only place by that name, more with evidence, at most 0.98."""
    evidence: tuple[str, ...] = ()
    candidates: list[dict[str, Any]] = field(default_factory=list)


def find_places(name: str, *, year: int | None = None) -> list[Division]:
    """The places that a printed name may mean in that year; without class (樟木头) only if no full name fits.

    Names of other years count where none of that year fits, as the place was called then.

    >>> [place.code for place in find_places("樟木头镇") + find_places("樟木头")]
    ['441900112', '441900112']
    >>> [(place.code, place.name) for place in find_places("襄樊市", year=2016)]
    [('420600', '襄阳市')]
    >>> [place.code for place in find_places("朝阳区", year=2016)]
    ['110105', '220104']
    """
    return of_year(named(name) or with_stem(name), year)


def of_year(places: Sequence[Division], year: int | None) -> list[Division]:
    """The same places as they were in that year, each place once.

    >>> [place.code for place in of_year(named("江口县"), 2009) + of_year(named("江口县"), 2016)]
    ['522222', '520621']
    """
    valid = [place for place in places if place.valid_in(year)]
    near = valid or [place for place in places if place.valid_in(year, slack=1)]
    known = near or [in_year(place, year) for place in places]
    latest: dict[str, Division] = {}
    for place in known:
        key = place.current or place.code
        if key not in latest or place.last > latest[key].last:
            latest[key] = place
    return list(latest.values())


def resolve(places: Sequence[Division], evidence: RegionEvidence, year: int | None) -> Resolution:
    """The one place among those that a name may mean, or candidates.

    The only place by a name is taken unless the evidence speaks against it on balance (a township abolished
    before 2023 may have had the same name). Among several, the winner needs `MARGIN`.

    >>> where = RegionEvidence(lines=(("site_name", "北京市朝阳区人民政府"),))
    >>> resolve(find_places("朝阳区"), where, 2016).place.code
    '110105'
    >>> alone = resolve(find_places("朝阳区"), RegionEvidence(), 2016)
    >>> alone.place, [candidate["code"] for candidate in alone.candidates]
    (None, ['110105', '220104'])
    """
    known = of_year(places, year)
    if not known:
        return Resolution()
    ranked = sorted(((*score(place, evidence, year), place) for place in known), key=lambda row: -row[0])
    best, why, place = ranked[0]
    if len(ranked) == 1:
        clear = best > -1
        confidence = 0.6 + 0.08 * max(best, 0.0)
    else:
        second = ranked[1][0]
        clear = best >= MARGIN and best - second >= MARGIN and second * 2 <= best
        confidence = 0.5 + 0.08 * (best - max(second, 0.0))
    if clear:
        return Resolution(place, round(min(confidence, 0.98), 2), tuple(why))
    return Resolution(candidates=[candidate(row[2], row[0], row[1], year) for row in ranked[:_CANDIDATES_KEPT]])


def candidate(place: Division, score: float, why: Sequence[str], year: int | None) -> dict[str, Any]:
    """A possible region as the document stores it."""
    region = as_region(place, year)
    return {
        "name": region.name,
        "code": region.code,
        "path": region.path,
        "score": round(score, 2),
        "evidence": list(why),
    }


def as_region(place: Division, year: int | None) -> Region:
    """The region of the document, names above it as of that year.

    >>> as_region(named("居巢区")[0], 2009)
    Region(code='341402', current_code='340181', name='居巢区', path=['安徽省', '巢湖市', '居巢区'])
    """
    path = [parent.name for parent in parents(place, year)]
    return Region(code=place.code, current_code=place.current or None, name=place.name, path=[*path, place.name])
