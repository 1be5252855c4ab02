"""How much was disclosed: the year's total, the total since the beginning, channels and categories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from crawler.extraction.forms import indicator_patterns as data
from crawler.extraction.indicators.clauses import Statement
from crawler.extraction.indicators.figures import Figure, figure, of_another_year

Extent = Literal["whole", "website", "channel"]

_DISCLOSED = re.compile(data.DISCLOSED)
_LABEL_FIRST = re.compile(data.DISCLOSED_LABEL_FIRST)
_LABEL = re.compile("信息公开[总条数量]")
POST_WORDS = frozenset(("信息", "微博", "微信", "图文"))
"""A statement without any of them counts no posts, one without 信息 no total."""
_OF_THE_CUMULATED = re.compile(data.OF_THE_CUMULATED)
_CHANGED = re.compile(data.CHANGED)
_KINDS = re.compile(data.DISCLOSED_KINDS)
_POSTED = re.compile(data.POSTED)
_CHANNELS = tuple((name, re.compile(pattern)) for name, pattern in data.CHANNELS)
_POST_BEFORE = re.compile(data.POST_BEFORE)
_MEDIA = re.compile(data.MEDIA)
_RESTRICTED = re.compile(data.RESTRICTED)
_SINCE = re.compile(data.SINCE_THE_BEGINNING)
_OF_THE_YEAR = re.compile(data.OF_THE_YEAR)
_NOT_THE_YEAR = re.compile(data.NOT_THE_YEAR)
_SHARE = re.compile(r"[,(]?\s?占|中,?涉及")
_YEAR_SAID = re.compile(r"20\d\d年(?!\d|底|末|1?\d月)|全年|年度")
_OBLIGATION = re.compile(r"(?:应当?|需要?|可以?|要|必须)$|其[他它].{0,5}$")
_SUBJECT = re.compile(r"20\d\d年|全[年省市州区县镇乡局]|[我本]|共")
_OPENED = re.compile(r"开通|开设|利用|依托|通过|建立")
_SOCIAL = {"proactive_weibo", "proactive_wechat"}


def channels_in(words: str) -> set[str]:
    """The channels that the words name; 其他方式 outranks the list before it.

    >>> channels_in("通过门户网站"), sorted(channels_in("微博、微信")), channels_in("其他方式")
    ({'proactive_website'}, ['proactive_wechat', 'proactive_weibo'], {'proactive_other'})
    """
    if _CHANNELS[0][1].search(words):
        return {_CHANNELS[0][0]}
    return {name for name, pattern in _CHANNELS if pattern.search(words)}


def totals(statement: Statement, year: int | None, text_of_section: str) -> Iterator[tuple[Figure, Extent]]:
    """proactive_total and proactive_cumulative, and whether the count is the whole or that of a channel.

    A count of one field or part is none at all. What the prose puts on the website alone may be the total
    where no other and no second channel is stated; the caller decides.
    """
    text = statement.text
    if "信息" not in text or "公开" not in text:
        return
    label_first = "信息主动公开" in text or _LABEL.search(text) is not None
    for pattern in (_DISCLOSED, _LABEL_FIRST, _KINDS) if label_first else (_DISCLOSED, _KINDS):
        for found in pattern.finditer(text):
            clause = statement.clause_before(found.start())
            said = statement.before + text[: found.start()]
            if _restricted(statement, found, clause, said) or of_another_year(statement, found, year):
                continue
            period = _period(clause + _group(found, "link"), said, text_of_section)
            channels = channels_in(clause)
            if period is None or not _whole(found, clause, channels, period):
                continue
            start = found.start() - len(clause) + clause.rfind("累计") if "累计" in clause else found.start()
            one = figure("proactive_total", found, statement, start=start)
            if one is not None and period == "year":
                yield one, _extent(channels)
            elif one is not None and not channels:
                yield replace(one, name="proactive_cumulative", status="cumulative"), "whole"
                yield from _of_year(_OF_THE_CUMULATED.match(text, found.end()), statement, year)
    for changed in _CHANGED.finditer(text) if year and f"{year}年" in text else ():
        clause = statement.clause_before(changed.start())
        if not (_restricted(statement, changed, clause, statement.before + clause) or channels_in(clause)):
            yield from _of_year(changed, statement, year)


def _of_year(found: re.Match[str] | None, statement: Statement, year: int | None) -> Iterator[tuple[Figure, Extent]]:
    """The total that a match states for the report's year by name."""
    if found is not None and found["of_year"] == str(year):
        one = figure("proactive_total", found, statement)
        if one is not None:
            yield one, "whole"


