"""Blocks that were decoded by the wrong charset inside a page that is otherwise sound.

UTF-8 read as GBK looks like 鏀垮簻淇℃伅, UTF-8 read as Latin-1 like æ”¿åºœ, GBK read as Latin-1 like Õþ¸®ÐÅÏ¢.
Where nothing was lost on the way, going back gives the text; where something was, the block stays and is flagged.
"""

from __future__ import annotations

import re

# The first two bytes of UTF-8 for Han (E4–E9), full-width forms (EF BC), 、。《》 (E3 80) and quotes (E2 80), read
# as GBK: outside GB2312 but for 锛, hardly ever met in a report.
_LEADS = [*range(0xE480, 0xE4A1), *range(0xE580, 0xE5A1), *range(0xE680, 0xE6A1), *range(0xE780, 0xE7A1)]
_LEADS += [*range(0xE880, 0xE8A1), *range(0xE980, 0xE9A1), 0xEFBC, 0xE380, 0xE280]
MARKS = "".join(dict.fromkeys(lead.to_bytes(2, "big").decode("gbk") for lead in _LEADS))
"""Characters that betray UTF-8 read as GBK, as the inside of a character class."""
LATIN_MARKS = "åæçÀ-ÖØ"
"""Letters that betray UTF-8 or GBK read as Latin-1, as the inside of a class; none of them is a letter of pinyin."""

_MOSTLY_COMMON = 0.8
_MARK = re.compile(f"[{MARKS}]")
_LATIN = re.compile("[ä-éï][\u0080-\u00bf\u0152-\u2122]")
_LATIN_PAIRS = re.compile("(?:[°-ÖØ-ö][¡-þ]){3}")
_LATIN_LETTER = re.compile("[À-ÖØ-öø-þ]")
_HAN = re.compile("[㐀-鿿]")


def is_mojibake(line: str) -> bool:
    """Whether the line was decoded by the wrong charset.

    >>> is_mojibake("政府信息公开年度报告".encode().decode("gb18030", "replace"))
    True
    >>> is_mojibake("鄭州市人民政府辦公廳關於政務公開的工作報告")
    False
    """
    marks = len(_MARK.findall(line))
    if marks:
        han = "".join(_HAN.findall(line))
        share = _common_share(han)
        return share <= 0.5 and (undo_mojibake(line) is not None or (marks >= 0.15 * len(han) and share <= 0.35))
    return len(_LATIN.findall(line)) >= 4 or _undo_gbk(line) is not None


def undo_mojibake(line: str) -> str | None:
    """The text that was meant, or `None` where bytes were lost.

    >>> undo_mojibake("主动公开政府信息".encode().decode("cp1252", "replace")) is None
    True
    >>> undo_mojibake("主动公开情况".encode().decode("gb18030"))
    '主动公开情况'
    """
    for wrong in ("gb18030", "cp1252", "latin-1"):
        try:
            meant = line.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if len(_HAN.findall(meant)) >= 2 and not _MARK.search(meant):
            return meant
    return _undo_gbk(line)


def _undo_gbk(line: str) -> str | None:
    """GBK read as Latin-1; rows of × and · are no letters."""
    if len(_LATIN_LETTER.findall(line)) < 3 or not _LATIN_PAIRS.search(line):
        return None
    try:
        meant = line.encode("latin-1").decode("gbk")
    except UnicodeError:
        return None
    han = "".join(_HAN.findall(meant))
    return meant if len(han) >= 3 and _common_share(han) >= _MOSTLY_COMMON else None


def _common_share(han: str) -> float:
    """Share of the characters of GB2312's first level (rows B0–D7)."""
    codes = han.encode("gb18030")  # two bytes, or four: in step
    pairs = zip(codes[::2], codes[1::2], strict=False)
    return sum(0xB0 <= lead <= 0xD7 and trail >= 0xA1 for lead, trail in pairs) / len(han) if han else 0.0
