"""Bounds on untrusted markup, checked before it is parsed.

An HTML5 parser follows the standard even where the standard is quadratic: every open block is asked for at every
new one (100,000 nested `<div>` take half a minute), formatting elements left open are made anew in every paragraph
(20 KB of markup become a million elements), and each attribute of a tag is compared with all others.
"""

from __future__ import annotations

import re

from crawler.extraction.page import UnreadablePage

MAX_BYTES = 20 * 1024 * 1024
"""Largest page that is read; real reports stay below 2 MB."""
MAX_TAGS = 300_000
"""Most tags of a page; real reports stay below 20,000."""
MAX_WORK = 200_000_000
"""Most steps through open elements, about a second."""
MAX_REMADE = 2_000_000
"""Most formatting elements that may be made anew."""
MAX_ATTRIBUTES = 5_000
"""Most words inside one tag."""

_HARMLESS_DEPTH = 20_000
_HARMLESS_BYTES = 256 * 1024
_LONG_TAG = 16 * 1024

_FORMATTING = re.compile(
    rb"</?(?:[aA]|[bB]|[iI]|[uU]|[sS]|[fF][oO][nN][tT]|[eE][mM]|[tT][tT]|big|BIG|small|SMALL|strong|STRONG"
    rb"|code|CODE|strike|STRIKE|nobr|NOBR)(?:[\s/][^<>]*)?>"
)
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,20})")
_NEVER_DEEP = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot "
    b"option optgroup rt rp colgroup".split()
)


def tame(source: bytes) -> bytes:
    """The markup, fit for a parser: harmless pages as they are, formatting taken off where it would explode.

    Raises `UnreadablePage("too_large")` beyond the bounds above.

    >>> tame(b"<p><b>1082</b></p>")
    b'<p><b>1082</b></p>'
    """
    if len(source) > MAX_BYTES:
        raise UnreadablePage("too_large", f"{len(source)} bytes of markup, at most {MAX_BYTES} are read")
    tags = source.count(b"<")
    if tags > MAX_TAGS:
        raise UnreadablePage("too_large", f"{tags} tags, at most {MAX_TAGS} are read")
    if len(source) > _HARMLESS_BYTES:
        _check_attributes(source)
    if (
        _may_remake(tags)
        and _may_remake(tags - source.count(b"</"))
        and len(_FORMATTING.findall(source)) // 2 * tags > MAX_REMADE * 2
        and _remade(source) > MAX_REMADE
    ):
        source = _FORMATTING.sub(b"", source)
    if tags > _HARMLESS_DEPTH:
        _check_depth(source)
    return source


def _may_remake(opening: int) -> bool:
    """Whether so many opening tags, half of them formatting, can ask for too much: the cheap look."""
    return (opening / 2) ** 2 > MAX_REMADE


def _remade(source: bytes) -> int:
    """How many formatting elements may be made anew at most: those open, summed over all opening tags."""
    open_now: dict[bytes, int] = {}
    total = remade = 0
    for found in _TAG.finditer(source):
        closing, name = found[1], found[2].lower()
        if _FORMATTING.match(b"<" + name + b">") is None:
            remade += 0 if closing else total
        elif not closing:
            open_now[name] = open_now.get(name, 0) + 1
            total += 1
        elif open_now.get(name):
            open_now[name] -= 1
            total -= 1
    return remade


def _check_depth(source: bytes) -> None:
    open_now: dict[bytes, int] = {}
    depth = deepest = work = 0
    for closing, printed in _TAG.findall(source):
        name = printed.lower()
        if name in _NEVER_DEEP:
            work += 0 if closing else depth
        elif not closing:
            open_now[name] = open_now.get(name, 0) + 1
            depth += 1
            work += depth
            deepest = max(deepest, depth)
        elif open_now.get(name):
            open_now[name] -= 1
            depth -= 1
    if work > MAX_WORK:
        raise UnreadablePage("too_large", f"elements nested up to {deepest} deep")


def _check_attributes(source: bytes) -> None:
    for piece in source.split(b"<"):
        if len(piece) > _LONG_TAG:
            end = piece.rfind(b">")
            words = len((piece if end < 0 else piece[:end]).split())
            if words > MAX_ATTRIBUTES:
                raise UnreadablePage("too_large", f"a tag of {words} attributes")
