"""Labels of the official tables, made comparable: whole labels are compared, never parts of them.

Official labels differ from page to page in widths, blanks, brackets, quotes, ordinals and a year put inside.
What is compared is the stem: the Han characters, letters and digits that are left without the ordinal. Whole
stems are compared because 本年处理决定数量 contains 处理决定数量 and 行政规范性文件 contains 规范性文件.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from crawler.extraction.script.radicals import replace_radicals

MAX_LABEL = 120
"""Longest printed label that is looked at; the longest official one has 42 characters."""

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\xad]+")
_UNIFIED = str.maketrans(
    dict.fromkeys("“”„「」『』", '"')
    | dict.fromkeys("‘’`", "'")
    | dict.fromkeys("‐‑‒–—―−─", "-")
    | dict.fromkeys("〔【[", "(")
    | dict.fromkeys("〕】]", ")")
    | {"·": "."}
)
_ORDINAL = re.compile(
    r"(?P<open>\()?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<end>\)[、.,:]?|[、.,:。])"
    r"|(?P<bare>\d{1,2})(?=[\u3400-\u9fff])(?!\d*[年月日])"
)
_NOT_WORD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_YEAR = re.compile(r"(?:本年度?)?\(?20\d\d年?度?\)?")
_UNIT = re.compile(r"[(,:](?:计量)?(?:单位)?:?(?P<unit>亿元|万元|元)\)?$")


@lru_cache(maxsize=8192)
def normalise_label(text: str) -> str:
    """The label in one spelling: NFKC, no blanks, ASCII brackets, straight quotes, `-` for dashes, `1.`.

    >>> normalise_label("１、属于 国家秘密"), normalise_label("（三）不予公开"), normalise_label("⾃ 然 人")
    ('1.属于国家秘密', '(三)不予公开', '自然人')
    >>> normalise_label("3.危及“三安全一稳定”")
    '3.危及"三安全一稳定"'
    """
    text = unicodedata.normalize("NFKC", replace_radicals(text[: 2 * MAX_LABEL]))
    text = _BLANKS.sub("", text).translate(_UNIFIED)
    if text[1:3].find("、") >= 0 and text[0].isdigit():
        text = text.replace("、", ".", 1)
    return text


class Label(NamedTuple):
    """A printed label taken apart."""

    ordinal: str
    """`一`, `(一)`, `1`, or `""`."""
    stem: str
    """Han characters, letters and digits behind the ordinal."""


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Ordinal and stem of a printed label.

    >>> read_label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    Label(ordinal='(二)', stem='部分公开区分处理的只计这一情形不计其他情形')
    >>> read_label("其中：1、政府网站公开数"), read_label("① 重复申请").ordinal
    (Label(ordinal='1', stem='政府网站公开数'), '1')
    >>> read_label("2015年度"), read_label("三安全一稳定").ordinal
    (Label(ordinal='', stem='2015年度'), '')
    """
    label = normalise_label(text)[:MAX_LABEL]
    if label.startswith("其中"):
        label = label[2:].lstrip(":,")
    ordinal = ""
    if found := _ORDINAL.match(label):
        number = found["number"] or found["bare"]
        bracketed = found["end"] and found["end"][0] == ")" and not number.isdigit()
        ordinal = f"({number})" if bracketed else number
        label = label[found.end() :]
    return Label(ordinal, _NOT_WORD.sub("", label))


@lru_cache(maxsize=4096)
def column_stem(text: str) -> str:
    """Stem of a column label without the year that some agencies put inside and without its unit of money.

    >>> [column_stem(label) for label in ("本年（2023）制发件数", "2023年度制发件数", "本年增/减")]
    ['本年制发件数', '本年制发件数', '本年增减']
    >>> column_stem("本年收费金额（单位：万元）"), column_stem("采购总金额（元）")
    ('本年收费金额', '采购总金额')
    """
    label = _UNIT.sub("", normalise_label(text)[:MAX_LABEL])
    return _NOT_WORD.sub("", _YEAR.sub("本年", label)).replace("本年度", "本年")


@lru_cache(maxsize=1024)
def money_unit(text: str) -> str | None:
    """The unit of money that a label or a column head prints: 元, 万元, 亿元, else `None`.

    >>> money_unit("本年收费金额（单位：万元）"), money_unit("采购总金额（元）"), money_unit("采购总金额")
    ('万元', '元', None)
    """
    found = _UNIT.search(normalise_label(text)[:MAX_LABEL])
    return found["unit"] if found else None


def nearly_equal(one: str, other: str) -> bool:
    """Whether one character added or lost makes two stems equal, in stems of six or more also one replaced.

    Short labels differ by one character only and mean different things (行政处罚, 行政处理).

    >>> nearly_equal("行政法复议", "行政复议"), nearly_equal("行政处罚", "行政处理")
    (True, False)
    >>> nearly_equal("信访举报投拆类申请", "信访举报投诉类申请")
    True
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) < (6 if len(one) == len(other) else 4) or len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    return one[start:] == other[start + 1 :]
