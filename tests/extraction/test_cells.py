"""What a cell says: the states of the contract, and that no printed text becomes another number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.tables.cells import read_cell


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("0", 0, None),
        ("12", 12, None),
        (" 12\u3000", 12, None),
        ("１２", 12, None),
        ("1,234", 1234, "1,234"),
        ("1，234，567", 1234567, "1，234，567"),
        ("0.00", 0, "0.00"),
        ("05", 5, "05"),
        ("3件", 3, "3件"),
        ("3 条", 3, "3 条"),
    ],
)
def test_counts(text: str, value: int, raw: str | None) -> None:
    cell = read_cell(text)
    assert (cell.state, cell.value, cell.raw) == ("number", value, raw)
    assert isinstance(cell.value, int)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0\xa0", "\u200b", "\ufeff"])
def test_blank_is_nothing_and_keeps_nothing(text: str) -> None:
    assert read_cell(text) == ("blank", None, None, None)


@pytest.mark.parametrize("text", ["/", "／", "-", "--", "—", "——", "–", "－", "无", "不适用", "N/A", "\\", "*"])
@pytest.mark.parametrize("kind", ["count", "change", "money", "fee"])
def test_not_applicable_is_null_with_its_print(text: str, kind: str) -> None:
    cell = read_cell(text, kind)
    assert (cell.state, cell.value, cell.raw) == ("not_applicable", None, text)


@pytest.mark.parametrize(
    "text",
    [
        "-2", "+3", "1.5", "12.345", "1,23", "1、234", "3/2", "5②", "5²", "1.", "①", "约3", "3余", "O", "零",
        "见附件", "2019年", "1+1", "1" * 16, "3%", "九",
    ],
)  # fmt: skip
def test_what_is_no_count_has_no_value(text: str) -> None:
    cell = read_cell(text)
    assert (cell.state, cell.value, cell.raw) == ("text", None, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("+3", 3),
        ("＋3", 3),
        ("增3", 3),
        ("增加 3", 3),
        ("-2", -2),
        ("−2", -2),
        ("减2", -2),
        ("减少2项", -2),
        ("减0", 0),
    ],
)
def test_changes(text: str, value: int) -> None:
    assert read_cell(text, "change")[:2] == ("number", value)


@pytest.mark.parametrize("text", ["增3减2", "3/-2", "持平", "增", "+-3", "3-2"])
def test_changes_that_say_two_things_or_none(text: str) -> None:
    assert read_cell(text, "change")[:2] == ("text", None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("251000元", 251000, "元"),
        ("160.5964万元", 160.5964, "万元"),
        ("1,234.50", 1234.5, None),
        ("¥300", 300, "元"),
        ("12.5（万元）", 12.5, "万元"),
        ("0", 0, None),
        ("7.2亿元", None, "亿元"),
        ("约3万元", None, None),
    ],
)
def test_money_is_the_printed_number_with_its_unit(text: str, value: float | None, unit: str | None) -> None:
    cell = read_cell(text, "money")
    assert (cell.value, cell.unit) == (value, unit)


def test_a_fee_in_another_unit_than_the_column_has_no_value() -> None:
    assert read_cell("9116.36", "fee").value == 9116.36
    assert read_cell("9116.36万元", "fee").value == 9116.36
    assert read_cell("9116元", "fee").value is None


def test_digits_broken_by_a_blank_are_not_yet_a_number() -> None:
    assert read_cell("1 0")[:3] == ("wrapped", 10, "1 0")
    assert read_cell("1\n0").state == "wrapped"


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_every_plain_integer_is_itself(number: int) -> None:
    assert read_cell(str(number)) == ("number", number, None, None)
    assert read_cell(f"{number:,}").value == number


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(("count", "change", "money", "fee")))
def test_any_text_is_read_without_raising_and_keeps_its_print(text: str, kind: str) -> None:
    cell = read_cell(text, kind)
    assert cell.state != "number" or cell.value is not None
    if cell.state in ("text", "wrapped", "not_applicable"):
        assert cell.raw == text


@settings(deadline=None)
@given(st.text(alphabet="0123456789+-,.， 　/万元亿件增减()（）年", max_size=12))
def test_a_value_has_the_digits_of_the_print_in_their_order(text: str) -> None:
    for kind in ("count", "change", "money", "fee"):
        cell = read_cell(text, kind)
        if cell.value is not None:
            printed = "".join(filter(str.isdigit, text)).lstrip("0")
            shown = "".join(filter(str.isdigit, format(Decimal(repr(abs(cell.value))), "f"))).lstrip("0")
            assert printed.rstrip("0") == shown.rstrip("0")
