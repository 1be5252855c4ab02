"""The words of a header: known labels however they are spaced, breadcrumbs, tools, placeholders."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crawler.extraction.forms import header_labels as forms

HAN = "\u3400-\u9fff"
BLANK = r"[\s\u200b\ufeff]"
"""Regular expression of one printed blank; `\\s` holds U+3000 and U+00A0."""
COLON = "[:：﹕︰∶]"
COLON_END = re.compile(f"{COLON}{BLANK}{{0,4}}$")


class Label(NamedTuple):
    """A known label."""

    name: str
    """As in the label table, e.g. `索引号`."""
    field: str | None
    """Field of `Metadata`; `None` for labels whose pairs stand in the header list alone."""
    trust: int
    """Group in the label table: 0 is trusted most."""


LABELS: dict[str, Label] = {name: Label(name, None, 0) for name in forms.HEADER_ONLY.split()} | {
    name: Label(name, field, trust)
    for field, groups in forms.FIELDS.items()
    for trust, names in enumerate(groups)
    for name in names.split()
}
COMPOUND = frozenset(name for name in LABELS if any(name[at:] in LABELS for at in range(1, len(name))))
"""Labels that end in a shorter label: 公开日期, 信息来源."""
CONTACT = frozenset(forms.CONTACT.split())
LIST_HEADS = frozenset(forms.LIST_HEADS.split())
_PLACEHOLDERS = frozenset(forms.PLACEHOLDERS.split())


def spaced(words: list[str]) -> str:
    """One regular expression for all words, longest first, each whole or letter by letter (`索 引 号`).

    Blanks here and there are not allowed: `已废止 时间` would hold the label 废止时间.
    """
    gap = f"{BLANK}{{1,8}}"
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(form for word in ordered for form in (re.escape(word), gap.join(map(re.escape, word))))


LABEL = re.compile(spaced(list(LABELS)))
"""A known label anywhere; the longest at a place is tried first. Meant for `fold`ed text."""
PLACE = re.compile(f"(?:{spaced(forms.PLACE_WORDS.split())}){BLANK}{{0,4}}{COLON}?")
"""The words before a breadcrumb."""
_TOOL = "|".join(sorted(map(re.escape, forms.TOOL_WORDS.split()), key=len, reverse=True))
TOOL = re.compile(rf"(?:^|(?<=[\s|｜\[【（(〖]))(?:{_TOOL})(?={BLANK}|{COLON}|[|｜\]】）)〗]|$)")
"""A tool word that is set off from the text around it."""
UNKNOWN = re.compile(
    rf"(?:^|(?<=[\s|｜\]】）)]))(?:[{HAN}]{{2,8}}|[{HAN}](?:{BLANK}{{1,4}}[{HAN}]){{1,3}}){BLANK}{{0,4}}{COLON}(?!//)"
)
"""What looks like a label: a short word between a blank and a colon."""

_REST = "|".join(sorted(map(re.escape, (*forms.TOOL_WORDS.split(), *forms.TOOL_REST.split())), key=len, reverse=True))
_TOOLS_ONLY = re.compile(rf"(?>{_REST}|{BLANK}|[:：|｜\[\]【】（）()<>《》〈〉·•,，、/\-_=*#~—…]){{1,200}}+")
_BLANKS = re.compile(f"{BLANK}+")
_LABEL_EDGE = re.compile(r"^[\s\u200b\ufeff•·●○■◆*\[【（(|｜]+|[\s\u200b\ufeff:：﹕︰∶\]】）)|｜]+$")
_LETTER = re.compile(r"[^\W_]")


def fold(text: str) -> str:
    """The same text, character for character, with the labels' characters in simplified script.

    >>> fold("發佈機構：東湖區")
    '发布机构：東湖區'
    """
    return text if text.isascii() else text.translate(forms.TRADITIONAL)


@lru_cache(maxsize=4096)
def as_label(text: str) -> Label | None:
    """The label that the text is, as a whole, blanks, colon and brackets around it aside.

    >>> as_label("索  引 号："), as_label("索引号码")
    (Label(name='索引号', field='index_number', trust=0), None)
    """
    if len(text) > 60:
        return None
    return LABELS.get(fold(_BLANKS.sub("", _LABEL_EDGE.sub("", text))))


def tidy(text: str) -> str:
    """Blanks at the ends removed, runs of blanks inside made one space."""
    return _BLANKS.sub(" ", text).strip()


def is_placeholder(text: str) -> bool:
    """Whether the text is what pages print where there is nothing to state.

    >>> [is_placeholder(text) for text in ("", "无 文号", "——", "/", "号", "〔〕号", "主动公开")]
    [True, True, True, True, True, True, False]
    """
    bare = _BLANKS.sub("", text)
    return bare.lower() in _PLACEHOLDERS or not _LETTER.search(bare)


def is_tools(text: str) -> bool:
    """Whether a whole line is tools beside the text: share, print, font size, rules.

    >>> [is_tools(text) for text in ("字体：【 默认 超大", "分享到：", "== 正文 ==", "大中小企业")]
    [True, True, True, False]
    """
    return len(text) <= 200 and _TOOLS_ONLY.fullmatch(text) is not None
