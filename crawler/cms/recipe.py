"""How one portal is read: its family's preset, overridden by what its entry says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from crawler.catalogue import CatalogueError, Column, Portal

if TYPE_CHECKING:
    from crawler.cms.listing import ListPage

Transport = Literal["html", "xml_datastore", "json", "jsonp", "html_in_json", "html_fragment", "base64_html"]
PagerKind = Literal[
    "none", "suffix", "descending_suffix", "query_param", "form_post", "postback", "json_param", "param_json",
    "next_link", "js_args",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListSpec:
    """How a list is read. The fields are those of the catalogue's schema."""

    transport: Transport = "html"
    items: str | None = None
    item_css: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    title_attr: str | None = "title"
    url_attr: str | None = "href"
    url_regex: str | None = None


@dataclass(frozen=True, slots=True)
class PagerSpec:
    """How further pages of a list are asked for."""

    kind: PagerKind = "none"
    param: str | None = None
    first: int = 1
    page_size: int | None = None
    total: str | None = None
    max_pages: int = 100
    template: str | None = None
    stop: Literal["no_new"] = "no_new"


@dataclass(frozen=True, slots=True)
class DetailSpec:
    """What of a report's page cannot be found without being told."""

    header: tuple[Mapping[str, str], ...] = ()
    body: tuple[str, ...] = ()
    body_js: str | None = None
    attachments: tuple[str, ...] = ()
    next_page: str | None = None


@dataclass(frozen=True, slots=True)
class UrlSpec:
    """Which addresses are the same page."""

    strip_params: tuple[str, ...] = ()
    twins: tuple[Mapping[str, str], ...] = ()


Spec = TypeVar("Spec", ListSpec, PagerSpec, DetailSpec, UrlSpec)


@dataclass(frozen=True, slots=True)
class Turn:
    """What to ask for a page of a list."""

    url: str
    form: Mapping[str, str] | None = None
    """Posted where given."""
    json: Any = None
    """Posted as JSON where given."""
    page: int = 0
    """The number of the page in the portal's own counting, where the driver wants to remember it."""


Opening = Callable[["Recipe", Column], Turn]
"""What to ask first for a column."""
Entering = Callable[["Recipe", Column, str, str], Turn | None]
"""From a column's page (address, text) to where its list really is; None: it is on that page."""
Turning = Callable[["Recipe", Column, "ListPage", "Progress"], Turn | None]
"""What to ask for the page after the one just read."""
Splitting = Callable[[str, str], list[str]]
"""From a report's page (address, text) to the addresses of the further pages of its body."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a walk through a list has come."""

    number: int
    """Pages read, the last one included."""
    records: int
    """Items that these pages listed, repetitions counted."""
    column_url: str
    """Where the list begins: that of the column, or of a column that a hub leads to."""
    last: Turn
    """What was asked for the last page."""
    pages: int | None = None
    """How many pages the portal declared first."""


@dataclass(frozen=True, slots=True)
class Preset:
    """What a family says of list, pager, detail and addresses."""

    list: ListSpec = ListSpec()
    pager: PagerSpec = PagerSpec()
    detail: DetailSpec = DetailSpec()
    url: UrlSpec = UrlSpec()


@dataclass(frozen=True, slots=True)
class Family:
    """A content management system. A module of this package names its own `FAMILY`."""

    name: str
    preset: Preset = Preset()
    by_transport: Mapping[str, Preset] = field(default_factory=dict)
    """Other presets, where an entry names another transport."""
    opening: Opening | None = None
    entering: Entering | None = None
    turning: Turning | None = None
    """Stands in for the pager where the entry names none."""
    splitting: Splitting | None = None
    """Stands in for `detail.next_page` where the entry names none."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the drivers need to know of a portal."""

    portal: Portal
    family: Family
    list: ListSpec
    pager: PagerSpec
    detail: DetailSpec
    url: UrlSpec

    @classmethod
    def of(cls, portal: Portal) -> Recipe:
        """The recipe of an entry. Raises `CatalogueError` where its family cannot be read yet."""
        family = family_named(portal)
        transport = portal.list.get("transport", family.preset.list.transport)
        preset = family.by_transport.get(transport, family.preset)
        return cls(
            portal,
            family,
            _overridden(preset.list, portal.list),
            _overridden(preset.pager, portal.pager),
            _overridden(preset.detail, portal.detail),
            _overridden(preset.url, portal.url),
        )


def has_family(portal: Portal) -> bool:
    """Whether there is a module for the family of an entry."""
    return find_spec(_module(portal)) is not None


def _module(portal: Portal) -> str:
    return f"crawler.cms.{portal.family}"


def family_named(portal: Portal) -> Family:
    """The family of an entry, from the module of this package that has its name."""
    module = _module(portal)
    if not has_family(portal):
        raise CatalogueError(f"{portal.file}: entry {portal.id}: family: {portal.family} cannot be crawled yet")
    family: Family = import_module(module).FAMILY
    return family


def _overridden(preset: Spec, given: Mapping[str, Any]) -> Spec:
    known = {name.name for name in fields(preset)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if name in known
    }
    return replace(preset, **values)
