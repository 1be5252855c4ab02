"""The one intermediate value: whatever was published, HTML, flattened text or an attachment, becomes a `Page`.

The doors (`read_html`, `read_text` …) make it; everything behind them knows neither HTML nor files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Rendition = Literal["html", "text", "pdf", "word", "excel", "image", "infographic"]
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something on the page that a reader of the figures must know.

    `code` is one of the contract's codes, `detail` holds plain JSON values that say where and what.
    """

    code: str
    severity: Severity
    detail: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line of text, blanks at both ends removed, never empty, no line break inside."""

    text: str


class Cell(NamedTuple):
    """A table cell: printed text (`""` where blank) and the place and size of the cell it comes from.

    A place of the grid that no cell of the source covers (a row with fewer cells than its table is wide) holds a
    cell of `rowspan` 0 and `colspan` 0, so that a cell that the row lacks is told from a cell printed blank.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangular grid with spans expanded: a spanning cell is the same `Cell` object at each of its places."""

    grid: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table that a text extraction flattened: its printed lines, each split into cells.

    A `""` cell is a slot that the print shows as empty (`a | | b`); whether a slot at the end of a line is a blank
    cell or a left-over of a column span, only the reader of the form can tell.
    """

    lines: tuple[tuple[str, ...], ...]
    at_end: bool = False
    """Whether nothing follows on the page. Then a last line `("",)` says that the last cell is whole, not cut."""
    page_numbers: frozenset[int] = frozenset()
    """Which bare numbers among its cells may be those of pages, as far as the page's other bare numbers tell."""


Block = Paragraph | Table | FlatTable


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A text that may be the title: `heading` (the page's visible title), `meta` (ArticleTitle), `header`
    (名称/标题 of the header block), `title` (the <title> element, site name included) or `body`."""

    source: Literal["heading", "meta", "header", "title", "body"]
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An attachment's link as printed: `url` resolved where the page's own URL is known."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a door saw.

    `blocks` run in document order: those before `body_start` stand outside the body container (title, header block,
    breadcrumb …; the door has dropped menus and footers), the others inside. A text page has `body_start` 0.
    Strings are as published; `script.restore_page` gives the restored twin of a damaged page.
    """

    blocks: tuple[Block, ...]
    body_start: int = 0
    rendition: Rendition = "html"
    url: str | None = None
    titles: tuple[TitleCandidate, ...] = ()
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    column: str | None = None
    links: tuple[Link, ...] = ()
    issues: tuple[Issue, ...] = ()
    charset_declared: str | None = None
    charset_used: str | None = None


class UnreadablePage(ValueError):  # noqa: N818 - a state of the page, not of the program
    """No page could be made of these bytes. `reason` is the contract's code: empty, undecodable, too_large …"""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
