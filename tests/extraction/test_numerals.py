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
        ("93.3", 93.3),
    ],
)
def test_counts(text: str, value: float) -> None:
    assert count(text) == value
    assert isinstance(count(text), int) == isinstance(value, int)


@pytest.mark.parametrize("text", ["", "12,3", "1,08", "二〇一六", "三四", "十百", "百千", "余", "12条", "-3", "万"])
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


@settings(max_examples=200, deadline=None)
@given(st.text("零〇一二两三十百千壹拾", max_size=8))
def test_a_numeral_is_positive_and_below_ten_thousand_or_none(text: str) -> None:
    value = han_number(text)
    assert value is None or 0 <= value < 10_000
