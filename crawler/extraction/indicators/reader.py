"""The figures that a report's prose states, each with its quotation.

What only a table states is no indicator, and what nobody states is absent: silence is not zero. A figure is
taken where label and number stand side by side; what is open to doubt is left out.

The same indicator stated twice: per (name, category, scope) the first of a section counts, and a later
section adds its own only where the value differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crawler.extraction.forms.indicator_patterns import NARRATIVE, RESTRICTED_HEADING
from crawler.extraction.indicators.bearers import bearer
from crawler.extraction.indicators.clauses import Statement, fold, sentences, statements
from crawler.extraction.indicators.counts import WORDS as COUNT_WORDS
from crawler.extraction.indicators.counts import counts, rates
from crawler.extraction.indicators.disclosure import POST_WORDS, Extent, posts, totals
from crawler.extraction.indicators.doubts import doubtful
from crawler.extraction.indicators.fees import fee_sums
from crawler.extraction.indicators.figures import Figure
from crawler.extraction.indicators.lists import CATEGORY_WORDS, TOTAL_WORDS, categories, closing_total
from crawler.extraction.indicators.zeros import WORDS as ZERO_WORDS
from crawler.extraction.indicators.zeros import zeros
from crawler.items import Indicator, Kind, Section

_NUMERALS = "一二两三四五六七八九十百千零"
_DIGIT_OR_HAN = re.compile(
    rf"[\d{_NUMERALS}](?:(?<=\d)|(?<=百)分|(?<=[{_NUMERALS}])\s?[余多]?(?:[件条宗起份期次篇项则元人个例班]|场))"
)
_LIST_WORDS = TOTAL_WORDS | CATEGORY_WORDS
_WORDS = frozenset("率") | ZERO_WORDS | COUNT_WORDS | POST_WORDS | _LIST_WORDS
_TOPICS = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
"""Every finder names the words without one of which it finds nothing; most sentences have none of all these."""


def _found_as(words: frozenset[str]) -> frozenset[str]:
    """The topics that show that one of the words is there: 减免 holds 免."""
    return frozenset(topic for topic in _WORDS if any(word in topic for word in words))


_OF_ZEROS, _OF_COUNTS, _OF_POSTS = _found_as(ZERO_WORDS), _found_as(COUNT_WORDS), _found_as(POST_WORDS)
_OF_LISTS = _found_as(_LIST_WORDS)
_OTHER_CHANNELS = {"proactive_weibo", "proactive_wechat", "proactive_other"}
_RESTRICTED_HEADING = re.compile(RESTRICTED_HEADING)


def read_indicators(sections: Sequence[Section], *, year: int | None = None, agency: str = "") -> list[Indicator]:
    """The indicators of all sections in document order.

    `year` is the report year, `agency` every known name of the reporting agency and the title: the figures of other
    years and of other bodies are left out.

    >>> text = "2016年我局共受理政府信息公开申请3件。"
    >>> said = Section("三", 1, "依申请公开政府信息情况", "applications", None, text)
    >>> [(i.name, i.value, i.unit, i.scope, i.quote) for i in read_indicators([said], year=2016)]
    [('applications_received', 3, '件', 'own', '受理政府信息公开申请3件')]
    """
    by_extent: dict[Extent, list[tuple[int, Figure]]] = {"whole": [], "website": [], "channel": []}
    for index, section in enumerate(sections):
        if section.text and section.kind != "problems_and_improvements":
            for found, extent in _figures(section, _narrow(sections, section), year, agency):
                by_extent[extent].append((index, found))
    kept, website = by_extent["whole"], by_extent["website"]
    if len(website) == 1 and not by_extent["channel"] and not any(f.name == "proactive_total" for _, f in kept):
        kept += website
    return [_indicator(sections, index, found) for index, found in _distinct(kept)]


def _narrow(sections: Sequence[Section], section: Section) -> bool:
    """The section speaks of one field only, so that its counts are no totals."""
    above = sections[section.parent].heading if section.parent is not None else ""
    return bool(_RESTRICTED_HEADING.search(f"{section.heading or ''}{above or ''}"))


def _figures(section: Section, narrow: bool, year: int | None, agency: str) -> Iterator[tuple[Figure, Extent]]:
    folded = fold(section.text)
    narrative = section.kind in NARRATIVE
    for offset, words in sentences(folded, _TOPICS):
        topics = frozenset(_TOPICS.findall(words))
        of_sentence: list[Figure] = []
        for statement in statements(offset, words):
            numbered = _DIGIT_OR_HAN.search(statement.text) is not None
            plain = [*_sure(_plain(statement, topics, section.kind, folded, year, numbered), statement, agency)]
            yield from ((found, "whole") for found in plain)
            if not (narrative and numbered) or topics.isdisjoint(_OF_POSTS):
                continue
            other_channel = any(found.name in _OTHER_CHANNELS for found in plain)
            for one, extent in totals(statement, year, folded):
                for found in _sure([one], statement, agency):
                    of_sentence.append(found)
                    if not narrow:
                        yield found, "channel" if extent == "website" and other_channel else extent
        if not narrative or narrow or (not of_sentence and topics.isdisjoint(_OF_LISTS)):
            continue
        if _DIGIT_OR_HAN.search(words):
            whole = Statement(words, offset, "")
            proactive = section.kind == "proactive_disclosure"
            for found in _sure(categories(whole, of_sentence, year, proactive=proactive), whole, agency):
                yield found, "whole"
            for found in _sure(closing_total(whole, year), whole, agency):
                yield found, "whole"


def _sure(figures: Iterable[Figure], statement: Statement, agency: str) -> Iterator[Figure]:
    """Those that are facts of the year, each with the scope that its sentence gives it; no other body's."""
    for found in figures:
        place, end = found.place - statement.start, found.end - statement.start
        whose = bearer(statement, place, agency)
        if whose != "other" and not doubtful(statement, place, end, cumulative=found.status == "cumulative"):
            yield replace(found, scope=whose) if whose else found


def _plain(
    statement: Statement, topics: frozenset[str], kind: Kind, folded: str, year: int | None, numbered: bool
) -> Iterator[Figure]:
    if not topics.isdisjoint(_OF_ZEROS):
        yield from zeros(statement, kind, year)
    if not numbered:
        return
    if not topics.isdisjoint(_OF_COUNTS):
        yield from counts(statement, kind, year, folded)
    if "率" in topics:
        yield from rates(statement, kind, year)
    if kind == "fees":
        yield from fee_sums(statement)
    if kind in NARRATIVE and not topics.isdisjoint(_OF_POSTS):
        yield from posts(statement, year)


def _distinct(figures: Sequence[tuple[int, Figure]]) -> Iterator[tuple[int, Figure]]:
    seen: dict[tuple[str, str | None, str | None], tuple[set[int], set[float]]] = {}
    for index, found in sorted(figures, key=lambda one: (one[0], one[1].start, one[1].name)):
        places, values = seen.setdefault((found.name, found.category, found.scope), (set(), set()))
        if index not in places and found.value not in values:
            yield index, found
        places.add(index)
        values.add(found.value)


def _indicator(sections: Sequence[Section], index: int, found: Figure) -> Indicator:
    return Indicator(
        name=found.name,
        value=found.value,
        unit=found.unit,
        status=found.status,
        section=index,
        quote=sections[index].text[found.start : found.end],
        scope=found.scope,
        category=found.category,
    )
