"""Dates are read exactly as printed, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.dates.absolute import parse_date
from crawler.extraction.dates.odd import BEIJING

FETCHED = datetime(2017, 3, 26, 15, 18, tzinfo=BEIJING)

ABSOLUTE = {
    "2017-03-26": "2017-03-26",
    " 2017-03-26 ": "2017-03-26",
    "2017-3-6": "2017-03-06",
    "2017-03-26 15:18": "2017-03-26T15:18",
    "2017-03-26 15:18:30": "2017-03-26T15:18:30",
    "2017-03-26 15:18:30.0": "2017-03-26T15:18:30",
    "2017-03-26T15:18:30+08:00": "2017-03-26T15:18:30",
    "2017-03-26T07:18:30Z": "2017-03-26T15:18:30",
    "2017年3月26日": "2017-03-26",
    "2017年03月26日": "2017-03-26",
    "2017 年 3 月 26 日": "2017-03-26",
    "2017年3月26日 15:18": "2017-03-26T15:18",
    "2017年3月26日15时18分": "2017-03-26T15:18",
    "2017年3月26日15时18分30秒": "2017-03-26T15:18:30",
    "2017年3月26日 下午3:18": "2017-03-26T15:18",
    "2017年3月26日上午9时": "2017-03-26",
    "2017年3月26日星期日": "2017-03-26",
    "2017年3月26日（星期日）15:18": "2017-03-26T15:18",
    "2017年3月26日 15:18 星期日": "2017-03-26T15:18",
    "2017年3月26号": "2017-03-26",
    "2017年3月26號": "2017-03-26",
    "２０１７年３月２６日": "2017-03-26",
    "2017－03－26　15：18": "2017-03-26T15:18",
    "2017/3/26": "2017-03-26",
    "2017/03/26 8:05": "2017-03-26T08:05",
    "2017.3.26": "2017-03-26",
    "2017.03.26": "2017-03-26",
    "20170326": "2017-03-26",
    "20170326151830": "2017-03-26T15:18:30",
    "2017年3月": "2017-03",
    "2017年03月": "2017-03",
    "2017-03": "2017-03",
    "2017/03": "2017-03",
    "2017.03": "2017-03",
    "二〇一七年三月二十六日": "2017-03-26",
    "二○一七年三月二十六日": "2017-03-26",
    "二零一七年三月二十六日": "2017-03-26",
    "二Ｏ一七年三月二十六日": "2017-03-26",
    "二O一七年三月二十六日": "2017-03-26",
    "二0一七年三月廿六日": "2017-03-26",
    "二〇一六年十二月三十一日": "2016-12-31",
    "二〇一八年十月十日": "2018-10-10",
    "二〇一七年三月": "2017-03",
    "2017年三月二十六日": "2017-03-26",
    "[2017-03-26]": "2017-03-26",
    "【2017-03-26 15:18】": "2017-03-26T15:18",
    "（2017年3月26日）": "2017-03-26",
    "发布时间：2017-03-26 15:18:00": "2017-03-26T15:18:00",
    "[发布日期: 2017年3月26日]": "2017-03-26",
    "时　间 2017-03-26": "2017-03-26",
    "民国106年3月26日": "2017-03-26",
    "2000-02-29": "2000-02-29",
}

ODD = {
    "17-03-26": "2017-03-26",
    "12-03-04": "2012-03-04",
    "17年3月26日": "2017-03-26",
    "1490512680000": "2017-03-26T15:18:00",
    "1490512680": "2017-03-26T15:18:00",
    "Mar 26, 2017": "2017-03-26",
    "26 March 2017 15:18": "2017-03-26T15:18",
    "Sun Mar 26 15:18:07 CST 2017": "2017-03-26T15:18:07",
}

RELATIVE = {
    "今天": "2017-03-26",
    "昨天": "2017-03-25",
    "昨日": "2017-03-25",
    "前天": "2017-03-24",
    "昨天 10:20": "2017-03-25T10:20",
    "3天前": "2017-03-23",
    "三天前": "2017-03-23",
    "2小时前": "2017-03-26T13:18",
    "30分钟前": "2017-03-26T14:48",
    "刚刚": "2017-03-26T15:18",
}

REFUSED = [
    *("", " ", "无", "/", "—", "区政府办公室", "2017", "2017年", "二〇一七年", "公元2017年"),
    *("12月31日", "3月26日", "3.26", "15:18", "去年", "本月", "1个月前", "2017年第3季度"),
    *("2017-02-30", "2017-13-01", "2017-00-10", "2017年2月29日", "0000-00-00", "2017-03-26 24:00", "2017-03-26 10:61"),
    *("201911日", "20191231日", "2017年3月26", "2017年326日", "2017-0326", "2017/03-26", "2017-3月26日", "2017-03-26]"),
    *("2016年1月1日至12月31日", "2016-01-01至2016-12-31", "2016-2017", "2016年1月1日—2016年12月31日"),
    *("0769-87711001", "0454-7366622", "13912345678", "523616", "ZWGK/201703262740", "201703262740", "2020-00201"),
    *(
        "截至2017年3月26日",
        "2017年3月26日起施行",
        "索引号：20170326",
        "电话：20170326",
        "5/6/2017",
        "二十年三月",
        "一二月三日",
    ),
    *("2017-03-26T15:18:30+99:99", "2017-03 15:18", "2017年3月26日 凌晨12:30"),
]


@pytest.mark.parametrize(("printed", "iso"), ABSOLUTE.items())
def test_absolute_forms(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso
    assert parse_date(printed, now=FETCHED) == iso


@pytest.mark.parametrize(("printed", "iso"), ODD.items())
def test_odd_forms(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize(("printed", "iso"), RELATIVE.items())
def test_relative_forms_need_the_time_of_fetching(printed: str, iso: str) -> None:
    assert parse_date(printed, now=FETCHED) == iso
    assert parse_date(printed) is None


def test_relative_dates_count_from_beijing_time() -> None:
    late_evening_in_london = datetime(2017, 3, 25, 20, 0, tzinfo=UTC)
    assert parse_date("今天", now=late_evening_in_london) == "2017-03-26"


@pytest.mark.parametrize("printed", REFUSED)
def test_nothing_is_invented(printed: str) -> None:
    assert parse_date(printed) is None
    assert parse_date(printed, now=FETCHED) is None


def test_dateparser_is_imported_only_when_needed() -> None:
    program = (
        "import sys; from crawler.extraction.dates.absolute import parse_date\n"
        "for text in ('2017年3月26日', '二〇一七年三月', '区政府', '12月31日'): parse_date(text)\n"
        "assert 'dateparser' not in sys.modules\n"
        "parse_date('17-03-26')\n"
        "assert 'dateparser' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


HAN = "〇一二三四五六七八九"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


FORMS: list[Callable[[date], str]] = [
    lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month:02} 月 {d.day:02} 日",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}{d.month:02}{d.day:02}",
    lambda d: "".join(HAN[int(c)] for c in str(d.year)) + f"年{_han(d.month)}月{_han(d.day)}日",
    lambda d: "".join("O" if c == "0" else HAN[int(c)] for c in str(d.year)) + f"年{_han(d.month)}月{_han(d.day)}日",
]


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["", "发布日期：", "["]))
def test_every_day_in_every_form(day: date, form: Callable[[date], str], around: str) -> None:
    printed = around + form(day) + ("]" if around == "[" else "")
    assert parse_date(printed) == day.isoformat()


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789年月日-/.: 至〇二一十三[]（）天前TZ+", max_size=24))
def test_what_is_read_is_a_real_date_of_the_text(printed: str) -> None:
    iso = parse_date(printed)
    if iso is not None:
        datetime.fromisoformat(iso if len(iso) > 7 else iso + "-01")
        assert 1900 <= int(iso[:4]) < 2100


def test_long_text_costs_nothing() -> None:
    for hostile in ("2017年" * 50_000, "(" * 100_000, "2017-03-26" + " " * 100_000 + "x", "零" * 79 + "年月"):
        assert parse_date(hostile) is None
