"""Figures in form fields: `<td><input value="12"></td>` prints 12."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_MAY_HOLD = re.compile(rb"<input\b", re.I)
_FIGURE = re.compile(r"\s*(?:[增减+-]?\d[\d.,，]{0,20}\s?[\u4e00-\u9fff]{0,2}|[/无—-])\s*")
"""What a field holds that is filled in; others are for the reader to fill in: 请输入关键字."""
_NOT_PRINTED = frozenset(
    ("hidden", "button", "submit", "reset", "image", "file", "checkbox", "radio", "password", "range", "color")
)
"""Types of fields that do not print their value as text; every other one does, an unknown one too."""


def print_fields(tree: LexborHTMLParser, source: bytes) -> None:
    """Put the figure of every text field in a table's cell into the cell."""
    if not _MAY_HOLD.search(source):
        return
    for node in tree.css("td input[value],th input[value]"):
        attributes = node.attributes
        kind = (attributes.get("type") or "").strip().lower()
        style = (attributes.get("style") or "").replace(" ", "").lower()
        if kind in _NOT_PRINTED or "hidden" in attributes or "display:none" in style or "visibility:hidden" in style:
            continue
        if _FIGURE.fullmatch(value := attributes.get("value") or ""):
            node.replace_with(value)
