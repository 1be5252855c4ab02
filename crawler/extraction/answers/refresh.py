"""Pages that only lead on: a meta refresh, or a script with the new address written out."""

from __future__ import annotations

import html as entities
import re

MAX_SCRIPT_REDIRECT = 2048
"""Characters of a page that is nothing but a redirect by script; in longer ones `location` is a button's."""
MAX_WAIT = 5
"""Seconds of a meta refresh that leads on; news pages reload themselves after minutes."""

_META = re.compile(r"<meta\b[^>]*http-equiv\s*=\s*[\"']?\s*refresh\b[^>]*>", re.I)
_CONTENT = re.compile(
    r"content\s*=\s*(?P<quote>[\"']?)\s*(?P<wait>\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=\s*)?(?P<url>[^>]*?)\s*(?P=quote)\s*/?\s*(?:>|\s\w+=)",
    re.I,
)
_LOCATION = re.compile(
    r"(?:\b(?:window|self|top|parent|document)\s*\.\s*)?\blocation(?:\s*\.\s*href)?\s*=\s*([\"'])(?P<url>[^\"'\s]+)\1\s*(?![+.\w\s]*\+)"
    r"|\blocation\s*\.\s*(?:replace|assign)\s*\(\s*([\"'])(?P<call>[^\"'\s]+)\3\s*\)",
    re.I,
)
_UNSEEN = re.compile(r"<!--.*?-->|<noscript\b.*?</noscript\s*>", re.S | re.I)


def refresh_target(html: str) -> str | None:
    """The address that a page leads on to, as it is written, or `None`.

    >>> refresh_target('<meta http-equiv="refresh" content="0;url=/zwgk/index.html">')
    '/zwgk/index.html'
    >>> refresh_target("<script>window.location.href = './2016n/';</script>")
    './2016n/'
    >>> refresh_target('<meta http-equiv="refresh" content="300; url=/">')
    >>> refresh_target("<script>location.href='/search?q=' + word</script>")
    """
    seen = _UNSEEN.sub("", html[:65536])
    for meta in _META.finditer(seen):
        found = _CONTENT.search(meta[0])
        if found and float(found["wait"]) <= MAX_WAIT and (url := _address(found["url"])):
            return url
    if len(html) >= MAX_SCRIPT_REDIRECT or "<script" not in seen.lower():
        return None
    found = _LOCATION.search(seen)
    return _address(found["url"] or found["call"]) if found else None


def _address(written: str) -> str | None:
    url = entities.unescape(written).strip(" \t\r\n'\"")
    return None if not url or url.startswith(("#", "javascript:", "about:")) else url
