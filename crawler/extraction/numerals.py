"""Numbers as Chinese prose prints them: ordinals of headings (`十二`, `壹`) and counts (`1,082`, `3.7万`,
`三`).

A text that is not exactly one number gives `None`; nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPS = ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: value for value, group in enumerate(_GROUPS) for character in group}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ONE = f"[{''.join(_GROUPS[1:])}]"
_TENS = f"{_ONE}[十拾]{_ONE}?"
_HUNDREDS = f"{_ONE}[百佰](?:{_TENS}|[零〇]{_ONE})?"
_THOUSANDS = f"{_ONE}[千仟](?:{_HUNDREDS}|[零〇](?:{_TENS}|{_ONE}))?"
_NUMERAL = re.compile(f"[零〇]|{_ONE}|{_ONE}?[十拾]{_ONE}?|{_HUNDREDS}|{_THOUSANDS}")

HAN_ORDINAL = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
"""Regular expression of a heading's ordinal."""

_MIXED = r"(?:[1-9]\d{0,3}万)?[1-9]千(?:[1-9]百)?"
COUNT = (
    rf"(?:{_MIXED}(?![\d万])|"
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12}(?:\.\d{1,6})?)(?:\s?万)?"
    r"|[一二两三四五六七八九十百千零〇]{1,8}(?:万[一二两三四五六七八九十百千零〇]{0,7})?)"
)
"""Regular expression of a count in prose (the comma groups thousands)."""

_MIXED_COUNT = re.compile(r"(?:(\d+)万)?(\d)千(?:(\d)百)?")
_WRITTEN_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(万?)")
_SIMPLE_ORDINALS = "零一二三四五六七八九十"


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand, if it is written as a numeral has to be.

    A row of digits (`二〇一六`) is no numeral here; 一千五 may be 1005 or, as people say, 1500.

    >>> han_number("十二"), han_number("三百零五"), han_number("壹拾"), han_number("二〇一六"), han_number("一千五")
    (12, 305, 10, None, None)
    """
    if not _NUMERAL.fullmatch(text):
        return None
    total, digit = 0, None
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            digit = _DIGITS[character]
        else:
            total, digit = total + (1 if digit is None else digit) * unit, None
    return total + (digit or 0)


def ordinal(text: str) -> int | None:
    """The place of a heading from its printed ordinal, 1..99, in Chinese or Arabic digits.

    >>> ordinal("九"), ordinal("十"), ordinal("二十一"), ordinal("壹"), ordinal("3"), ordinal("零")
    (9, 10, 21, 1, 3, None)
    """
    value = int(text) if text.isdecimal() else han_number(text)
    return value if value is not None and 1 <= value <= 99 else None


def written_ordinal(value: int) -> str:
    """The Chinese ordinal of 1..99.

    >>> written_ordinal(3), written_ordinal(10), written_ordinal(12), written_ordinal(20)
    ('三', '十', '十二', '二十')
    """
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _SIMPLE_ORDINALS[tens] + "十")
    return head + (_SIMPLE_ORDINALS[ones] if ones else "")


def count(text: str) -> int | float | None:
    """The value of a printed count; 万 multiplies, an integer stays an integer.

    >>> count("1,082"), count("3.7万"), count("十二"), count("2万"), count("93.3"), count("三万")
    (1082, 37000, 12, 20000, 93.3, 30000)
    >>> count("一万二千"), count("12,3"), count("一万二"), count("1万2千"), count("3千5百"), count("1万2")
    (12000, None, None, 12000, 3500, None)
    """
    written = _WRITTEN_COUNT.fullmatch(text)
    if mixed := _MIXED_COUNT.fullmatch(text):
        myriads, thousands, hundreds = (int(digits or 0) for digits in mixed.groups())
        return myriads * 10_000 + thousands * 1_000 + hundreds * 100
    if written is None:
        return _han_count(text)
    exact = Decimal(written[1].replace(",", "")) * (10_000 if written[2] else 1)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _han_count(text: str) -> int | None:
    """A Chinese numeral with 万: what follows it begins with its thousands or with 零."""
    head, myriad, tail = text.partition("万")
    value = han_number(head)
    if value is None or not myriad or not tail:
        return value if value is None or not myriad else value * 10_000
    rest = han_number(tail.lstrip("零〇"))
    if rest is None or (rest < 1_000) != (tail[0] in "零〇"):
        return None
    return value * 10_000 + rest
