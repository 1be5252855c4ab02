"""Years as titles and prose print them, in Arabic or Chinese digits."""

from __future__ import annotations

import re

from crawler.extraction.numerals import han_number

FIRST_YEAR = 2008
"""The first year on which reports under the 条例 were due; earlier ones exist in Shanghai and Guangzhou only."""

_HAN_YEAR = re.compile("([二][〇○◯零OoＯОο0][〇○◯零OoＯОο0一二三四五六七八九]{2})(?=年)")
_DIGITS = str.maketrans("〇○◯零OoＯОο一二三四五六七八九", "000000000123456789")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN_MONTH = re.compile("(?<=年)([一二三四五六七八九十]{1,2})(?=月)")
_HAN_END_MONTH = re.compile("(?<=[至到—-])([一二三四五六七八九十]{1,2})(?=月)")
_HAN_DAY = re.compile("(?<=月)([一二三四五六七八九十]{1,3})(?=[日号])")
_SPAN = re.compile(r"(?<!\d)(20\d\d)年?度?(?:[-—–~至到和与及、]|——)(20\d\d)年?")
_DATE = re.compile(r"20\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?)")
_WITH_SIGN = re.compile(r"(20\d\d)年度?")
_WITHOUT_SIGN = re.compile(r"(?<![\d\-/.〔\[第])(20\d\d)(?![\d\-/.号〕\]])")


def with_arabic_years(text: str) -> str:
    """The text with years in Chinese or full-width digits replaced.

    >>> with_arabic_years("二○一六年度"), with_arabic_years("二〇〇九年、二零一零年")
    ('2016年度', '2009年、2010年')
    """
    if "２" in text:
        text = text.translate(_NARROW)
    if "二" not in text:
        return text
    return _HAN_YEAR.sub(lambda found: found[1].translate(_DIGITS), text)


def title_years(form: str) -> tuple[int | None, tuple[int, ...]]:
    """The year that a title names, and all years in it; no year where it names a span of years.

    Of several, the last before the end counts: `2018年…2019年度…` reports on 2019.

    >>> title_years("2014青石镇政府信息公开工作年度报告"), title_years("旅游局222012年度报告")
    ((2014, (2014,)), (2012, (2012,)))
    >>> title_years("2008-2010年政府信息公开工作报告"), title_years("年度报告(2017年1月20日)")
    ((None, (2008, 2010)), (None, ()))
    """
    form = _DATE.sub("", form)
    spans = _SPAN.findall(form)
    if spans:
        first, last = map(int, spans[0])
        return (None if first != last else first), (first, last)
    years = tuple(map(int, _WITH_SIGN.findall(form)))
    if not years:
        years = tuple(map(int, _WITHOUT_SIGN.findall(form)))
    distinct = tuple(dict.fromkeys(years))
    return (distinct[-1] if distinct else None), distinct


def with_arabic_dates(text: str) -> str:
    """The text with whole dates in Chinese digits replaced.

    >>> with_arabic_dates("二〇一六年一月一日至十二月三十一日")
    '2016年1月1日至12月31日'
    """
    if "２" in text:
        text = text.translate(_NARROW)
    if "二" not in text or not _HAN_YEAR.search(text):
        return text
    text = _HAN_YEAR.sub(lambda found: found[1].translate(_DIGITS), text)
    for pattern in (_HAN_MONTH, _HAN_END_MONTH, _HAN_DAY):
        text = pattern.sub(lambda found: str(han_number(found[1]) or found[1]), text)
    return text
