"""How a list travels: the text of an answer becomes a tree of markup or a value of JSON."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from typing import Any
from urllib.parse import unquote

import jmespath
from parsel import Selector

from crawler.cms.recipe import ListSpec

Content = Selector | dict[str, Any] | list[Any]

_CALLBACK = re.compile(r"^[\s;]*[\w.$\[\]'\"]+\s*\((.*)\)[\s;]*$", re.S)
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>", re.S | re.I)


class UnreadableList(ValueError):  # noqa: N818 - a state of the page, not of the program
    """The answer is no list of the kind that the entry names."""


def content_of(text: str, spec: ListSpec) -> Content:
    """The list in an answer. Raises `UnreadableList`."""
    if spec.transport in ("json", "jsonp"):
        return _json(text)
    if spec.transport == "html_in_json":
        found = jmespath.search(spec.items or "data.html", _json(text))
        if not isinstance(found, str):
            raise UnreadableList(f"no markup under {spec.items or 'data.html'}")
        return markup(found)
    if spec.transport == "xml_datastore":
        return markup(records_markup(text))
    if spec.transport == "base64_html":
        return _encoded(text, spec)
    return markup(text)


def markup(text: str) -> Selector:
    """A tree of HTML, whatever the text is: left to itself, parsel takes one that is JSON for JSON.

    >>> markup("[]").css("a"), markup("").css("a")
    ([], [])
    """
    return Selector(text or "<p></p>", type="html")


def records_markup(text: str) -> str:
    """The records of a datastore, in an answer or embedded in a column's page, as one piece of markup.

    Read by expression, not as XML: many servers leave `&` bare outside CDATA.

    >>> records_markup("<datastore><record><![CDATA[<li>a</li>]]></record><record>&lt;li&gt;b</record></datastore>")
    '<div><li>a</li></div><div><li>b</div>'
    """
    records = (raw or html.unescape(escaped) for raw, escaped in _RECORD.findall(text))
    return "".join(f"<div>{record}</div>" for record in records) or "<p></p>"


def _json(text: str) -> dict[str, Any] | list[Any]:
    """JSON, also where a callback or a byte order mark stands around it."""
    text = text.strip().lstrip("\ufeff")
    if not text.startswith(("{", "[")) and (call := _CALLBACK.match(text)):
        text = call[1]
    try:
        value: Any = json.loads(text)
    except ValueError as error:
        raise UnreadableList(f"no JSON: {error}") from None
    if not isinstance(value, dict | list):
        raise UnreadableList("JSON, but neither an object nor an array")
    return value


def _encoded(text: str, spec: ListSpec) -> Selector:
    """Markup that a script decodes by `decodeURIComponent(atob(…))`."""
    if spec.items:
        text = "".join(markup(text).css(spec.items).css("::text").getall())
    try:
        return markup(unquote(base64.b64decode("".join(text.split())).decode("utf-8", "replace")))
    except (binascii.Error, ValueError) as error:
        raise UnreadableList(f"no base64: {error}") from None
