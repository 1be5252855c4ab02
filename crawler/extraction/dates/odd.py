"""Relative dates, two-digit years, English month names and epoch numbers, read by dateparser.

dateparser is slow to import (a tenth of a second), slow to run (milliseconds) and completes what is not
printed, so each form is recognised here before it is asked; it never sees a text that it could add to.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Literal

from crawler.extraction.numerals import han_number

BEIJING = timezone(timedelta(hours=8))
"""All dates of the reports are Beijing time."""

Precision = Literal["month", "day", "minute", "second"]

_RELATIVE = re.compile(
    r"(?:大?前天|昨天|今天)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|刚刚"
    r"|(?:\d{1,4}\s?(?:个?小时|分钟?|秒钟?)|半个?小时|\d{1,4}\s?天)前"
)
_SPELLINGS = str.maketrans("剛時鐘個", "刚时钟个")
_SYNONYMS = (("昨日", "昨天"), ("今日", "今天"), ("以前", "前"))
_SMALL_COUNT = re.compile(r"[一二两三四五六七八九十]{1,3}(?=\s?(?:天|个?小时|分钟|秒))")
_CLOCK = r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
_SHORT_YEAR = re.compile(rf"['’]?(\d{{2}}(?:([-/.])\d{{1,2}}\2\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日){_CLOCK})")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_ENGLISH = re.compile(
    r"(?=.*\b\d{1,2}\b)(?=.*\b(?:19|20)\d{2}\b)"
    r"(?=.*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b)[A-Za-z\d ,.:]{8,40}"
)
_CHINA_ZONE = re.compile(r"\s+(?:CST|GMT\+0?8(?::?00)?)\b")
_TIMED = re.compile(r"[:秒分时刚]|^\d{10}")
_SECONDS = re.compile(r"\d:\d{2}:\d{2}|^\d{10}")
_ANY_BASE = datetime(2100, 1, 1)  # noqa: DTZ001  (absolute forms: only keeps the century of two-digit years)


def read_odd_date(text: str, now: datetime | None) -> tuple[datetime, Precision] | None:
    """The Beijing wall time and how much of it is stated; relative forms need `now`, the time of fetching.

    >>> read_odd_date("3天前", datetime(2017, 3, 26, 15, 18))
    (datetime.datetime(2017, 3, 23, 15, 18), 'day')
    >>> read_odd_date("17-03-26", None), read_odd_date("12月31日", None)
    ((datetime.datetime(2017, 3, 26, 0, 0), 'day'), None)
    """
    text = text.translate(_SPELLINGS)
    for printed, known in _SYNONYMS:
        text = text.replace(printed, known)
    text = _SMALL_COUNT.sub(lambda m: str(han_number(m[0])), text, count=1)
    if _RELATIVE.fullmatch(text):
        return None if now is None else _ask(text, "zh", now)
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        return _ask(short[1], "zh", _ANY_BASE)
    if _EPOCH.fullmatch(text):
        return _ask(text, "zh", _ANY_BASE)
    english = _CHINA_ZONE.sub("", text)
    return _ask(english, "en", _ANY_BASE) if _ENGLISH.fullmatch(english) else None


def _ask(text: str, language: Literal["zh", "en"], base: datetime) -> tuple[datetime, Precision] | None:
    from dateparser.date import DateDataParser  # noqa: PLC0415  (slow to import, needed by few pages)

    if base.tzinfo is not None:
        base = base.astimezone(BEIJING).replace(tzinfo=None)
    parser = DateDataParser(
        languages=[language],
        settings={
            "DATE_ORDER": "YMD",
            "PREFER_DATES_FROM": "past",
            "REQUIRE_PARTS": ["year", "month"],
            "PREFER_DAY_OF_MONTH": "first",
            "TIMEZONE": "Asia/Shanghai",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "RELATIVE_BASE": base,
        },
    )
    moment = parser.get_date_data(text).date_obj
    if moment is None:
        return None
    precision: Precision = "second" if _SECONDS.search(text) else "minute" if _TIMED.search(text) else "day"
    return moment, precision
