"""Whose figure it is: the reporting office's own, its whole area's, or another body's.

Reports praise, compare and list other bodies (`县教育局主动公开120条，青石镇主动公开98条`); what these did is no
figure of the report. The subject that stands last before a figure in its sentence bears it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal

from crawler.extraction.forms import doubt_patterns as data
from crawler.extraction.indicators.clauses import Statement

Bearer = Literal["own", "area", "other"]

_SUBJECT = re.compile(
    rf"{data.NAMED}|(?P<own>{data.OWN})|(?P<self>{data.SELF})|(?P<area>{data.AREA})|(?P<others>{data.OTHERS})"
)
_AREA = re.compile(data.AREA)
_OWN = re.compile(data.OWN)
_GENERIC = re.compile(data.GENERIC_SELF)
_PORTAL = re.compile(data.PORTAL)
_CLASS = re.compile(data.CLASS_OF_PLACE)
_PLACE = re.compile(data.PLACE_NAME)
_OF_A_GOVERNMENT = re.compile(data.AFTER_A_GOVERNMENT)


def bearer(statement: Statement, place: int, agency: str) -> Bearer | None:
    """Who bears the figure at `place`; `None` where the sentence leaves it to the report.

    `agency` holds every known name of the reporting agency and the title; empty where nothing is known.

    >>> said = Statement("全区共公开8条,其中区本级公开3条,区教育局公开2条", 0, "")
    >>> [bearer(said, place, "") for place in (3, 14, 23)]
    ['area', 'own', 'other']
    >>> bearer(said, 23, "自流井区教育局2018年年度报告")
    'own'
    """
    last = _last(statement.text, place) or _last(statement.before, len(statement.before))
    if last is None:
        return None
    if last["name"] and not _OWN.fullmatch(last["name"]):
        return _named(last["name"], last.string[last.end("name") :], agency)
    if last["others"]:
        return "other"
    if last["area"]:
        return "other" if _is_wider(last["area"], agency) else "area"
    return "own" if last["own"] or last["name"] else None


@lru_cache(maxsize=8)
def _subjects(text: str) -> tuple[re.Match[str], ...]:
    """Every subject; kept for the many figures of one sentence. What a subject is shows only behind it."""
    return tuple(_SUBJECT.finditer(text))


def _last(text: str, place: int) -> re.Match[str] | None:
    """The last subject that begins before `place`."""
    found = _subjects(text)
    count = bisect_left(found, place, key=lambda subject: subject.start())
    return found[count - 1] if count else None


def _is_wider(area: str, agency: str) -> bool:
    """The agency reports for a part of the area: 全省 in the report of a county.

    >>> _is_wider("全省", "江口县水利局"), _is_wider("全县", "江口县水利局"), _is_wider("全省", "")
    (True, False, False)
    """
    of_area = data.RANKS.get(area[1]) if area[0] == "全" else None
    return of_area is not None and any(data.RANKS[name[0]] > of_area for name in _CLASS.findall(agency))


def _named(name: str, behind: str, agency: str) -> Bearer | None:
    """A body by its name: the reporting one if the agency's names hold it."""
    if _AREA.search(name):
        return "area"
    if _PORTAL.match(name + behind[:6]):
        return None
    name, agency = name.replace("人民政府", "政府"), agency.replace("人民政府", "政府")
    if not agency:
        return None if _GENERIC.fullmatch(name) else "other"
    at = agency.find(name)
    if at < 0:
        return "other"
    if _PLACE.search(name):
        return None if _OF_A_GOVERNMENT.match(agency, at + len(name)) else "area"
    return None if _GENERIC.fullmatch(name) else "own"
