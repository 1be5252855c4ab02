"""The fullest form in which title, preamble and cover print one and the same body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extraction.agency.evidence import AgencyEvidence
from crawler.extraction.agency.kinds import Body, read_body
from crawler.extraction.regions.chains import within

_INNER_OFFICE = re.compile(
    r"(?:人民政府|政府|办事处)?(?:党政|综合|党委|(?:政府)?信息公开|政务公开|信息|人大)*(?:工作)?"
    r"(?:办公室|办公厅|办|科|股|领导小组办公室|(?:政务)?中心)"
)


def fullest(body: Body, page: AgencyEvidence) -> Body:
    """The longest printed form of the same body, the contact's inner office cut off.

    政务中心 in the title and 请联系:汤原县政务中心综合办 in the preamble give 汤原县政务中心.
    """
    return max((body, *_same(body, page)), key=lambda other: len(other.name))


def _same(body: Body, page: AgencyEvidence) -> Iterator[Body]:
    for other in page.prints:
        if other.body.organ == body.organ and other.body.kind == body.kind and _places_agree(body, other.body):
            yield other.body
    for contact in page.contacts:
        shorter = _cut_inner_office(body, contact)
        if shorter is not None and _places_agree(body, shorter):
            yield shorter


def _cut_inner_office(body: Body, contact: Body) -> Body | None:
    """张店区公园街道办事处 of 张店区公园街道办事处党政办公室, if that is the body's organ."""
    organ = body.organ
    if body.kind == "government":
        organ = "办事处" if body.name.endswith("办事处") else "人民政府"
    rest = contact.chain.rest
    if not organ or not rest.startswith(organ) or not contact.chain.names:
        return None
    return read_body(contact.printed[: len(contact.printed) - len(rest) + len(organ)])


def _places_agree(body: Body, other: Body) -> bool:
    """Whether the other's place is the body's own, or the body prints none."""
    if not other.chain.names:
        return not body.chain.names and other.generic is not None
    if not body.chain.names:
        return body.generic is None or other.chain.names[-1].endswith(body.generic)
    mine = {place.code for place in body.chain.places}
    return bool(mine & {place.code for place in other.chain.places}) or other.chain.places == body.chain.places


def from_contact(word: str, page: AgencyEvidence) -> Body | None:
    """The office that calls itself 我局, by the contact's 青田县水利局办公室: up to the last 局."""
    for contact in page.contacts:
        head, found, _tail = contact.printed.rpartition(word)
        if found:
            office = read_body(head + found)
            if office.kind == "department" and office.organ and (office.chain.names or office.generic):
                return office
    return None


def from_publisher(word: str, page: AgencyEvidence) -> Body | None:
    """The publisher, if it is of the class by which the report speaks of itself: 我镇 under 下管镇."""
    if not page.publisher:
        return None
    body = read_body(page.publisher.strip())
    if body.kind == "government" and body.chain.names:
        return body if body.chain.names[-1].endswith(word) else None
    is_same = body.kind == "department" and bool(body.organ) and body.printed.endswith(word)
    return body if is_same and (body.chain.names or body.generic) else None


def settled(body: Body, source: str, page: AgencyEvidence) -> Body:
    """The agency itself where only its inner office is said to have compiled the report.

    青田县水利局 of 青田县水利局办公室 if the report says 我局; the government if it says 我镇, 我县.
    """
    if source != "compiled":
        return body
    word = page.speaks_as.word
    if page.speaks_as.is_office and word:
        head, found, tail = body.printed.rpartition(word)
        if found and tail and _INNER_OFFICE.fullmatch(tail):
            return read_body(head + found)
    if word is None or page.speaks_as.is_office or not _INNER_OFFICE.fullmatch(body.organ):
        return body
    of_place = body.printed.removesuffix(body.organ)
    return read_body(of_place + ("政府" if body.generic else "")) if of_place else body


def related(one: Body, other: Body) -> bool:
    """Whether one body's place is the other's, or lies in it."""
    return any(
        a.code == b.code or (a.current and a.current == b.current) or within(a, (b,)) or within(b, (a,))
        for a in one.chain.places
        for b in other.chain.places
    )
