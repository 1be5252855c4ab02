"""Figures that stand beside their label: `受理政府信息公开申请2件`, `答复率和及时率100%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.forms.indicator_patterns import (
    APPLICATION,
    COUNT_RULES,
    OTHER_DESKS,
    RATES,
    REVIEW_OUTCOMES,
    CountRule,
)
from crawler.extraction.indicators.clauses import Statement, other_year
from crawler.extraction.indicators.figures import Figure, figure, of_another_year
from crawler.extraction.numerals import count
from crawler.items import Kind


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: CountRule
    pattern: re.Pattern[str]
    deny: re.Pattern[str] | None
    deny_all: re.Pattern[str] | None
    context: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _rules() -> tuple[_Compiled, ...]:
    def compiled(pattern: str) -> re.Pattern[str] | None:
        return re.compile(pattern) if pattern else None

    return tuple(
        _Compiled(r, re.compile(r.pattern), compiled(r.deny), compiled(r.deny_all), compiled(r.context))
        for r in COUNT_RULES
    )


WORDS = frozenset(word for rule in COUNT_RULES for word in rule.gates)
"""A statement without any of them has no figure of these rules."""
_GATE = re.compile("|".join(sorted(WORDS)))


@lru_cache(maxsize=16)
def _gated(kind: Kind) -> dict[str, tuple[int, ...]]:
    """Word -> indexes of the rules for sections of this class that need it."""
    gated: dict[str, tuple[int, ...]] = {}
    for index, rule in enumerate(COUNT_RULES):
        for word in rule.gates if kind in rule.kinds else ():
            gated[word] = (*gated.get(word, ()), index)
    return gated


_OUTCOMES = tuple((name, re.compile(pattern)) for name, pattern in REVIEW_OUTCOMES)
_RATES = re.compile(RATES)
_RATE = re.compile(r"([按及限准]时|按期)?(答复|回复|办结|受理|及时|按时)率")
_APPLICATION = re.compile(APPLICATION)
_OTHER_DESKS = re.compile(OTHER_DESKS)
_TARGET = re.compile(r"复议|诉讼")
_PART_OF_REVIEW = re.compile(r"其中[^。]{0,12}(?:政府信息公开|信息公开)")


def counts(statement: Statement, kind: Kind, year: int | None, section_text: str) -> Iterator[Figure]:
    """Every figure of the statement that a rule of the section's class finds; `section_text` is folded.

    >>> said = Statement("全年收到政府信息公开申请三件", 0, "")
    >>> [(f.name, f.value, f.unit) for f in counts(said, "applications", 2016, "")]
    [('applications_received', 3, '件')]
    """
    text = statement.text
    gated = _gated(kind)
    for index in sorted({index for word in set(_GATE.findall(text)) for index in gated.get(word, ())}):
        compiled = _rules()[index]
        rule = compiled.rule
        for found in compiled.pattern.finditer(text):
            if not _fits(compiled, found, statement, kind, section_text) or of_another_year(statement, found, year):
                continue
            if (one := figure(rule.names[0], found, statement)) is not None:
                yield one
                yield from (one.named(name) for name in rule.names[1:])
    if "诉讼" in text and kind == "review_and_litigation":
        yield from _outcomes(statement, year)


def _fits(compiled: _Compiled, found: re.Match[str], statement: Statement, kind: Kind, section_text: str) -> bool:
    rule, place = compiled.rule, found.start()
    before = statement.clause_before(place)
    if compiled.deny and compiled.deny.search(before):
        return False
    if compiled.deny_all and compiled.deny_all.search(statement.text[:place] + found[0]):
        return False
    if compiled.context and kind != rule.home:
        nearby = _line(section_text, statement.start) if rule.of_paragraph else statement.before + statement.text
        if not compiled.context.search(nearby):
            return False
    review = rule.names[0] in ("reconsiderations", "litigations")
    return not (review and _PART_OF_REVIEW.search(statement.text, found.end()))


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _outcomes(statement: Statement, year: int | None) -> Iterator[Figure]:
    """Cases closed and pending, of the litigation that was named last before them."""
    for name, pattern in _OUTCOMES:
        for found in pattern.finditer(statement.text):
            named = _TARGET.findall(statement.text, 0, found.start())
            if named and named[-1] == "诉讼" and not of_another_year(statement, found, year):
                one = figure(name, found, statement)
                if one is not None:
                    yield one


def rates(statement: Statement, kind: Kind, year: int | None) -> Iterator[Figure]:
    """Answer and timely rates of applications for information, never those of a hotline or of proposals.

    >>> said = Statement("答复率和及时率100%", 0, "")
    >>> [(f.name, f.value) for f in rates(said, "applications", 2016)]
    [('answer_rate', 100), ('timely_rate', 100)]
    """
    if "率" not in statement.text or kind not in (
        "applications",
        "overview",
        "preamble",
        "proactive_disclosure",
    ):
        return
    for found in _RATES.finditer(statement.text):
        said = statement.before + statement.text[: found.start()]
        last = max((m.end() for m in _APPLICATION.finditer(said)), default=-1)
        desk = max((m.end() for m in _OTHER_DESKS.finditer(said)), default=-1)
        if desk > last or (last < 0 and kind != "applications") or other_year(statement, found.start(), year):
            continue
        value = 100 if found["all"] else count(found["n"])
        if value is None or value > 100:
            continue
        start, end = statement.start + found.start(), statement.start + found.end()
        for rate in _RATE.finditer(found["rates"]):
            if rate[2] == "受理":
                continue
            name = "timely_rate" if rate[1] or rate[2] in ("及时", "按时") else "answer_rate"
            yield Figure(name, value, "%", "reported" if value else "zero", start, end, start)
