"""Dates as official pages print them, read to the printed precision and never beyond it.

Own expressions read the absolute forms in microseconds; relative and odd forms go to `odd_dates`. A text
that is not exactly one date gives `None`: ranges, years alone, days without a year, days that do not exist,
damaged dates (`201911日`) and numbers of other kinds.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from crawler.extraction.dates.odd import BEIJING, Precision, read_odd_date
from crawler.extraction.numerals import han_number

MAX_LENGTH = 80
"""No printed date is longer; anything longer is text."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?")
_WEEKDAY = r"[\s,(]*(?:星期|周|週|礼拜)[一二三四五六日天七]\s*\)?"
_HALF = r"[AaPp]\.?[Mm]\.?"
_ABSOLUTE = re.compile(
    rf"""
    (?: (?:公元\s*)?(?P<year>\d{{4}}) | 民国\s*(?P<republic>\d{{1,3}})(?=\s*年) ) \s*
    (?: 年 \s* (?P<month>\d{{1,2}}) \s* 月 (?: \s* (?P<day>\d{{1,2}}) \s* [日号號] )?
      | (?P<mark>[-/.]) \s* (?P<marked_month>\d{{1,2}}) (?: \s* (?P=mark) \s* (?P<marked_day>\d{{1,2}}) )?
      | (?P<compact_month>\d{{2}}) (?P<compact_day>\d{{2}}) (?: (?P<compact_time>\d{{6}}) | (?!\d) ) )
    (?:{_WEEKDAY})?
    (?: [\sT,]* (?P<half>上午|下午|凌晨|早上|早晨|中午|晚上|傍晚|{_HALF})? \s*
        (?P<hour>\d{{1,2}}) \s* [:时時点點] \s*
        (?: (?P<minute>\d{{1,2}}) \s* (?: 分 \s* (?: (?P<second_han>\d{{1,2}}) \s* 秒 )?
              | : \s* (?P<second>\d{{1,2}}) (?:\.\d{{1,9}})? )? )?
        \s* (?P<half_after>{_HALF})? )?
    (?: \s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d{{2}}:?\d{{2}}) | {_WEEKDAY} )?
    """,
    re.VERBOSE,
)
_LABEL = re.compile(r"(?:[一-鿿]\s*){0,8}(?:日\s*期|时\s*间|時\s*間)\s*(?::\s*|\s+|(?=[\d二民]))")
_BRACKETS = {"[": "]", "(": ")", "【": "】", "〔": "〕", "《": "》", "<": ">", "「": "」"}

