"""Who reports (编制机关): the name as printed, settled; its level; its region; what speaks for and against.

Order of trust: title, the title inside the preamble (现公布…), cover, signature, 由…编制; then how the report
speaks of itself (我镇 and the place that it names most). Never 来源; 发布机构 only where the report speaks of
itself by the same class (我局 under 青田县水利局), for a bureau's report often lies on its government's site.
What is not sure stays `None` with candidates.

Confidence is that of the name (title 0.9, preamble title, cover and signature 0.85, 由…编制 0.8, contact,
publisher or self-reference 0.6; 0.05 more if another print agrees, 0.3 less on conflict) times 0.8, plus 0.2 times that
of the region; a body of the State Council needs no region.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crawler.extraction.agency.conflicts import conflicts
from crawler.extraction.agency.context import context_places
from crawler.extraction.agency.evidence import AgencyEvidence, Print
from crawler.extraction.agency.kinds import Body, read_body
from crawler.extraction.agency.prints import from_contact, from_publisher, fullest, settled
from crawler.extraction.agency.self_reference import dominant_place, periodical_bureau
from crawler.extraction.page import Issue
from crawler.extraction.regions.divisions import named, stem
from crawler.extraction.regions.resolve import Resolution, as_region, candidate, find_places, resolve
from crawler.extraction.regions.zones import Zone, find_zone
from crawler.items import Agency, Level

__all__ = ["AgencyEvidence", "identify_agency"]

_TRUST = {"title": 0.9, "proclaimed": 0.85, "cover": 0.85, "signature": 0.85, "compiled": 0.8}
_INDIRECT = 0.6
_AGREES, _CONFLICTS = 0.05, 0.3
_UNNAMED = 0.3


def identify_agency(evidence: AgencyEvidence) -> tuple[Agency, list[Issue]]:
    """Who made the report, and the issue `agency_conflict` where the page names different bodies.

    >>> title = ("heading", "2016年樟木头镇政府信息公开年度报告")
    >>> agency, issues = identify_agency(AgencyEvidence(titles=[title]))
    >>> agency.name, agency.level, agency.region.code, issues
    ('樟木头镇人民政府', 'township', '441900112', [])
    >>> title = ("heading", "朝阳区2016年政府信息公开年度报告")
    >>> agency, _ = identify_agency(AgencyEvidence(titles=[title]))
    >>> agency.name, agency.region, [place["code"] for place in agency.candidates]
    ('朝阳区人民政府', None, ['110105', '220104'])
    """
    page = evidence.without_spam()
    chosen = next(iter(page.prints), None) or _unsigned(page)
    if chosen is None:
        return _with_holder(_nameless(page), page), []
    body, source = settled(fullest(chosen.body, page), chosen.source, page), chosen.source
    if body.kind == "government" and page.speaks_as.is_bureau_only and "政府" not in body.printed:
        return _bureau_under_place(page, body)
    found = conflicts(chosen, page)
    resolution = _where(body, page)
    others = {other.source for other in page.prints if other.body.name == body.name} - {source}
    trust = _TRUST.get(source, _INDIRECT) + (_AGREES if others else 0) - (_CONFLICTS if found else 0)
    place = resolution.place
    if body.kind == "government" and body.generic:  # 市政府: the region tells which
        body = replace(body, name=read_body(place.name).name if place else "")
    level: Level | None = body.level or (place.level if place else None)  # type: ignore[assignment]
    where = 1.0 if body.kind == "state" else resolution.confidence
    agency = Agency(
        name=body.name or None,
        level=level,
        region=as_region(place, page.report_year) if place else None,
        confidence=round(0.8 * trust + 0.2 * where, 2) if body.name else _UNNAMED,
        evidence=_evidence(chosen, body, resolution),
        candidates=resolution.candidates,
    )
    return agency, found


def _evidence(chosen: Print, body: Body, resolution: Resolution) -> list[str]:
    lines = [f"{chosen.source}:{chosen.body.printed}"]
    if body.printed != chosen.body.printed:
        lines.append(f"fuller:{body.printed}")
    if body.name and body.normalised:
        lines.append(f"normalised:{body.printed}")
    return lines + [f"region {reason}" for reason in resolution.evidence]


def _where(body: Body, page: AgencyEvidence) -> Resolution:
    """The body's region: its zone's, else its own name's place, else the one that the page's lines name."""
    if body.kind == "state":
        return Resolution()
    zone = find_zone(body.printed)
    if zone is not None:
        return _of_zone(zone, page)
    if body.chain.places:
        return resolve(body.chain.places, page.regional, page.report_year)
    return _of_context(body, page)


def _of_context(body: Body, page: AgencyEvidence) -> Resolution:
    """The place that the page's lines name; of an unknown township only what may hold it."""
    is_unknown = body.kind == "government" and body.generic is None
    context = context_places(page, body.generic, around=is_unknown)
    if context is None:
        return Resolution()
    places, line = context
    found = resolve(places, page.regional, page.report_year)
    if is_unknown:
        return _only_possible(found, f"in {line}", page.report_year)
    return replace(found, evidence=(line, *found.evidence)) if found.place else found


