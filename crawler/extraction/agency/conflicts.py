"""Where a page names different bodies as its author in a way that matters."""

from __future__ import annotations

import re

from crawler.extraction.agency.evidence import AgencyEvidence, Print
from crawler.extraction.agency.kinds import Body, read_body
from crawler.extraction.agency.prints import related
from crawler.extraction.page import Issue

_SPEAKS_FOR_ALL = re.compile(
    r"(?:人民)?(?:政府|公署|行署)?(?:信息公开|政务公开)?(?:工作)?(?:领导小组)?(?:办公室|办公厅|办)"
)
"""A government's office posts and compiles the reports of all its bureaux."""


def conflicts(chosen: Print, page: AgencyEvidence) -> list[Issue]:
    """`agency_conflict` for each source that names a body of another place, or another bureau of the same.

    A parent government as publisher, or a government's office that compiled its report, is normal.
    """
    others = [other for other in page.prints if other.source != chosen.source]
    if page.publisher:
        others.append(Print("publisher", read_body(page.publisher.strip())))
    issues = []
    for source, body in dict.fromkeys(others):
        if _differ(chosen.body, body):
            detail = {chosen.source: chosen.body.printed, source: body.printed}
            issues.append(Issue("agency_conflict", "warning", detail))
    return issues


def _differ(one: Body, other: Body) -> bool:
    if one.chain.places and other.chain.places and not related(one, other):
        return True
    if _SPEAKS_FOR_ALL.fullmatch(other.organ):
        return False
    if one.kind == other.kind == "department" and one.organ and other.organ:
        return not _one_holds_the_other(one, other)
    if one.kind == other.kind == "government" and not (one.generic or other.generic):
        unknown = not (one.chain.places and other.chain.places)
        return unknown and one.level == other.level and not _one_ends_with_the_other(one, other)
    return False


def _one_holds_the_other(one: Body, other: Body) -> bool:
    return one.organ in other.organ or other.organ in one.organ


def _one_ends_with_the_other(one: Body, other: Body) -> bool:
    return one.name.endswith(other.name) or other.name.endswith(one.name)
