"""What the walk over a page leaves: lines and tables, each in the box (block element) that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extraction.page import Table

Attributes = Mapping[str, str | None]


class Line(NamedTuple):
    """A printed line, how many of its characters are link text, and the element that begins it."""

    text: str
    linked: int
    node: LexborNode


class Sheet(NamedTuple):
    """A table of data, how many of its cells are numbers, and how many characters it has."""

    table: Table
    numbers: int
    length: int


Printed = Line | Sheet
"""A block of the page."""


class Box:
    """A block element: lines, tables and boxes in document order.

    `start` and `end` tell its place among the page's blocks once `flatten` has run; `nested` that a table, kept or
    dissolved, stands somewhere inside.
    """

    __slots__ = ("_attributes", "end", "items", "nested", "node", "start")

    def __init__(self, node: LexborNode, attributes: Attributes | None = None) -> None:
        self.node = node
        self._attributes = attributes
        self.items: list[Line | Sheet | Box] = []
        self.start = self.end = 0
        self.nested = False

    @property
    def attributes(self) -> Attributes:
        """The element's attributes, read when asked for."""
        if self._attributes is None:
            self._attributes = self.node.attributes
        return self._attributes


def flatten(root: Box) -> list[Printed]:
    """The blocks of the page in document order; gives every box its `start` and `end`."""
    blocks: list[Printed] = []
    open_boxes = [(root, iter(root.items))]
    while open_boxes:
        box, items = open_boxes[-1]
        for item in items:
            if isinstance(item, Box):
                item.start = len(blocks)
                open_boxes.append((item, iter(item.items)))
                break
            blocks.append(item)
        else:
            box.end = len(blocks)
            open_boxes.pop()
    return blocks
