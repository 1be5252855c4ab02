"""What a cell of an official table says: a number, nothing, "not applicable", or something that is no number.

Nothing is guessed: blank is not zero, `无` is not zero, and a text that may be read in two ways has no value.
Whatever is not a plain non-negative integer keeps its printed text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from crawler.extraction.forms.shapes import ColumnKind
from crawler.items import Number

CellState = Literal["number", "blank", "not_applicable", "wrapped", "text"]
"""`number` carries a value; `blank` and `not_applicable` (`/`, `—`, 无, 不适用) say that there is none; `wrapped`
is a run of digits broken by blanks (a number over two lines, or two numbers); `text` is anything else."""

MAX_CELL = 80
"""Longest printed text that may be a figure."""

MAX_DIGITS = 15
"""Longest run of digits that is a number: beyond it a float would lose digits, and no count is that large."""

_BLANK = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\xad\u3164]*")
_INNER_BLANK = re.compile(r"(?<=[\d.,])[\s\u200b]+(?=[\d.,])")
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\xad]+")
_NOT_APPLICABLE = re.compile(r"[/\\|*-]{1,8}|无|不适用|不涉及|暂无|N/?A|n/?a")
_FOOTNOTE = re.compile("[²³¹⁰-⁹₀-₉①-⓿❶-➓]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─_", "-"))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})"
_COUNT = re.compile(rf"(?P<number>{_NUMBER})(?P<decimals>\.\d{{1,8}})?(?P<unit>[件条项个宗份起次例篇部类家人])?")
_CHANGE = re.compile(
    rf"(?P<sign>增加|新增|增|减少|减|[+↑↓-])?:?(?P<number>{_NUMBER})(?P<decimals>\.0{{1,8}})?(?P<unit>[件条项个])?"
)
_MONEY = re.compile(rf"(?P<yuan>¥)?(?P<number>{_NUMBER})(?P<decimals>\.\d{{1,8}})?\(?(?P<unit>亿元?|万元?|元整?)?\)?")
_NEGATIVE = frozenset(("减", "减少", "-", "↓"))
_MONEY_UNITS = {"万": "万元", "元整": "元", "亿": "亿元"}


class CellValue(NamedTuple):
    """A cell as read."""

    state: CellState
    value: Number | None = None
    """The number, only in state `number`; in state `wrapped` the number that the digits make together."""
    raw: str | None = None
    """The printed text where it is not blank and not a plain non-negative integer."""
    unit: str | None = None
    """The printed unit of money: 元, 万元, 亿元."""


_BLANK_CELL = CellValue("blank")


def read_cell(text: str, kind: ColumnKind = "count") -> CellValue:
    """Read a cell of a column of this kind.

    >>> read_cell("１２").value, read_cell("　").state, read_cell("无").state, read_cell("/").raw
    (12, 'blank', 'not_applicable', '/')
    >>> read_cell("1，234").value, read_cell("12件").raw, read_cell("5②").value, read_cell("-2").state
    (1234, '12件', None, 'text')
    >>> read_cell("减2", "change").value, read_cell("-2", "change").value, read_cell("-", "change").state
    (-2, -2, 'not_applicable')
    >>> read_cell("160.5964万元", "money")
    CellValue(state='number', value=160.5964, raw='160.5964万元', unit='万元')
    >>> read_cell("1 0").state, read_cell("1 0").value
    ('wrapped', 10)
    """
    if len(text) > MAX_CELL and len(text := text.strip()) > MAX_CELL:
        return CellValue("text", None, text)
    return _read_cell(text, kind)


@lru_cache(maxsize=16384)
def _read_cell(text: str, kind: ColumnKind) -> CellValue:
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and (text == "0" or text[0] != "0"):
        return CellValue("number", int(text))
    if not text or _BLANK.fullmatch(text):
        return _BLANK_CELL
    if _FOOTNOTE.search(text):
        return CellValue("text", None, text)
    return _read_printed(text, kind)


def _read_printed(text: str, kind: ColumnKind) -> CellValue:
    plain = unicodedata.normalize("NFKC", text).strip().translate(_DASHES)
    wrapped = _INNER_BLANK.search(plain) is not None
    plain = _BLANKS.sub("", plain)
    if plain.isdigit() and plain.isascii() and not wrapped and len(plain) <= MAX_DIGITS:
        return CellValue("number", int(plain), None if _is_plain(text, plain) else text)
    if _NOT_APPLICABLE.fullmatch(plain):
        return CellValue("not_applicable", None, text)
    value, unit = _READERS[kind](plain)
    if value is None:
        return CellValue("text", None, text, unit)
    return CellValue("wrapped" if wrapped else "number", value, text, unit)


def _is_plain(text: str, digits: str) -> bool:
    """Whether the print differs from the digits in widths and blanks only."""
    return str(int(digits)) == unicodedata.normalize("NFKC", text).strip()


def _number(found: re.Match[str]) -> Number | None:
    digits = found["number"].replace(",", "")
    decimals = found["decimals"]
    if len(digits) + len(decimals or "") > MAX_DIGITS + 1 or (decimals and len(digits) > 1 and digits[0] == "0"):
        return None
    return float(digits + decimals) if decimals else int(digits)


def _count(plain: str) -> tuple[Number | None, None]:
    """A count; `12.345` is no count, it may be a thousands separator or a decimal."""
    found = _COUNT.fullmatch(plain)
    value = _number(found) if found else None
    if value is not None and value != int(value):
        return None, None
    return (None if value is None else int(value)), None


def _change(plain: str) -> tuple[Number | None, None]:
    found = _CHANGE.fullmatch(plain)
    value = _number(found) if found else None
    if found is None or value is None:
        return None, None
    return (-int(value) if found["sign"] in _NEGATIVE else int(value)), None


def _money(plain: str) -> tuple[Number | None, str | None]:
    """An amount with its printed unit; 亿元 is no unit of the contract and gives no value."""
    found = _MONEY.fullmatch(plain)
    if found is None:
        return None, None
    unit = found["unit"] or ("元" if found["yuan"] else None)
    unit = _MONEY_UNITS.get(unit, unit) if unit else None
    return (None if unit == "亿元" else _number(found)), unit


def _fee(plain: str) -> tuple[Number | None, str | None]:
    """An amount in the column's own unit, 万元; a cell that prints another unit gives no value."""
    value, unit = _money(plain)
    return (value if unit in (None, "万元") else None), unit


_READERS = {"count": _count, "change": _change, "money": _money, "fee": _fee}
