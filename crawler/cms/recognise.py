"""Of which family is a column's page? Told by its marks; where none are enough, it stays unknown."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.cms.signatures import SIGNATURES, WANTED, Signature


@dataclass(frozen=True, slots=True)
class Recognised:
    """A family and what the page tells of it."""

    family: str
    marks: tuple[str, ...]
    """What it was known by, as it stands on the page or in its address."""
    params: Mapping[str, str] = field(default_factory=dict)
    prefix: str | None = None
    """Where the portal begins on its host."""


def recognise(url: str, text: str) -> Recognised | None:
    """The family of a column's page, from its address and markup; None: none that is known.

    >>> page = '<a href="./201703/t20170326_1.html">年报</a><script>createPageHTML(3, 0, "index", "html")</script>'
    >>> recognise("http://a.cn/xxgk/", page).family
    'trs'
    >>> found = recognise("http://a.cn/dgzmtz/gkmlpt/annualreport#2629", "<script>window._CONFIG = {SID: '7'}</script>")
    >>> found.family, dict(found.params), found.prefix
    ('gkmlpt', {'cat': '2629', 'sid': '7'}, '/dgzmtz')
    >>> recognise("http://a.cn/xxgk/", "<p>年报</p>")
    """
    text = html.unescape(text)
    best, weight = "", 0
    found: tuple[str, ...] = ()
    for family, signature in SIGNATURES.items():
        marks, weighs = _marks(signature, url, text)
        if weighs > weight:
            best, found, weight = family, marks, weighs
    if weight < WANTED:
        return None
    signature = SIGNATURES[best]
    params = {name: value for name, pattern in signature.params.items() if (value := _first(pattern, text, url))}
    prefix = re.search(signature.prefix, urlsplit(url).path) if signature.prefix else None
    return Recognised(best, found, params, prefix[1] if prefix else None)


def _marks(signature: Signature, url: str, text: str) -> tuple[tuple[str, ...], int]:
    found = [
        (match[0], weight)
        for place, marks in ((text, signature.marks), (url, signature.address))
        for pattern, weight in marks.items()
        if (match := re.search(pattern, place, re.I))
    ]
    return tuple(" ".join(mark.split())[:60] for mark, _ in found), sum(weight for _, weight in found)


def _first(pattern: str, *places: str) -> str | None:
    for place in places:
        if match := re.search(pattern, place):
            return next((group for group in match.groups() if group), None)
    return None
