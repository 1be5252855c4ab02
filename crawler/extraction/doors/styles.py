"""What styles take off the page: inline ones and the simple rules of the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crawler.extraction.doors.markup import Kind

MOST_OF_A_SHEET = 200_000
"""Characters of the style sheets that are read."""
MOST_RULES = 50
"""Hiding rules whose classes are looked for."""

_DECLARATION = re.compile(r"([a-z-]{3,20})\s*:\s*([^;]*)")
_IMPORTANT = re.compile(r"\s*!\s*important")
_MAY_HIDE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*[hc]|opacity\s*:\s*[0.]|font-size\s*:\s*[0.]|:\s*-\d\d|overflow[-xy]*\s*:\s*[hc]"
    r"|clip|line-through",
    re.I,
)
_ZERO = re.compile(r"0*\.?0+(?:p[xt]|r?em|%)?")
_AT_MOST_A_DOT = re.compile(r"(?:0*\.?0+(?:p[xt]|r?em|%)?|1px)")
_FAR = re.compile(r"-(?:(?:[5-9]\d\d|\d{4,})(?:\.\d+)?(?:p[xt]|r?em)|\d{2,}(?:\.\d+)?r?em)")
_CLIPPED = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%\)")
_SIDES = ("left", "top", "right", "bottom")
_SIZES = ("width", "height", "max-width", "max-height")
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")
_OFF_THE_FLOW = ("absolute", "fixed")
_TABLE_PARTS = frozenset((Kind.TABLE, Kind.GROUP, Kind.ROW, Kind.CELL))
_IN_A_LINE = frozenset((Kind.INLINE, Kind.ANCHOR, Kind.LABEL))

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.S)
_BRACE = re.compile(r"[{}]")
_NAME = r"-?[A-Za-z_][\w-]{0,60}"
_SIMPLE = re.compile(rf"([A-Za-z][A-Za-z0-9]*)?[.#]({_NAME})", re.A)
_NAMED = re.compile(rf"[.#]({_NAME})", re.A)

Declared = Mapping[str, str]
"""Property -> value in lower case; the last one that is declared counts."""


def declarations(style: str) -> dict[str, str]:
    """The declarations of a style that may hide something; nothing where none of its words may.

    >>> declarations("Display: None !important; color:red"), declarations("color:red")
    ({'display': 'none', 'color': 'red'}, {})
    """
    return every_declaration(style) if _MAY_HIDE.search(style) else {}


def every_declaration(style: str) -> dict[str, str]:
    """The declarations of a style, those that show something with them."""
    found = _DECLARATION.findall(style.lower())
    return {name: _IMPORTANT.sub("", value).strip() for name, value in found}


def hidden_by(declared: Declared, kind: Kind) -> str | None:
    """The property that takes an element of that kind off the page, `None` where none does.

    >>> styles = ("display:none", "position:absolute;left:-9999px", "font-size:0.8em", "width:0;overflow:hidden")
    >>> [hidden_by(declarations(style), Kind.INLINE) for style in styles]
    ['display', 'position', None, None]
    >>> hidden_by(declarations("width:0;overflow:hidden"), Kind.BLOCK)
    'overflow'
    """
    if not declared:
        return None
    get = declared.get
    if get("display") == "none":
        return "display"
    if get("visibility") in ("hidden", "collapse"):
        return "display" if get("visibility") == "collapse" and kind in (Kind.ROW, Kind.GROUP) else "visibility"
    for name in ("opacity", "font-size"):
        if _ZERO.fullmatch(get(name, "")):
            return name
    return _out_of_sight(declared, kind)


def _out_of_sight(declared: Declared, kind: Kind) -> str | None:
    """The property that strikes an element out, puts it off the screen or leaves it no room."""
    get = declared.get
    if "line-through" in get("text-decoration", "") or "line-through" in get("text-decoration-line", ""):
        return "text-decoration"
    position = get("position", "")
    if position in (*_OFF_THE_FLOW, "relative") and any(_FAR.fullmatch(get(side, "")) for side in _SIDES):
        return "position"
    if kind not in _IN_A_LINE and _FAR.fullmatch(get("text-indent", "")):
        return "text-indent"
    if position in _OFF_THE_FLOW and any(_CLIPPED.fullmatch(get(name, "")) for name in ("clip", "clip-path")):
        return "clip"
    return "overflow" if _has_size(declared, kind) and _is_cut(declared) else None


def _has_size(declared: Declared, kind: Kind) -> bool:
    """Whether width and height count: table parts grow with what they hold, inline elements know no size."""
    if kind in _TABLE_PARTS:
        return False
    display = declared.get("display", "inline" if kind in _IN_A_LINE else "block")
    return display != "inline" or declared.get("position") in _OFF_THE_FLOW or "float" in declared


def _is_cut(declared: Declared) -> bool:
    cut = any(declared.get(name) in ("hidden", "clip") for name in _OVERFLOWS)
    return cut and any(_AT_MOST_A_DOT.fullmatch(declared.get(name, "")) for name in _SIZES)


def hiding_rules(sheets: Sequence[str], source: bytes) -> dict[str, Declared]:
    """Selector -> declarations of the rules that hide a class or an id that the page's markup may use.

    Only `.x`, `#x` and `tag.x`, and none whose name another rule shows again (`.tab.on{display:block}`): such a class
    is switched by a script. Rules for print and for other widths of the screen (`@media`) are passed over.

    >>> hiding_rules([".x1, td.x2 > b{display:none} .tab{display:none} .tab.on{display:block}"], b"<i class=x1>9" * 2)
    {'.x1': {'display': 'none'}}
    """
    sheet = "\n".join(sheets)[:MOST_OF_A_SHEET]
    if not _MAY_HIDE.search(sheet):
        return {}
    rules = list(_top_rules(_COMMENT.sub("", sheet)))
    hiding: dict[str, tuple[str, str, Declared]] = {}
    for selectors, style in rules:
        declared = declarations(style)
        by = hidden_by(declared, Kind.BLOCK)
        for selector in map(str.strip, selectors.split(",")) if by else ():
            simple = _SIMPLE.fullmatch(selector)
            if by and simple and len(hiding) < MOST_RULES and source.count(simple[2].encode()) > sheet.count(simple[2]):
                hiding[selector] = simple[2], by, declared
    if not hiding:
        return {}
    shown = {
        (name, prop)
        for selectors, style in rules
        if not hidden_by(declared := every_declaration(style), Kind.BLOCK)
        for name in _NAMED.findall(selectors)
        for prop in declared
    }
    return {selector: declared for selector, (name, by, declared) in hiding.items() if (name, by) not in shown}


def _top_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that stand in no other block."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors = sheet[start : brace.start()].rpartition(";")[2]
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and "@" not in selectors:
                yield selectors, sheet[start : brace.start()]
        start = brace.end()
