from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.numerals import count, han_number, ordinal, written_ordinal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("１２", 12),
        ("1,082", 1082),
        ("3.7万", 37000),
        ("1.2345万", 12345),
        ("两", 2),
        ("十", 10),
        ("二十三", 23),
        ("一百零八", 108),
        ("三千二百", 3200),
        ("零", 0),
        ("2万", 20000),
        ("一千零五", 1005),
        ("三千零二十", 3020),
        ("一万二千三百", 12300),
        ("三万零六", 30006),
        ("93.3", 93.3),
    ],
)
def test_counts(text: str, value: float) -> None:
    assert count(text) == value
    assert isinstance(count(text), int) == isinstance(value, int)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12,3",
        "1,08",
        "二〇一六",
        "三四",
        "十百",
        "百千",
        "余",
        "12条",
        "-3",
        "万",
        "百",
        "一千五",
        "二百五",
        "一千五十",
        "一万三",
        "二万三百",
        "一万零二千",
        "十万八千里",
        "零五",
    ],
)
def test_what_is_not_exactly_one_number_is_none(text: str) -> None:
    assert count(text) is None


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99))
def test_a_written_ordinal_reads_back(value: int) -> None:
    assert ordinal(written_ordinal(value)) == value == ordinal(str(value))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_grouping_does_not_change_a_count(value: int) -> None:
    assert count(f"{value:,}") == count(str(value)) == value


def _written(value: int) -> str:
    """The numeral that a schoolbook writes."""
    words = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and value % unit and not words.endswith("零"):
            words += "零"
    return words


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999_999))
def test_a_schoolbook_numeral_reads_back(value: int) -> None:
    head, tail = divmod(value, 10_000)
    gap = "零" if head and 0 < tail < 1_000 else ""
    assert count((f"{_written(head)}万{gap}" if head else "") + _written(tail)) == value


@settings(max_examples=200, deadline=None)
@given(st.text("零〇一二两三十百千壹拾", max_size=8))
def test_a_numeral_is_positive_and_below_ten_thousand_or_none(text: str) -> None:
    value = han_number(text)
    assert value is None or 0 <= value < 10_000