_ZEROS = "0〇○◯OoОоΟο零"
_HAN_YEAR = re.compile(rf"([一二三四五六七八九\d{_ZEROS}]{{4}})\s*年")
_YEAR_DIGITS = str.maketrans(
    {**dict.fromkeys(_ZEROS, "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
)
_HAN_COUNT = re.compile(r"([一二三四五六七八九十廿卅〇○零]{1,4})\s*(?=[月日号號])")
_HAN_REPUBLIC = re.compile(r"民[国國]\s*([元一二三四五六七八九十百〇○零]{1,6})\s*年")


def parse_date(text: str, *, now: datetime | None = None) -> str | None:
    """The one date that a date field prints: ISO 8601 in Beijing time, to the printed precision.

    `now` is when the page was fetched; relative dates are read only against it.

    >>> parse_date("2017年3月26日 下午3:18"), parse_date("二〇一七年三月廿六日")
    ('2017-03-26T15:18', '2017-03-26')
    >>> parse_date("发布时间：2017.03"), parse_date("3天前", now=datetime(2017, 3, 26, 15, 18))
    ('2017-03', '2017-03-23')
    >>> [parse_date(text) for text in ("2017年", "12月31日", "2017-02-30", "201911日", "3天前")]
    [None, None, None, None, None]
    """
    if len(text) > MAX_LENGTH:
        return None
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        return _compose([int(part) for part in iso.groups() if part is not None])
    plain = _plain(text)
    absolute = _ABSOLUTE.fullmatch(plain)
    if absolute:
        return _read(absolute)
    odd = read_odd_date(plain, now) if plain else None
    return None if odd is None else _text(*odd)


def _plain(text: str) -> str:
    """One spelling: NFKC, no label, no pair of brackets around, ASCII digits for Chinese numerals."""
    plain = unicodedata.normalize("NFKC", text).replace("﹕", ":").strip()
    while len(plain) > 2 and _BRACKETS.get(plain[0]) == plain[-1]:
        plain = plain[1:-1].strip()
    label = _LABEL.match(plain)
    if label:
        plain = plain[label.end() :]
    while len(plain) > 2 and _BRACKETS.get(plain[0]) == plain[-1]:
        plain = plain[1:-1].strip()
    plain = plain.rstrip("。;, ")
    if "月" in plain:
        plain = _HAN_REPUBLIC.sub(lambda m: f"民国{_count(m[1])}年", plain)
        plain = _HAN_YEAR.sub(lambda m: m[1].translate(_YEAR_DIGITS) + "年", plain, count=1)
        plain = _HAN_COUNT.sub(lambda m: _count(m[1]), plain)
    return plain


def _count(numeral: str) -> str:
    """Digits of a Chinese month or day; what is no number stays as it is, so that nothing matches it.

    >>> _count("十二"), _count("廿六"), _count("卅一"), _count("〇三"), _count("一二"), _count("元")
    ('12', '26', '31', '3', '一二', '1')
    """
    written = numeral.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    written = written.replace("○", "零").replace("〇", "零")
    if len(written) == 2 and written[0] == "零":
        written = written[1]
    value = han_number(written)
    return numeral if value is None else str(value)


def _read(found: re.Match[str]) -> str | None:
    def number(*names: str) -> int | None:
        return next((int(found[name]) for name in names if found[name] is not None), None)

    year = int(found["year"]) if found["year"] else 1911 + int(found["republic"])
    month = number("month", "marked_month", "compact_month")
    day = number("day", "marked_day", "compact_day")
    hour, minute, second = number("hour"), number("minute"), number("second", "second_han")
    if found["compact_time"]:
        if hour is not None:
            return None
        hour, minute, second = (int(found["compact_time"][place : place + 2]) for place in (0, 2, 4))
    if hour is not None:
        if day is None:
            return None
        half = (found["half"] or found["half_after"] or "").replace(".", "").lower()
        hour = _of_day(hour, half)
    parts = (year, month, day, hour, minute, second)
    date = _compose([part for part in parts if part is not None])
    if date is None or found["zone"] is None:
        return date
    if "T" not in date:
        return None
    zone = found["zone"].removeprefix("GMT").removeprefix("UTC").replace("Z", "+00:00")
    try:
        instant = datetime.fromisoformat(date + zone)
    except ValueError:
        return None
    return instant.astimezone(BEIJING).isoformat()[: len(date)]


def _of_day(hour: int, half: str) -> int:
    """The hour of the day; 24 (which no day has) where the two contradict each other.

    >>> _of_day(3, "下午"), _of_day(1, "中午"), _of_day(9, "上午"), _of_day(12, "凌晨")
    (15, 13, 9, 24)
    """
    if half in ("下午", "晚上", "傍晚", "pm"):
        return 24 if half == "晚上" and hour == 12 else hour + 12 if hour < 12 else hour
    if half == "中午":
        return hour + 12 if hour < 3 else hour
    return 24 if half in ("凌晨", "am") and hour >= 12 else hour


def _compose(parts: list[int]) -> str | None:
    """ISO text of year, month and what else is there; `None` where there is no such moment."""
    try:
        moment = datetime(*parts, *([1] if len(parts) == 2 else []))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    precisions: dict[int, Precision] = {2: "month", 3: "day", 4: "day", 5: "minute", 6: "second"}
    return _text(moment, precisions[len(parts)])


def _text(moment: datetime, precision: Precision) -> str | None:
    if not 1900 <= moment.year < 2100:
        return None
    if precision in ("month", "day"):
        return moment.strftime("%Y-%m" if precision == "month" else "%Y-%m-%d")
    return moment.isoformat(timespec="minutes" if precision == "minute" else "seconds")
