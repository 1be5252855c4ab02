"""Takes off the page what its styles and attributes hide, before anything is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from crawler.extraction.doors.markup import KIND_OF_TAG, Kind
from crawler.extraction.doors.styles import Declared, declarations, every_declaration, hidden_by, hiding_rules

# Each begins with letters that stand side by side: such a pattern is looked for faster than `bytes.find` does.
_NEEDLES = tuple(
    map(
        re.compile,
        (
            b"display",
            b"font-size: ?0",
            b"visibility",
            b"opacity",
            rb"text-indent: ?-\d\d",
            b"position: ?[afr]",
            b"overflow",
            b"line-through",
        ),
    )
)
_SHOUTED_NEEDLES = (re.compile(b"DISPLAY"), re.compile(b"VISIBILITY"))
_HIDDEN_ATTRIBUTE = re.compile(rb"hidden(?<=[\s\"']hidden)(?=[\s>/=])")
_AFTER_DOCTYPE = 20
_PLAIN_STYLE = re.compile(rb"[\w\s:;.,%#()!-]*")
_ANY_STYLE = ",".join(
    f'[style*="{name}" i]'
    for name in ("display", "font-size", "visibility", "opacity", "indent", "position", "overflow", "line-through")
)
_MAX_STYLE = 400
_MAX_STYLES = 20
_SHORT = 200
_INHERITED = {"font-size": '[style*="font-size" i]', "visibility": '[style*="visib" i]'}
"""Properties that an element inside may set anew, and so be seen."""


class Hidden:
    """Takes hidden elements off the page, but for one that holds most of its text: a tab that a script opens."""

    def __init__(self, body: LexborNode, whole: int) -> None:
        self._body = body
        self._whole = whole
        self._spent = 0

    def holds_the_page(self, node: LexborNode) -> bool:
        """Whether more than half of the page's text stands in this element."""
        if self._spent > 4 * self._whole:
            return False
        length = len(node.text_lexbor())
        self._spent += length
        return length > _SHORT and length * 2 > self._whole

    def drop(self, source: bytes, sheets: Sequence[str]) -> None:
        """Take off what inline styles, the attribute `hidden` and the page's own `sheets` hide, wherever it stands;
        block elements are looked at in the walk again.
        """
        rules = hiding_rules(sheets, source) if sheets else {}
        query = ",".join((*_hiding(source), *rules))
        found = {node.mem_id: node for node in self._body.css(query)} if query else {}
        found.pop(self._body.mem_id, None)
        by_sheet: list[tuple[LexborNode, str]] = []
        for node in found.values():
            attributes = node.attributes
            by = hidden_here(node, attributes)
            if by:
                self._take(node, by)
            elif rules and (by := hidden_here(node, attributes, _ruled(node, attributes, rules))):
                by_sheet.append((node, by))
        if by_sheet and not self._hold_the_page(by_sheet):
            for node, by in by_sheet:
                self._take(node, by)

    def _hold_the_page(self, nodes: Sequence[tuple[LexborNode, str]]) -> bool:
        """Whether a sheet hides most of the text: parts that a script shows one by one."""
        length = 0
        for node, _ in nodes:
            length += len(node.text_lexbor())
            if length > _SHORT and length * 2 > self._whole:
                return True
        return False

    def _take(self, node: LexborNode, by: str) -> None:
        if self.holds_the_page(node):
            return
        kind = KIND_OF_TAG.get(node.tag_id, Kind.INLINE)
        if by == "display" or kind not in (Kind.CELL, Kind.ROW, Kind.GROUP):
            # Not recursive: the element goes with all it holds, and hidden ones inside it stay valid here.
            node.decompose(recursive=False)
            return
        # What is only unseen keeps its place in the table: a blank cell, not one cell less.
        for cell in (node,) if kind is Kind.CELL else node.css("td,th"):
            while (child := cell.first_child) is not None:
                child.decompose(recursive=False)


def hidden_here(node: LexborNode, attributes: Mapping[str, str | None], ruled: Declared | None = None) -> str | None:
    """The property by which the element's attributes, and the rules that fit it, take it off the page."""
    declared: dict[str, str] = {"display": "none"} if "hidden" in attributes else {}
    if ruled:
        declared.update(ruled)
    if style := attributes.get("style"):
        declared.update(every_declaration(style) if declared else declarations(style))
    if not declared:
        return None
    by = hidden_by(declared, KIND_OF_TAG.get(node.tag_id, Kind.INLINE))
    again = _INHERITED.get(by or "")
    if again and any(inner.mem_id != node.mem_id for inner in node.css(again)):
        return None
    return by


def _ruled(node: LexborNode, attributes: Mapping[str, str | None], rules: Mapping[str, Declared]) -> Declared:
    """What the rules of the sheets declare for the element."""
    names = [f".{name}" for name in (attributes.get("class") or "").split()]
    names += [f"#{name}" for name in (attributes.get("id") or "").split()]
    declared: dict[str, str] = {}
    for name in names:
        for selector in (name, f"{node.tag}{name}"):
            declared.update(rules.get(selector, {}))
    return declared


def _hiding(source: bytes) -> list[str]:
    """Selectors of the elements that may be hidden: whole style values are compared faster than parts."""
    selectors = ["[hidden]"] if _HIDDEN_ATTRIBUTE.search(source) else []
    values: set[bytes] = set()
    # Old editors write DISPLAY: NONE; most pages hold no Y at all behind their doctype, which is told at once.
    shouted = _SHOUTED_NEEDLES if source.find(b"Y", _AFTER_DOCTYPE) >= 0 else ()
    for needle in (*_NEEDLES, *shouted):
        for found in needle.finditer(source):
            at = found.start()
            around = source[max(0, at - _MAX_STYLE) : at + _MAX_STYLE]
            middle = min(at, _MAX_STYLE)
            if around.rfind(b"{", 0, middle) > max(around.rfind(b"<", 0, middle), around.rfind(b">", 0, middle)):
                continue  # a rule of a style sheet
            quote = max((b'"', b"'"), key=lambda mark: around.rfind(mark, 0, middle))
            begin, end = around.rfind(quote, 0, middle) + 1, around.find(quote, middle)
            value = around[begin:end]
            if value in values or not hidden_by(declarations(value.decode("utf-8", "ignore")), Kind.BLOCK):
                continue
            if not begin or end < 0 or not _PLAIN_STYLE.fullmatch(value) or len(values) >= _MAX_STYLES:
                return [*selectors, _ANY_STYLE]
            values.add(value)
    return selectors + [f'[style="{value.decode()}"]' for value in sorted(values)]
