"""Does a decoded text look like Chinese administrative prose, or like a wrong charset?"""

from __future__ import annotations

import re

_COMMON = (
    "的一是在不了有和人这这中大为上个国我以要他时来用们到作地于出就分对成会可主发年动同工能下过民部政府信息公开条例度报告"
    "依申请数情况行法理关机及与件网站办市区县镇局月日主面无其他"
    "這為個國時來們會發動過開條報請數情況關機與網辦縣鎮無訊門務應"
)
"""The commonest characters of reports, simplified and traditional: a third and more of any real text."""

SAMPLED = 20_000
"""Characters looked at, taken where Han stand."""

_COMMON_HAN = re.compile(f"[{''.join(dict.fromkeys(_COMMON))}]")
_LETTER = re.compile("[\u0080-\uffff\U00010000-\U0010ffff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_MARKERS = ("的", "年", "公", "政", "一", "，")
_BINARY = bytes(set(range(0x20)) - {9, 10, 11, 12, 13, 0x1B, 0x1E, 0x1F})


def common_share(text: str) -> float:
    """Share of the commonest characters of reports among the letters beyond ASCII, 0..1.

    >>> common_share("主动公开政府信息情况") > 0.8, common_share("翴騁﹛ƾ袨")
    (True, 0.0)
    """
    letters = "".join(_NOT_ASCII.findall(text, 0, 4 * SAMPLED)) or "".join(_NOT_ASCII.findall(text))
    letters = letters[:SAMPLED]
    return len(_COMMON_HAN.findall(letters)) / len(letters) if letters else 0.0


def has_markers(text: str) -> bool:
    """Whether some of the very commonest characters stand in the text: cheap, and enough for a sound page.

    >>> has_markers("2016年政府信息公开"), has_markers("2016骞存斂搴滀俊鎭¯")
    (True, False)
    """
    return sum(marker in text for marker in _MARKERS) >= 3


def has_han(text: str) -> bool:
    """Whether any Han character stands in the text."""
    return _HAN.search(text) is not None


def looks_chinese(text: str) -> bool:
    """Whether the text is plausible: common characters stand in it, or there is next to nothing beyond ASCII.

    >>> looks_chinese("2016年政府信息公开工作年度报告"), looks_chinese("Not found")
    (True, True)
    >>> looks_chinese("Õþ¸®ÐÅÏ¢" * 9)
    False
    """
    lost = text.count("\ufffd")
    if has_markers(text):
        return lost <= 3 or len(_LETTER.findall(text)) > 20 * lost
    letters = len(_LETTER.findall(text))
    return letters < 20 or common_share(text) >= 0.02


def is_binary(body: bytes) -> bool:
    """Whether the first 4 KB hold more control bytes than a text ever does.

    >>> is_binary(bytes(range(32)) * 9), is_binary("年报".encode("gb18030"))
    (True, False)
    """
    head = body[:4096]
    return len(head) - len(head.translate(None, _BINARY)) > max(2, len(head) // 50)
