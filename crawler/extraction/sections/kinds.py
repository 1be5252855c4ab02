"""Which class a heading belongs to, and where a known heading ends inside a longer text."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extraction.forms.section_headings import (
    CLASS_KEYWORDS,
    HEADING_PREFIX,
    KNOWN_HEADINGS,
    OVERRIDING_HEADINGS,
)
from crawler.items import Kind

LONGEST_HEADING = 45
"""A longer line before the first 。 is prose."""

_KNOWN = re.compile("|".join(f"(?P<{kind}>{'|'.join(fragments)})" for kind, fragments in KNOWN_HEADINGS))
_FRAGMENTS = tuple(re.compile(fragment) for _, fragments in KNOWN_HEADINGS for fragment in fragments)
_PREFIX = re.compile(HEADING_PREFIX)
_KEYWORDS = tuple((kind, re.compile(pattern)) for kind, pattern in CLASS_KEYWORDS)
_OVERRIDING = re.compile(OVERRIDING_HEADINGS)
_NOT_WORDS = re.compile(r"[\s“”\"'‘’《》「」]+")
_CONNECTORS = "和及与、的或因被中"


def bare(heading: str) -> str:
    """A heading without blanks, quotes and end punctuation, with ASCII commas: the form that is compared.

    >>> bare("概　述、"), bare("重点领域公开和“五公开”情况")
    ('概述', '重点领域公开和五公开情况')
    """
    return _NOT_WORDS.sub("", heading).replace("，", ",").strip("、,;:；：.。")


@lru_cache(maxsize=4096)
def known_kind(heading: str) -> Kind | None:
    """The class of a heading that is known word by word, a year and an agency before it apart.

    >>> known_kind("主动公开政府信息的情况"), known_kind("2016年我镇依申请公开政府信息办理情况")
    ('proactive_disclosure', 'applications')
    >>> known_kind("做好政府信息主动公开工作") is None
    True
    """
    text = bare(heading)
    if not 2 <= len(text) <= LONGEST_HEADING + 15:
        return None
    known = exact_kind(text)
    if known is None and (start := _prefix_end(text)):
        known = exact_kind(text[start:])
    return known


def exact_kind(text: str) -> Kind | None:
    """The class of a bare heading that is known word by word, with nothing before it.

    >>> exact_kind("概述"), exact_kind("我镇概述") is None
    ('overview', True)
    """
    found = _KNOWN.fullmatch(text)
    return found.lastgroup if found else None  # type: ignore[return-value]


def _prefix_end(text: str) -> int:
    found = _PREFIX.match(text)
    return found.end() if found else 0


def level_one_kind(heading: str) -> Kind | None:
    """The class of a level-1 heading, `None` where no word of it is known.

    >>> level_one_kind("因政府信息公开申请行政复议的情况"), level_one_kind("重点领域公开和五公开情况")
    ('review_and_litigation', 'proactive_disclosure')
    >>> level_one_kind("机构建设和保障经费"), level_one_kind("乡村振兴") is None
    ('other', True)
    """
    known = known_kind(heading)
    if known:
        return known
    text = bare(heading)
    return next((kind for kind, pattern in _KEYWORDS if pattern.search(text)), None)


def level_two_kind(heading: str, parent: Kind) -> Kind:
    """The class of a level-2 heading: its parent's, unless the heading itself is a known one.

    A measure against a problem (加强主动公开工作) stays with the problems.

    >>> level_two_kind("优化网站建设", "overview"), level_two_kind("依申请公开方面", "overview")
    ('overview', 'applications')
    >>> level_two_kind("主动公开方面", "problems_and_improvements")
    'problems_and_improvements'
    """
    own = known_kind(heading)
    if own is None or parent == "problems_and_improvements" or own == "overview":
        return parent
    return own if own != "other" or _OVERRIDING.fullmatch(bare(heading)) else parent


def known_prefix(text: str) -> int:
    """Where the longest known heading at the start of `text` ends (0: none); blanks inside it are passed
    over.

    >>> known_prefix("概 述2016年,我局共公开信息"), known_prefix("加强领导")
    (3, 0)
    """
    text = text[: LONGEST_HEADING + 35]
    places = [i for i, character in enumerate(text) if not character.isspace()]
    compact = "".join(text[i] for i in places)
    best = _longest(compact, 0)
    if not best:
        prefix = _prefix_end(compact)
        best = _longest(compact, prefix) if prefix else 0
    return places[best - 1] + 1 if best else 0


def _longest(text: str, start: int) -> int:
    ends = (found.end() for pattern in _FRAGMENTS if (found := pattern.match(text, start)))
    return max((end for end in ends if text[end - 1] not in _CONNECTORS), default=0)
