"""The place of a body whose name does not print it: 县水务局, 政务中心, 我局."""

from __future__ import annotations

import re
from collections import Counter

from crawler.extraction.agency.evidence import AgencyEvidence
from crawler.extraction.agency.self_reference import dominant_place
from crawler.extraction.regions.chains import ZONE_WORD, mentions, read_chain
from crawler.extraction.regions.divisions import Division, named

_WEIGHTS = {"contact": 3, "publisher": 3, "site_name": 3, "title": 3, "column": 2, "preamble": 1}
"""What each line says about the place; not the address, for a city's bureau stands in some district."""
_CLASS = re.compile(r"街道$|.$")
_SERVES = re.compile(r"(省|市|州|盟|县|区|旗|镇|乡|街道)(?:委(?!员|托)|人民政府|政府(?!信息))")


def context_places(
    evidence: AgencyEvidence, generic: str | None, *, around: bool = False
) -> tuple[list[Division], str] | None:
    """Divisions that the unnamed place may be, and the line that names them; with `around`, that may hold it.

    With a class (县 of 县水务局) the place has that class; without, the body must speak of the place's committee
    or government (区委, 区政府) or the contact name it: the site's place may lie above the agency's.
    """
    scores: Counter[str] = Counter()
    source_of: dict[str, str] = {}
    for source, name in _named_in_lines(evidence, around):
        if generic is None or _class_of(name) == generic:
            scores[name] += _WEIGHTS[source]
            source_of.setdefault(name, source)
    best = _unique_best(scores)
    if best is None and generic is not None and not scores:
        dominant = dominant_place(evidence.body, generic)
        return (named(dominant[0]), f"body:{dominant[0]}") if dominant else None
    if best is None:
        return None
    sure = around or generic is not None or source_of[best] == "contact"
    if not sure and _class_of(best) not in _SERVES.findall(evidence.body):
        return None
    return named(best), f"{source_of[best]}:{best}"


def _named_in_lines(evidence: AgencyEvidence, around: bool) -> list[tuple[str, str]]:
    """(source, name) of the deepest place of each line about the agency; of county level up if `around`."""
    chains = [("contact", body.chain.names) for body in evidence.contacts]
    for source, text in evidence.regional.lines:
        if source in _WEIGHTS:
            names = tuple(found.name for found in mentions(text))
            if not names and source in {"publisher", "site_name"}:
                names = read_chain(text).names
            chains.append((source, names))
    deepest = []
    for source, names in chains:
        fit = [name for name in names if _is_large(name) or not around]
        if fit and named(fit[-1]):
            deepest.append((source, fit[-1]))
    return deepest


def _is_large(name: str) -> bool:
    """Whether a county, city or province, not a zone, has the name."""
    return not ZONE_WORD.search(name) and any(len(place.code) == 6 for place in named(name))


def _class_of(name: str) -> str:
    match = _CLASS.search(name)
    return match.group() if match else ""


def _unique_best(scores: Counter[str]) -> str | None:
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
