"""Radicals in the place of characters: what PDF text layers print as ⼀ ⾏ ⺠ becomes 一 行 民.

Kangxi radicals (U+2F00–2FDF) and compatibility ideographs (U+F900–FAFF) have a normal form in Unicode; most of
the CJK Radicals Supplement (U+2E80–2EF3) has none and is listed here.
"""

from __future__ import annotations

import unicodedata

RADICALS = "\u2e80-\u2fdf\uf900-\ufaff"
"""The ranges, as the inside of a regular expression's character class."""

_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺆⺇⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻冂几刀刂卩小小兀尣尢尣巳幺彑彐忄心扌攵旡日月歹民氵水灬爫爫丬牛犭王疋目示礻竹糹纟罓罒网网网羊羊羊老聿聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐齿齿龙龙龟龟",
        strict=True,
    )
)
_NORMAL = {
    code: normal
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF))
    for code in range(first, last + 1)
    if (normal := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(normal) == 1
}
_TABLE = {**{ord(radical): character for radical, character in _SUPPLEMENT.items()}, **_NORMAL}


def replace_radicals(text: str) -> str:
    """The text with ordinary characters, place by place; its length stays.

    >>> replace_radicals("⼀、⼈⺠政府信息公开⾏政复议")
    '一、人民政府信息公开行政复议'
    """
    return text.translate(_TABLE)


def count_radicals(text: str) -> int:
    """How many characters `replace_radicals` would change.

    >>> count_radicals("⼈⺠政府")
    2
    """
    return sum(ord(character) in _TABLE for character in text)
