"""Traditional script → simplified, line by line, and only where the script is traditional.

OpenCC's tw2s reads whole phrases; on a simplified line it would do harm (显著 → 显着), so a line is converted whole
only if it is more traditional than simplified, else its traditional characters alone are folded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crawler.extraction.data.han import FOLDED, SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from opencc import OpenCC

_FOLD = str.maketrans(TRADITIONAL, FOLDED)
_IS_TRADITIONAL = re.compile(f"[{TRADITIONAL}]")
_IS_SIMPLIFIED = re.compile(f"[{SIMPLIFIED}]")
# What tw2s leaves of Hong Kong and Japanese-font spellings; 谘 is 諮 half-converted.
_AFTER = {**_FOLD, **str.maketrans("谘舖", "咨铺")}
_QUOTES = str.maketrans("「」『』", "“”‘’")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415  loads its dictionaries, clean pages never need them

    return OpenCC("tw2s")


def count_traditional(text: str) -> int:
    """How many characters exist in traditional script only.

    >>> count_traditional("公開范圍"), count_traditional("朱镕基、张喆、李堃")
    (2, 0)
    """
    return len(_IS_TRADITIONAL.findall(text))


def count_simplified(text: str) -> int:
    """How many characters exist in simplified script only.

    >>> count_simplified("公开范围"), count_simplified("公開範圍")
    (2, 0)
    """
    return len(_IS_SIMPLIFIED.findall(text))


def simplify_line(line: str, *, page_is_traditional: bool) -> str:
    """The line in simplified script; as long as before.

    A line whose characters belong to both scripts (`着力推行`) goes with the page.

    >>> simplify_line("著力推進「政務公開」,諮詢處理", page_is_traditional=True)
    '着力推进“政务公开”,咨询处理'
    >>> simplify_line("成效显著,公开范圍扩大", page_is_traditional=False)
    '成效显著,公开范围扩大'
    """
    traditional, simplified = count_traditional(line), count_simplified(line)
    if traditional >= simplified and (traditional or page_is_traditional):
        whole = str(_converter().convert(line)).translate(_AFTER).translate(_QUOTES)
        if "么" in line and len(whole) == len(line):  # tw2s reads a simplified 么 as 幺
            whole = "".join("么" if old == "么" else new for old, new in zip(line, whole, strict=True))
        return whole if len(whole) == len(line) else line.translate(_FOLD)
    return line.translate(_FOLD) if traditional else line
