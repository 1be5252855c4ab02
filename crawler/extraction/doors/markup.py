"""What the walk needs to know of HTML: kinds of elements, invisible ones, white space."""

from __future__ import annotations

import re
from enum import IntEnum

from selectolax.lexbor import LexborHTMLParser

BREAK = "\x01"
"""Stands for `<br>` inside text; removed from pages that contain it."""


class Kind(IntEnum):
    """How an element takes part in lines. Everything else, custom elements included, is inline."""

    INLINE = 0
    TEXT = 1
    BLOCK = 2
    """Breaks lines and may be the body container."""
    LINE = 3
    """Breaks lines, holds a line or a few: li, dt, h1 …"""
    PARAGRAPH = 4
    """`<p>`: the parser guarantees that it holds no other block."""
    TABLE = 5
    GROUP = 6
    ROW = 7
    CELL = 8
    NAME = 9
    """`<dt>`: its `<dd>` goes on in the same line."""
    VALUE = 10
    LABEL = 11
    """`<label>`: a blank follows."""
    ANCHOR = 12
    PREFORMATTED = 13
    DROPPED = 14


_KINDS = {
    Kind.BLOCK: "address article aside blockquote body center details dialog div dl fieldset figure footer form "
    "header hgroup main menu nav ol search section ul dir caption summary marquee",
    Kind.LINE: "li h1 h2 h3 h4 h5 h6 legend figcaption hr",
    Kind.PARAGRAPH: "p",
    Kind.TABLE: "table",
    Kind.GROUP: "thead tbody tfoot",
    Kind.ROW: "tr",
    Kind.CELL: "td th",
    Kind.NAME: "dt",
    Kind.VALUE: "dd",
    Kind.LABEL: "label",
    Kind.ANCHOR: "a",
    Kind.PREFORMATTED: "pre listing xmp plaintext textarea",
    Kind.DROPPED: "script style noscript template select option optgroup datalist input button iframe object embed "
    "canvas svg math audio video map area head title noframes noembed rt rp col colgroup frameset",
}


def _tag_ids() -> dict[int, Kind]:
    parser = LexborHTMLParser("")
    ids = {parser.create_node(tag).tag_id: kind for kind, tags in _KINDS.items() for tag in tags.split()}
    holder = LexborHTMLParser("<p>-<!-- -->").css_first("p")
    text = holder.first_child
    comment = holder.last_child
    if text is None or comment is None:
        raise ImportError("this selectolax does not keep text and comments")
    return ids | {text.tag_id: Kind.TEXT, comment.tag_id: Kind.DROPPED}


KIND_OF_TAG = _tag_ids()
"""Lexbor's tag id -> kind."""

_WIDE = "\u3000-\u303f\u3400-\u9fff\uff01-\uff60"
_WIDE_END = re.compile(f"[{_WIDE}]$")
_WIDE_START = re.compile(f"[{_WIDE}]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]")


def clean(text: str) -> str:
    """One printed line: white space collapsed as HTML does, no blank where the source only wraps Chinese text.

    >>> clean("\\n  　　主动公开\\n    政府信息 1082\\xa0条 "), clean("201\\n6")
    ('主动公开政府信息 1082 条', '201 6')
    """
    if text.isalnum():
        return text
    if "\n" in text:
        text = _unwrap(text)
    return " ".join(text.split())


def _unwrap(text: str) -> str:
    """The source's lines in one: Chinese text goes on without a blank."""
    unwrapped: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line:
            if unwrapped and not (_WIDE_END.search(unwrapped[-1]) and _WIDE_START.match(line)):
                unwrapped.append(" ")
            unwrapped.append(line)
    return "".join(unwrapped)


def clean_invisible(text: str) -> str:
    """`clean` for pages with zero-width characters and soft hyphens, which split words and numbers unseen.

    >>> clean_invisible("10\u200b82 条")
    '1082 条'
    """
    return clean(_INVISIBLE.sub("", text))


def has_invisible(text: str) -> bool:
    """Whether zero-width characters stand in the text."""
    return any(mark in text for mark in "\u200b\ufeff\xad\u200c\u200d\u2060\u200e\u200f")
