"""The HTML door: bytes of a page become a `Page`.

Selectolax (lexbor) parses once, one walk makes lines and tables, the container is chosen among the boxes, and what
stands outside of it stays only where it belongs to the document: title, header block, breadcrumb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

from crawler.extraction.doors.attachments import read_links
from crawler.extraction.doors.boxes import Box, Printed, Sheet, flatten
from crawler.extraction.doors.chrome import last_crumb
from crawler.extraction.doors.container import choose
from crawler.extraction.doors.encoding import Decoded, decode
from crawler.extraction.doors.form_fields import print_fields
from crawler.extraction.doors.grid import read_span
from crawler.extraction.doors.guard import MAX_BYTES, tame
from crawler.extraction.doors.head import base_url, meta_titles, page_title, read_meta
from crawler.extraction.doors.hidden import Hidden
from crawler.extraction.doors.markup import BREAK, clean, clean_invisible, has_invisible
from crawler.extraction.doors.outside import around
from crawler.extraction.doors.visible_title import visible_titles
from crawler.extraction.doors.walk import Walk
from crawler.extraction.page import Block, Issue, Page, Paragraph, TitleCandidate, UnreadablePage

_CONTENT_TYPE = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_MODERN = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<!doctype html\s*>", re.I | re.S)
_MAY_SETTLE = re.compile(rb"<[sSdD](?:[uU][pPbB]|[eE][lL]|[tT][rR][iI][kK][eE])?[\s/>]")
"""One look for all of the tags below."""
_RAISED = re.compile(rb"<su[pb]\b", re.I)
_STRUCK = re.compile(rb"<(?:s|del|strike)\b", re.I)
_RAISED_DIGITS = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")

# Lexbor's arenas go back to the system after every page and come again as fresh, zeroed memory, which took a third
# of the parsing time. Freeing one large block lifts the C library's limit above which it returns memory.
bytes(16 << 20)


def read_html(
    body: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    body_css: Sequence[str] = (),
) -> Page:
    """Read an HTML page.

    `content_type` is the header's value where known, `body_css` selectors of the body container that a portal's
    entry names; they break ties, the page's own evidence goes first.

    Raises `UnreadablePage` (`empty`, `too_large`, `unsupported_type`, `undecodable`) and nothing else.
    """
    if len(body) > MAX_BYTES:
        raise UnreadablePage("too_large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
    decoded, source = _source(body, content_type)
    source = tame(source)
    try:
        tree = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    except SelectolaxError as error:
        raise UnreadablePage("unreadable", "the markup cannot be parsed") from error
    return _read(tree, source, decoded, url, body_css)


def _source(body: bytes | str, content_type: str | None) -> tuple[Decoded, bytes]:
    """The page as text and as sound UTF-8 bytes for the parser."""
    if isinstance(body, str):
        if not body.strip():
            raise UnreadablePage("empty", "the page has no characters but blanks")
        decoded = Decoded(body, None, "utf-8")
        source = _encoded(body)
    else:
        found = _CONTENT_TYPE.search(content_type[:500]) if content_type else None
        decoded = decode(body, declared=found[1] if found else None)
        plain = decoded.used == "utf-8" and not decoded.issues and not body.startswith(b"\xef\xbb\xbf")
        source = body if plain else _encoded(decoded.text)
    if b"\x00" in source or BREAK.encode() in source:
        source = source.replace(b"\x00", b"").replace(BREAK.encode(), b"")
    return decoded, source


def _encoded(text: str) -> bytes:
    """The text in UTF-8; half a character becomes the sign for a lost one."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def _read(tree: LexborHTMLParser, source: bytes, decoded: Decoded, url: str | None, body_css: Sequence[str]) -> Page:
    meta = read_meta(tree)
    head_title = page_title(tree)
    print_fields(tree, source)
    root, cut = _walk(tree, source)
    flat = flatten(root) if root is not None else []
    container = _choose(root, flat, tree, body_css)
    parts = around(flat, container, [*meta_titles(meta), *([head_title] if head_title else [])])
    headings = visible_titles(flat, parts.body_start, [*meta_titles(meta), head_title or ""])
    titles = [TitleCandidate("heading", text) for text in headings]
    titles += [TitleCandidate("meta", text) for text in meta_titles(meta)]
    if head_title:
        titles.append(TitleCandidate("title", head_title))
    issues = list(decoded.issues)
    if cut:
        issues.append(Issue("truncated_table", "warning", {"reason": "grid_limit"}))
    column = meta.get("ColumnName") or (last_crumb(parts.breadcrumb) if parts.breadcrumb else None)
    return Page(
        blocks=tuple(_block(block) for block in (*parts.before, *parts.body)),
        body_start=len(parts.before),
        url=url,
        titles=tuple(titles),
        meta=MappingProxyType(meta),
        column=column,
        links=read_links(container.node, base_url(tree, url)) if container is not None else (),
        issues=tuple(issues),
        charset_declared=decoded.declared,
        charset_used=decoded.used,
    )


def _walk(tree: LexborHTMLParser, source: bytes) -> tuple[Box | None, bool]:
    body = tree.body
    if body is None:
        return None, False
    sheets = [sheet for node in (tree.head.css("style") if tree.head else ()) if (sheet := _sheet(node))]
    for node in body.css("script,style,select"):
        if node.tag == "style":
            sheets.append(_sheet(node))
        node.decompose(recursive=False)
    whole = body.text_lexbor()
    hidden = Hidden(body, len(whole))
    hidden.drop(source, sheets)
    for node in body.css("br"):
        node.replace_with(BREAK)
    _settle_digits(body, source, hidden)
    spans = {
        node.mem_id: (read_span(attributes.get("colspan")), read_span(attributes.get("rowspan")))
        for node in body.css("[colspan],[rowspan]")
        for attributes in (node.attributes,)
    }
    mixed = frozenset() if _MODERN.match(source[:1000]) else frozenset(n.mem_id for n in body.css("p:has(table,p)"))
    walk = Walk(clean=clean_invisible if has_invisible(whole) else clean, hidden=hidden, spans=spans, mixed=mixed)
    return walk.run(body), walk.cut


def _sheet(style: LexborNode) -> str:
    """A style sheet of the page; empty for one of print or of other widths of the screen."""
    media = (style.attributes.get("media") or "all").strip().lower()
    return style.text_lexbor() if media in ("all", "screen") else ""


def _settle_digits(body: LexborNode, source: bytes, hidden: Hidden) -> None:
    """Raised and lowered digits stay so, and struck ones go: `12<sup>2</sup>` is 12 with a footnote, `<s>9</s>12` is
    12."""
    if not _MAY_SETTLE.search(source):
        return
    if _RAISED.search(source):
        for node in body.css("sup,sub"):
            if (text := node.text_lexbor().strip()).isdecimal():
                node.replace_with(text.translate(_RAISED_DIGITS[node.tag or "sup"]))
    if _STRUCK.search(source):
        for node in body.css(":is(s,del,strike):not(:is(s,del,strike) *)"):
            if not hidden.holds_the_page(node):
                node.decompose()


def _choose(root: Box | None, flat: list[Printed], tree: LexborHTMLParser, body_css: Sequence[str]) -> Box | None:
    if root is None:
        return None
    preferred: set[int] = set()
    for query in body_css:
        try:
            preferred.update(node.mem_id for node in tree.css(query))
        except (SelectolaxError, ValueError):
            continue
    return choose(root, flat, preferred=frozenset(preferred))


def _block(block: Printed | str) -> Block:
    if isinstance(block, Sheet):
        return block.table
    return Paragraph(block if isinstance(block, str) else block.text)