def _of_zone(zone: Zone, page: AgencyEvidence) -> Resolution:
    places, line = zone.places, "encloses"
    if not places:
        context = context_places(page, None, around=True)
        if context is None:
            return Resolution()
        places, line = tuple(context[0]), f"in {context[1]}"
    found = resolve(places, page.regional, page.report_year)
    if zone.same and found.place and (found.place.level != "township" or found.evidence):
        return Resolution(found.place, found.confidence, ("zone", *found.evidence))
    return _only_possible(found, line, page.report_year)


def _only_possible(found: Resolution, reason: str, year: int | None) -> Resolution:
    """The place as a candidate, for it may be larger than the agency's."""
    if found.place is None:
        return found
    return Resolution(candidates=[candidate(found.place, found.confidence, [reason, *found.evidence], year)])


def _unsigned(page: AgencyEvidence) -> Print | None:
    """The body of a report without title and author: by 我局 or 我镇 with contact, body or publisher."""
    word, is_office, _ = page.speaks_as
    if is_office and word:
        office = from_contact(word, page)
        if office:
            return Print("contact", office)
        office = from_publisher(word, page)
        if office:
            return Print("publisher", office)
        if word != "办":
            return None
        word = "街道"
    if not word:
        return None
    dominant = dominant_place(page.preamble + "\n" + page.body, word)
    if dominant:
        return Print("self-reference", read_body(dominant[0]))
    publisher = from_publisher(word, page)
    return Print("publisher", publisher) if publisher else None


def _nameless(page: AgencyEvidence) -> Agency:
    """An office known only as 我局: region if the page is clear about it, name as a candidate at most."""
    published = _published(page)
    if not page.speaks_as.is_office:
        return Agency(candidates=published)
    agency = Agency(level="department", confidence=_UNNAMED, candidates=published)
    context = context_places(page, None)
    if context:
        found = resolve(context[0], page.regional, page.report_year)
        agency.candidates += found.candidates
        if found.place:
            agency.region = as_region(found.place, page.report_year)
            agency.evidence = [context[1], *found.evidence]
    hint = periodical_bureau(page.body)
    if hint:
        agency.candidates = [*_hinted(hint, agency, page), *agency.candidates]
    return agency


def _with_holder(agency: Agency, page: AgencyEvidence) -> Agency:
    """With the place in which an office without a region must lie as a candidate, if a line names one."""
    around = context_places(page, None, around=True)
    if agency.level == "department" and agency.region is None and not agency.candidates and around:
        found = resolve(around[0], page.regional, page.report_year)
        agency.candidates = _only_possible(found, f"in {around[1]}", page.report_year).candidates
    return agency


def _published(page: AgencyEvidence) -> list[dict[str, Any]]:
    """The publisher, who may have made the report or only posted it."""
    if not page.publisher:
        return []
    body = read_body(page.publisher.strip())
    if body.kind != "department" and page.speaks_as.is_office:
        return []  # 我局 under its government's name
    found = resolve(body.chain.places, page.regional, page.report_year)
    if found.place is None:
        return [row | {"name": body.name} for row in found.candidates]
    row = candidate(found.place, found.confidence, ["publisher", *found.evidence], page.report_year)
    return [row | {"name": body.name}]


def _hinted(hint: tuple[str, str], agency: Agency, page: AgencyEvidence) -> list[dict[str, Any]]:
    """东湖区统计局 by 《东湖统计月报》, where the region agrees."""
    bare, bureau = hint
    region = agency.region
    if region is not None and stem(region.name) == bare:
        places = [place for place in named(region.name) if place.code == region.code]
    else:
        places = [place for place in find_places(bare, year=page.report_year) if len(place.code) == 6]
    return [candidate(place, 1.0, ["periodical"], page.report_year) | {"name": place.name + bureau} for place in places]


def _bureau_under_place(page: AgencyEvidence, body: Body) -> tuple[Agency, list[Issue]]:
    """A title with only the place over a text that says only 我局: a bureau whose name is not printed."""
    agency = _nameless(page)
    found = _where(body, page)
    if found.place and agency.region is None:
        agency.region = as_region(found.place, page.report_year)
        agency.evidence = [f"title:{body.printed}", *found.evidence]
    agency.candidates.extend({"name": body.name, **row} for row in found.candidates[:1])
    if found.place:
        row = candidate(found.place, found.confidence, ["title"], page.report_year)
        agency.candidates.append(row | {"name": body.name})
    word = page.speaks_as.word
    return agency, [Issue("agency_conflict", "warning", {"title": body.printed, "body": f"我{word}"})]
