"""The period that a report covers, the year it reports on, and the 条例 that governs it.

The year comes from the title, then the stated period, then 截至…年12月, then the year that the body speaks of; never
from the date of publication, which is mostly one year later and may be six.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crawler.extraction.dates.years import FIRST_YEAR, with_arabic_dates
from crawler.extraction.forms.title_patterns import FINAL_REASONS
from crawler.extraction.page import Issue
from crawler.extraction.titles import parse_title
from crawler.items import Period

_B = r"[^\S\n]{0,3}"
_RANGE = re.compile(
    rf"(?<!\d)(20\d\d){_B}[年./-]{_B}(\d{{1,2}}){_B}[月./-](?:{_B}(\d{{1,2}})(?!\d){_B}[日号]?)?(?:{_B}0时)?{_B}(?:起|开始)?[,，]?\s{{0,3}}"
    rf"(?:至|到|—{{1,2}}|[-–―~～一]+|截至|截止到?){_B}(?:(20\d\d){_B}[年./-])?{_B}(?<!\d)(\d{{1,2}}){_B}[月./-]"
    rf"(?:{_B}(\d{{1,2}})(?!\d))?"
)
_ABOUT = re.compile("统计|数据|报告|涵盖|期限|时限|期间|年报|总结|起止|时间段|时间范围|时间为|年度")
_NOT_ABOUT = re.compile("征求意见|公示期|活动时间|报名|申报|有效期|施行|培训班|招标|试点")
_SENTENCE = 120
_QUOTED = re.compile("《[^《》]{0,80}(?:《[^《》]{0,80}》[^《》]{0,40})?》")
_CLOSING = re.compile(rf"截{_B}[至止到]{{1,2}}{_B}(20\d\d){_B}年{_B}(?:12{_B}月|年?[底末])")
_NAMED = re.compile(
    r"(20\d\d)[^\S\n]{0,2}年度?[^。；;\n0-9]{0,40}?信息[^\S\n]{0,2}公开(?:[^。；;，,\n0-9]{0,14}?)(?:年度报告|年报|工作报告|情况报告|工作总结|总结)"
)
_SPOKEN = re.compile(
    rf"(?<![\d比较同于过自—–~至到-])(20\d\d){_B}年(?!{_B}(?:修订|修正|\d{{1,2}}{_B}月{_B}(?:公布|发布|编制|印发)))(?!{_B}\d{{1,2}}{_B}月{_B}\d{{1,2}}{_B}[日号])(?!{_B}(?:以来|起|以前|前|之前|相比|同期))(?!\s?[-—至到])"
)
_DATE_LINE = re.compile(
    rf"(?m)^[^\S\n]{{0,60}}[(（]?20\d\d{_B}年{_B}\d{{1,2}}{_B}月(?:{_B}\d{{1,2}}{_B}[日号])?[)）]?[^\S\n]{{0,60}}$"
)
_AHEAD = re.compile(r"[^。\n]{0,6}(?:下一步|明年|来年|打算|计划|将[^。]{0,30}|工作重点)")
_PLANS = re.compile(
    "下一步|下一年|明年|来年|今后|打算|工作计划|工作思路|[将要](?:进一步|继续|努力|着力|重点|加强|不断|按照|按|以|在|从|认真|严格|切实|坚持"
    "|围绕|结合|积极|深入|大力|全面|力争|着重|抓好)"
)
_HEAD = 1500
_MODERN = (
    re.compile(r"^总体情况$"),
    re.compile(r"^主动公开政府信息(?:的)?情况$"),
    re.compile(r"^收到和处理政府信息公开申请(?:的)?情况$"),
    re.compile(r"^(?:因)?政府信息公开(?:被)?(?:申请)?行政复议、?(?:提起)?行政诉讼(?:的)?情况$"),
    re.compile(r"^(?:政府信息公开工作)?存在的主要问题及改进情况$"),
    re.compile(r"^其他需要报告的事项$"),
)
_OLD = re.compile("概述|收费|减免|依申请公开|申诉|咨询|不予公开|提起行政诉讼|问题(?:和|及)改进措施")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class YearReading:
    """The year reported on, and what says so."""

    year: int | None
    """`None` where the page does not say."""
    witness: str | None = None
    """`title`, `period`, `closing` (截至…年12月) or `body`."""
    issues: tuple[Issue, ...] = ()
    """`year_conflict` {title, period, body}, `year_implausible` {year}."""


def read_period(text: str) -> Period:
    """The 统计期限 as stated: days, or months where only months are printed; empty where none is.

    >>> read_period("本报告所列数据的统计期限自2017年1月1日起至12月28日止。")
    Period(start='2017-01-01', end='2017-12-28')
    >>> read_period("数据统计期限为二〇一六年一月一日至二〇一六年十二月三十一日")
    Period(start='2016-01-01', end='2016-12-31')
    >>> read_period("截至2016年12月底,累计公开信息。自201911日起至20191231日止。")
    Period(start=None, end=None)
    """
    text = with_arabic_dates(text)
    whole_year: Period | None = None
    for found in _RANGE.finditer(text):
        period = _period(found)
        if period is None:
            continue
        sentence = _sentence(text, found.start(), found.end())
        if _ABOUT.search(_QUOTED.sub("", sentence)) and not _NOT_ABOUT.search(sentence):
            return period
        if whole_year is None and _is_whole_year(period):
            whole_year = period
    return whole_year or Period()


def report_year(titles: Sequence[str], period: Period, text: str) -> YearReading:
    """The year reported on, from the first witness that knows: titles, period, 截至…年12月, the body.

    `titles` are in order of trust, `text` is the body without header block. A page whose title says
    that it is no report (a notice about reports on 2016) reports on no year.

    >>> report_year(["青石镇2016年政府信息公开年度报告"], Period("2016-01-01", "2016-12-31"), "").year
    2016
    >>> report_year([], Period(), "截至2016年12月底,累计公开1206条,比2015年增加61条。").witness
    'closing'
    """
    if _is_no_report(titles):
        return YearReading(None)
    text = _QUOTED.sub("", with_arabic_dates(text))
    stated = _period_year(period)
    title = _title_year(titles, stated)
    if title is None and stated is None and len(_title_years(titles)) > 1:
        return YearReading(None, None, tuple(_several_years(titles, period)))
    named = _named_years(text)
    closing = _commonest(_CLOSING.findall(text))
    witnesses = (("title", title), ("period", stated), ("closing", closing), ("body", named[0] if named else None))
    witness, year = next(((name, value) for name, value in witnesses if value is not None), (None, None))
    spoken, spoken_count = (None, 0) if year is not None and f"{year}年" in text else _spoken_year(text)
    if year is None and spoken is not None:
        witness, year = "body", spoken
    body = named[0] if named else spoken
    if year is None and (mostly := _mostly_in(period)):
        witness, year = "period", mostly
    if year is None:
        return YearReading(None, None, tuple(_several_years(titles, period)))
    issues = []
    disagreeing = next((other for other in named if other != year), None)
    if disagreeing is None and body != year and spoken_count >= 3 and f"{year}年" not in text:
        disagreeing = body
    others = {value for value in (title, stated) if value is not None} | _title_years(titles)
    if disagreeing is not None or others - {year}:
        shown = disagreeing if disagreeing is not None else body
        detail = {"title": title, "period": stated, "body": shown}
        issues.append(Issue("year_conflict", "warning", detail))
    if year < FIRST_YEAR:
        issues.append(Issue("year_implausible", "warning", {"year": year}))
    return YearReading(year, witness, tuple(issues))


def regulation(
    *, forms: Iterable[str | None], headings: Iterable[str], year: int | None
) -> Literal["2008", "2019"] | None:
    """Which 政府信息公开条例 governs: Order 492 (in force 2008-05-01) or Order 711 (2019-05-15).

    `forms` are those of the official tables, `headings` the level-1 headings without ordinal.

    >>> regulation(forms=("form_2021", None), headings=(), year=None)
    '2019'
    >>> regulation(forms=(), headings=("概述", "主动公开政府信息情况", "政府信息公开的收费及减免情况"), year=None)
    '2008'
    """
    if any(form in ("form_2019", "form_2021") for form in forms):
        return "2019"
    plain = [_BLANK.sub("", heading).strip("、，,。:：") for heading in headings]
    modern = sum(any(pattern.search(heading) for heading in plain) for pattern in _MODERN)
    if modern >= 3 and (year is None or year >= 2018):
        return "2019"
    if any(_OLD.search(heading) for heading in plain) and (year is None or year < 2021):
        return "2008"
    return None if year is None else "2019" if year >= 2019 else "2008"


def _period(found: re.Match[str]) -> Period | None:
    year, month, day, end_year, end_month, end_day = found.groups()
    if (day is None) != (end_day is None):
        return None
    end_year = end_year or year
    try:
        start = date(int(year), int(month), int(day or 1))
        end = date(int(end_year), int(end_month), int(end_day or 1))
    except ValueError:
        return None
    if not start < end or end.year - start.year > 2:
        return None
    precision = 10 if day else 7
    return Period(start.isoformat()[:precision], end.isoformat()[:precision])


def _is_whole_year(period: Period) -> bool:
    start, end = period.start or "", period.end or ""
    return start[:4] == end[:4] and start[4:] == "-01-01" and end[4:8] == "-12-"


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, max(0, start - _SENTENCE), start) for mark in "。；;\n")
    last = min((at for mark in "。；;\n" if (at := text.find(mark, end, end + _SENTENCE)) >= 0), default=end + 40)
    return text[max(first + 1, start - _SENTENCE) : last]


def _period_year(period: Period) -> int | None:
    if period.start and period.end and period.start[:4] == period.end[:4]:
        return int(period.end[:4])
    return None


def _mostly_in(period: Period) -> int | None:
    """The year of the end, if most of the stated months lie in it."""
    if not (period.start and period.end):
        return None
    before = 13 - int(period.start[5:7]) + 12 * (int(period.end[:4]) - int(period.start[:4]) - 1)
    return int(period.end[:4]) if before < int(period.end[5:7]) else None


def _several_years(titles: Sequence[str], period: Period) -> list[Issue]:
    """A report on several years at once has no report year."""
    years = sorted(_title_years(titles)) or sorted({int(day[:4]) for day in (period.start, period.end) if day})
    if len(years) < 2:
        return []
    return [Issue("year_conflict", "warning", {"title": None, "period": None, "body": None, "years": years})]


def _title_year(titles: Sequence[str], stated: int | None) -> int | None:
    facts = [parse_title(title) for title in titles]
    for fact in sorted(facts, key=lambda one: not one.is_report):
        if len(fact.years) > 1 and stated in fact.years:
            return stated
        if fact.year is not None and (fact.is_report or fact.is_weak or fact.is_cover):
            return fact.year
    return next((fact.year for fact in facts if fact.year is not None), None)


def _is_no_report(titles: Sequence[str]) -> bool:
    facts = [parse_title(title) for title in titles]
    if any(fact.is_report or fact.is_weak or fact.is_cover for fact in facts):
        return False
    return any(fact.reason in FINAL_REASONS for fact in facts)


def _title_years(titles: Sequence[str]) -> set[int]:
    """The years of all titles that have a report's shape."""
    facts = [parse_title(title) for title in titles]
    return {year for fact in facts if fact.is_report for year in fact.years}


def _named_years(text: str) -> list[int]:
    """The years by which the opening names this report, titles printed on lines of their own apart."""
    years = []
    for line in text[:_HEAD].split("\n"):
        for found in _NAMED.finditer(line):
            if line.endswith(("。", ":", "：")) or not parse_title(line).is_report:
                years.append(int(found[1]))
    return years


def _commonest(years: Sequence[str]) -> int | None:
    return int(Counter(years).most_common(1)[0][0]) if years else None


def _spoken_year(text: str) -> tuple[int | None, int]:
    """The year of which the body speaks most, and how often; plans for the next year do not count."""
    text = _DATE_LINE.sub("", text)  # above a signature stands when it was written
    counts = Counter(
        int(found[1])
        for found in _SPOKEN.finditer(text)
        if not _AHEAD.match(text, found.end(), found.end() + 40)
        and not _PLANS.search(_sentence(text, found.start(), found.end()))
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None, 0
    return ranked[0]