def _whole(found: re.Match[str], clause: str, channels: set[str], period: str) -> bool:
    """Whether the words speak of all that was disclosed.

    各类政务信息 does where it was made public, and not by the press; 公开信息 without 主动 or 政府 only as
    a sum since the beginning.
    """
    if found.re is _KINDS:
        return "公开" in clause and not _MEDIA.search(clause)
    if found.re is _DISCLOSED and found["verb"] == "公开":
        return not channels and (bool(found["of"]) or period == "cumulative")
    return True


def _extent(channels: set[str]) -> Extent:
    if channels == {"proactive_website"}:
        return "website"
    return "channel" if channels and "proactive_website" not in channels else "whole"


def _group(found: re.Match[str], name: str) -> str:
    return (found[name] or "") if name in found.re.groupindex else ""


def _restricted(statement: Statement, found: re.Match[str], clause: str, said: str) -> bool:
    return bool(
        _RESTRICTED.search(clause)
        or "其中" in said
        or _NOT_THE_YEAR.search(clause.replace("历年累计", "累计"))
        or _OBLIGATION.search(clause)
        or (not _SUBJECT.search(clause) and _RESTRICTED.search(statement.previous_clause(found.start())))
        or _SHARE.match(statement.text, found.end())
    )


def _period(words: str, said: str, text_of_section: str) -> Literal["year", "cumulative"] | None:
    """`year` or `cumulative`; `None` where 累计 or 截至 leaves it open."""
    said = said[-60:] + words
    if "累计" in words:
        if _OF_THE_YEAR.search(said) and not re.search(r"历年|自20", said):
            return "year"
        if re.search(r"20\d\d年以来", said):
            return None
        return "cumulative" if _SINCE.search(said) or not re.search(r"20\d\d年", said) else None
    if re.search(r"截[至止]", said) and not _YEAR_SAID.search(text_of_section):
        return None
    return "year"


def posts(statement: Statement, year: int | None) -> Iterator[Figure]:
    """Counts of one channel: website, Weibo, WeChat, others.

    >>> said = Statement("2016年发布政务微信30条", 0, "")
    >>> [(f.name, f.value) for f in posts(said, 2016)]
    [('proactive_wechat', 30)]
    """
    if not any(word in statement.text for word in POST_WORDS):
        return
    for found in _POSTED.finditer(statement.text):
        before = statement.clause_before(found.start())
        listed = [*_POST_BEFORE.finditer(before)]
        before = before[listed[-1].end() :] if listed else before
        clause = before + found[0]
        start = found.start() - len(before) if not channels_in(found[0]) else found.start()
        if (
            _MEDIA.search(clause)
            or re.search(r"领域|比|同比|去年|上年|累计", clause)
            or of_another_year(statement, found, year)
        ):
            continue
        channels = channels_in(clause)
        if not channels and found["verb"] not in ("公开", "公布") and "政府" not in found["what"]:
            earlier = statement.previous_clause(found.start())
            channels = channels_in(earlier) - {"proactive_website"} if _OPENED.search(earlier) else set()
            start -= len(earlier) + 1
        if len(channels) > 1 and channels <= _SOCIAL | {"proactive_other"}:
            channels = {"proactive_other"}
        if len(channels) == 1 and (one := figure(channels.pop(), found, statement, start=start)) is not None:
            yield one
