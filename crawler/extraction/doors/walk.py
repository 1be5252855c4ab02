"""One walk over the parsed page.

A `<p>` costs one call into the parser, whatever stands inside it. The walk keeps its own stack, so no depth of
nesting is too deep, and it needs no second look at the tree: the container is chosen among the boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.extraction.doors.boxes import Box, Line, Sheet
from crawler.extraction.doors.datatable import Draft, as_data, dissolve
from crawler.extraction.doors.grid import expand
from crawler.extraction.doors.hidden import Hidden, hidden_here
from crawler.extraction.doors.markup import BREAK, KIND_OF_TAG, Kind
from crawler.extraction.doors.plaintable import read_plain

_INLINE, _TEXT, _PARAGRAPH, _ANCHOR = Kind.INLINE, Kind.TEXT, Kind.PARAGRAPH, Kind.ANCHOR
_BLOCK, _CELL, _DROPPED, _LINE = Kind.BLOCK, Kind.CELL, Kind.DROPPED, Kind.LINE
_kind_of = KIND_OF_TAG.get


class Walk:
    """The state of one walk; `run` gives the page's root box.

    `spans` has (colspan, rowspan) of the cells that print one, `mixed` the paragraphs that hold other blocks
    (quirks mode allows tables there), both by memory id. `cut` tells whether a table was cut at its limits.
    """

    def __init__(
        self,
        *,
        clean: Callable[[str], str],
        hidden: Hidden,
        spans: Mapping[int, tuple[int, int]],
        mixed: frozenset[int],
    ) -> None:
        self._clean = clean
        self._hidden = hidden
        self._spans = spans
        self._mixed = mixed
        self._stack: list[tuple[LexborNode, Kind, Any]] = []
        self._parts: list[str] = []
        self._linked = 0
        self._inside_link = 0
        self._named = False
        self._draft: Draft | None = None
        self.cut = False

    def run(self, root: LexborNode) -> Box:
        """Walk over everything below `root`."""
        self._box = Box(root)
        self._owner = root
        stack = self._stack
        node = root.first_child
        while True:
            while node is None:
                if not stack:
                    self._flush()
                    return self._box
                left, kind, saved = stack.pop()
                self._leave(left, kind, saved)
                node = left.next
            kind = _kind_of(node.tag_id, _INLINE)
            if kind is _TEXT:
                if not node.is_empty_text_node:
                    self._text(node.text_lexbor())
                elif self._parts:
                    self._parts.append(" ")
            elif kind is _PARAGRAPH or kind is _LINE:
                if not self._whole(node, kind):
                    self._begin(node, kind)
                    node = node.first_child
                    continue
            elif kind is _INLINE or kind is _ANCHOR:
                first = node.first_child
                if first is not None and not self._whole_inline(node, first, kind):
                    node = first
                    continue
            elif kind is not _DROPPED and self._enter(node, kind):
                node = node.first_child
                continue
            node = node.next

    def _text(self, text: str) -> None:
        if "\n" in text:
            # A wrapped source line inside the text is no blank, white space between elements is one.
            head, tail = text[:1].isspace(), text[-1:].isspace()
            text = self._clean(text)
            text = f"{' ' if head else ''}{text}{' ' if tail and text else ''}"
        self._parts.append(text)

    def _whole(self, node: LexborNode, kind: Kind) -> bool:
        """Take a paragraph, heading or list item with one call; `False` where its inside must be looked at."""
        first = node.first_child
        if first is None:
            self._flush()
            return True
        inner = _kind_of(first.tag_id, _INLINE)
        linked = self._inside_link
        if inner is _ANCHOR or kind is _LINE:
            if inner is _ANCHOR:
                if first.next is not None or first.first_child is None:
                    return False
                first, linked = first.first_child, 1
                inner = _kind_of(first.tag_id, _INLINE)
            if inner is not _TEXT or first.next is not None:
                return False
        elif self._mixed and node.mem_id in self._mixed:
            return False
        text = node.text_lexbor()
        if "\n" in text and (inner is not _TEXT or first.next is not None):
            if "pre" not in (node.attributes.get("style") or ""):
                return False
            text = text.replace("\n", BREAK)
        if self._parts:
            self._flush()
        if BREAK in text:
            self._emit(text, len(text) if linked else 0, node)
        elif line := self._clean(text):
            self._box.items.append(Line(line, len(text) if linked else 0, node))
        return True

    def _whole_inline(self, node: LexborNode, first: LexborNode, kind: Kind) -> bool:
        """Take an inline element of text; `False` where its inside must be walked."""
        if _kind_of(first.tag_id, _INLINE) is _TEXT and first.next is None:
            text = first.text_lexbor()
            if kind is _ANCHOR:
                self._linked += len(text.strip())
            self._text(text)
            return True
        if kind is _ANCHOR:
            # An anchor that is never closed (`<a name=…>`) may hold the whole article; it is no link.
            linking = "href" in node.attributes
            self._inside_link += linking
            self._stack.append((node, kind, (linking, len(self._parts))))
        else:
            self._stack.append((node, kind, None))
        return False

    def _begin(self, node: LexborNode, kind: Kind) -> None:
        """Begin a line."""
        self._flush()
        self._stack.append((node, kind, self._owner))
        self._owner = node

    def _emit(self, text: str, linked: int, node: LexborNode) -> None:
        for piece in text.split(BREAK) if BREAK in text else (text,):
            line = self._clean(piece)
            if line:
                self._box.items.append(Line(line, linked, node))

    def _flush(self) -> None:
        """End the open line."""
        if self._parts:
            text = "".join(self._parts)
            self._parts.clear()
            self._emit(text, len(text) if self._inside_link else self._linked, self._owner)
        self._linked = 0
        self._named = False

    def _enter(self, node: LexborNode, kind: Kind) -> bool:
        """Begin an element; `False` where it is done with or not to be walked."""
        if kind is _CELL and self._draft is not None:
            return self._enter_cell(node)
        if kind is Kind.TABLE:
            self._flush()
            if not self._mixed and (plain := read_plain(node, self._clean, self._spans)) is not None:
                self._settle(plain, node)
                return False
            self._stack.append((node, kind, self._draft))
            self._draft = []
        elif kind is Kind.GROUP and self._draft is not None:
            self._draft.append([])
            self._stack.append((node, kind, None))
        elif kind is Kind.ROW and self._draft is not None:
            if not self._draft:
                self._draft.append([])
            self._draft[-1].append([])
            self._stack.append((node, kind, None))
        elif kind is Kind.PREFORMATTED:
            self._flush()
            self._emit(node.text_lexbor().replace("\n", BREAK), 0, node)
            return False
        elif kind is Kind.LABEL:
            self._stack.append((node, kind, None))
        elif kind is Kind.NAME or (kind is Kind.VALUE and not self._named):
            self._begin(node, kind)
        elif kind is Kind.VALUE:
            self._stack.append((node, kind, self._owner))
            self._owner = node
        else:
            return self._enter_block(node)
        return True

    def _enter_block(self, node: LexborNode) -> bool:
        attributes = node.attributes
        may_hide = attributes.get("style") or "hidden" in attributes
        if may_hide and hidden_here(node, attributes) and not self._hidden.holds_the_page(node):
            return False
        self._flush()
        box = Box(node, attributes)
        self._box.items.append(box)
        self._stack.append((node, _BLOCK, (self._box, self._owner)))
        self._box = box
        self._owner = node
        return True

    def _enter_cell(self, node: LexborNode) -> bool:
        self._parts.clear()
        self._stack.append((node, _CELL, (self._box, self._owner, self._draft)))
        self._box = Box(node)
        self._owner = node
        self._draft = None
        return True

    def _close_cell(self, node: LexborNode, box: Box) -> None:
        draft = self._draft
        if draft is None:
            return
        content: str | Box = box
        if not box.items:
            content = ""
        elif len(box.items) == 1 and isinstance(line := box.items[0], Line) and not line.linked:
            content = line.text
        colspan, rowspan = self._spans.get(node.mem_id, (1, 1))
        if not draft:
            draft.append([])
        if not draft[-1]:
            draft[-1].append([])
        draft[-1][-1].append((content, colspan, rowspan, node))

    def _leave(self, node: LexborNode, kind: Kind, saved: Any) -> None:
        if kind is _INLINE:
            return
        if kind is _BLOCK:
            self._flush()
            box = self._box
            self._box, self._owner = saved
            if not box.items:
                self._box.items.pop()
            elif box.nested:
                self._box.nested = True
        elif kind is _CELL:
            self._flush()
            box = self._box
            self._box, self._owner, self._draft = saved
            self._close_cell(node, box)
        elif kind is Kind.TABLE:
            self._parts.clear()
            draft, self._draft = self._draft or [], saved
            self._settle(draft, node)
        elif kind is _ANCHOR:
            linking, begun = saved
            if linking:
                self._inside_link -= 1
                self._linked += sum(map(len, self._parts[begun:]))
        elif kind is Kind.LABEL:
            self._parts.append(" ")
        elif kind is Kind.NAME:
            self._parts.append(" ")
            self._named = True
            self._owner = saved
        elif kind not in (Kind.GROUP, Kind.ROW):
            self._flush()
            self._owner = saved

    def _settle(self, draft: Draft, node: LexborNode) -> None:
        """A finished table: a grid, or its content where it is only layout."""
        self._box.nested = True
        data = as_data(draft)
        if data is None:
            box = dissolve(draft, node)
            if box.items:
                self._box.items.append(box)
            return
        groups, numbers, length = data
        table, cut = expand(groups)
        self.cut = self.cut or cut
        if table is not None:
            self._box.items.append(Sheet(table, numbers, length))
