"""Denials: `没有收到…申请`, `未收取…费用`, `情况为零`. Every target of the clause is read; silence is not
zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extraction.forms import zero_patterns as data
from crawler.extraction.indicators.clauses import Statement, other_year
from crawler.extraction.indicators.figures import Figure
from crawler.items import Kind

WORDS = frozenset(data.TOPIC.split("|"))
"""A statement without any of them denies nothing that is looked for here."""

_NO = re.compile("[没未不无]")
"""Every negation holds one of them: a cheap look."""
_NEGATION = re.compile(data.NEGATION)
_OPENING = re.compile(data.OPENING)
_NOT_MEANT = re.compile(data.NOT_MEANT)
_CONDITIONAL = re.compile(data.CONDITIONAL)
_AFTERWARDS = re.compile(data.AFTERWARDS)
_SAID_ZERO = re.compile(r"[为是均都:0](?:(?<=[为是])[零0]|(?<=[均都])[未没无]|(?<=:)\s?无|(?<=0)\s?[件起宗例])")
_NONE_OF_EACH = re.compile(data.NONE_OF_EACH)
_NO_APPLICATION = re.compile(data.NO_APPLICATION)
_DENIED_APPLICATION = re.compile(data.DENIED_APPLICATION)
_REVIEW_TARGETS = tuple((name, re.compile(pattern)) for name, pattern in data.REVIEW_TARGETS)
_NO_FEE = re.compile(data.NO_FEE)
_NO_WAIVER = re.compile(data.NO_WAIVER)
_NOT_OUR_FEE = re.compile(data.NOT_OUR_FEE)
_ABOUT_OGI = re.compile(data.ABOUT_OGI)
_TOPIC = re.compile(data.TOPIC)
_DIGIT = re.compile(r"\d(?!\d{0,3}年)")
_PART_OF_ALL = re.compile(data.PART_OF_ALL)
_TAKEN_BACK = re.compile(data.TAKEN_BACK)


def zeros(statement: Statement, kind: Kind, year: int | None) -> Iterator[Figure]:
    """Every figure that the statement denies or says to be zero.

    >>> said = Statement("我局没有发生因信息公开引起的投诉、行政复议和行政诉讼", 0, "")
    >>> [f.name for f in zeros(said, "review_and_litigation", 2016)]
    ['reconsiderations', 'litigations', 'complaints']
    """
    text = statement.text
    if not _TOPIC.search(text):
        return
    for found in _NEGATION.finditer(text) if _NO.search(text) else ():
        end = statement.clause_end(found.end())
        tail = text[found.end() : min(end, found.end() + data.LONGEST_DENIAL)]
        before = statement.clause_before(found.start())
        if (
            end - found.end() <= data.LONGEST_DENIAL
            and (_OPENING.match(tail) or found[0].startswith("暂不"))
            and not _DIGIT.search(tail)
            and not _NOT_MEANT.search(tail)
            and not _CONDITIONAL.search(before)
            and not _TAKEN_BACK.search(text[: found.start()])
            and not other_year(statement, found.start(), year)
        ):
            names = _denied(tail, found[0], statement, kind)
            if _PART_OF_ALL.search(before + tail):
                names = [name for name in names if name != "applications_received"]
            yield from _named(names, found.start(), end, statement, found.start())
    if not _SAID_ZERO.search(text):
        return
    for found in _AFTERWARDS.finditer(text):
        before = statement.clause_before(found.start())
        if (
            _DIGIT.search(before)
            or _NEGATION.search(before)
            or _NOT_MEANT.search(before)
            or _CONDITIONAL.search(before)
        ):
            continue
        if not other_year(statement, found.start(), year):
            start = found.start() - len(before)
            yield from _named(_said_zero(before, statement, kind), start, found.end(), statement, found.start())
    for found in _NONE_OF_EACH.finditer(text):
        before = statement.clause_before(found.start())
        if not (_DIGIT.search(before) or _NOT_MEANT.search(before) or other_year(statement, found.start(), year)):
            names = _review(before, statement, kind)
            names, start = names if len(names) > 1 else [], found.start() - len(before)
            yield from _named(names, start, found.end(), statement, found.start())


def _named(names: list[str], start: int, end: int, statement: Statement, place: int) -> Iterator[Figure]:
    text = statement.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    stop = end - (len(text) - len(text.rstrip()))
    for name in names:
        at = statement.start
        yield Figure(name, 0, None, "zero", at + begin, at + stop, at + place)


def _denied(tail: str, negation: str, statement: Statement, kind: Kind) -> list[str]:
    fees = _fees(negation[-1] + tail, statement, kind)
    if fees or "收取" in tail:
        return fees
    names = _review(tail, statement, kind)
    if kind in data.APPLICATION_KINDS and _NO_APPLICATION.match(tail):
        names.insert(0, "applications_received")
    return names


def _said_zero(words: str, statement: Statement, kind: Kind) -> list[str]:
    fees = _fees(words, statement, kind)
    if fees:
        return fees
    names = _review(words, statement, kind)
    if not names and kind in data.APPLICATION_KINDS and _DENIED_APPLICATION.search(words):
        names.append("applications_received")
    return names


def _review(words: str, statement: Statement, kind: Kind) -> list[str]:
    if kind not in data.REVIEW_KINDS:
        return []
    if kind != "review_and_litigation" and not _ABOUT_OGI.search(statement.before + statement.text):
        return []
    return [name for name, pattern in _REVIEW_TARGETS if pattern.search(words)]


def _fees(words: str, statement: Statement, kind: Kind) -> list[str]:
    if kind not in data.FEE_KINDS or _NOT_OUR_FEE.search(words):
        return []
    if kind != "fees" and not _ABOUT_OGI.search(statement.before + statement.text):
        return []
    names = ["fees_charged_yuan"] if _NO_FEE.search(words) else []
    return names + (["fee_waivers"] if _NO_WAIVER.search(words) else [])
