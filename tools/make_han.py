"""Writes crawler/extraction/data/han.py: which characters betray traditional or simplified script.

Run `python tools/make_han.py` after an upgrade of OpenCC; the file is data, never edited by hand.
Source: the tables of OpenCC (Apache-2.0), configuration tw2s.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import opencc

TARGET = Path(__file__).parents[1] / "crawler/extraction/data/han.py"
# Standard again since 《通用规范汉字表》 (国发〔2013〕23号), mostly in names: no evidence.
STANDARD_IN_NAMES = set("昇陞剋菉蒐絜脩谿氾劄")
# Variants that OpenCC leaves alone (measured on Hong Kong, Japanese-font and old-print texts).
VARIANTS = dict(
    zip(
        "衞衹祇戸痲縂竝値歩毎浄呉枱攷勅脇恊倣傚効凴賛廸廻粧菓蔴紥籐鬪砲敍寗",
        "卫只只户麻总并值步每净吴台考敕胁协仿效效凭赞迪回妆果麻扎藤斗炮叙宁",
        strict=True,
    )
)
HEADER = '''"""Characters of one script only, from OpenCC's tables. Written by tools/make_han.py."""

from __future__ import annotations

'''


def encodable(character: str, codec: str) -> bool:
    """Whether the codec knows the character."""
    return bool(character.encode(codec, "ignore"))


def literal(name: str, meaning: str, characters: list[str]) -> str:
    """A named string literal over several lines."""
    lines = "\n".join(f'    "{line}"' for line in textwrap.wrap("".join(characters), 50))
    return f'{name} = (\n{lines}\n)\n"""{meaning}"""\n'


def main() -> None:
    """Write the file."""
    simplify, traditionalise = opencc.OpenCC("tw2s").convert, opencc.OpenCC("s2t").convert
    folds: dict[str, str] = {}
    for character in map(chr, range(0x3400, 0xA000)):
        target = VARIANTS.get(character) or simplify(character)
        if target == character or character in STANDARD_IN_NAMES or encodable(character, "gb2312"):
            continue
        printed = encodable(character, "gbk") or encodable(character, "big5hkscs")
        if not printed or not encodable(target, "gbk"):
            continue
        folds[character] = target
    simplified = [
        character
        for character in map(chr, range(0x4E00, 0xA000))
        if encodable(character, "gb2312")
        and not encodable(character, "big5")
        and traditionalise(character) != character
    ]
    parts = [
        literal("TRADITIONAL", "Outside GB2312, and simplified to something else.", list(folds)),
        literal("FOLDED", "Their simplified forms, place by place.", list(folds.values())),
        literal("SIMPLIFIED", "In GB2312, outside Big5, written otherwise in traditional script.", simplified),
    ]
    TARGET.write_text(HEADER + "\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
