"""What an entry of the catalogue says, as values. Names and meanings are those of `catalogue.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

Level = Literal["state", "province", "city", "county", "township", "department"]
Status = Literal["active", "unverified", "moved", "blocked", "retired"]
ColumnKind = Literal["annual_report", "mixed", "year_hub", "organ_hub"]

RUNNABLE: tuple[Status, ...] = ("active", "unverified")
"""Entries that are spiders."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host that serves a portal."""

    host: str
    """Name in lower case, with `:port` where that is not the scheme's own."""
    scheme: Literal["http", "https"] = "http"
    path_prefix: str = ""
    """Where the portal begins on a shared host, without trailing slash: `/dgzmtz`."""
    retired: str | bool | None = None
    """Since when it answers no more."""


@dataclass(frozen=True, slots=True)
class Column:
    """A list page to start from."""

    url: str
    """A whole address on the canonical host or an alias."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """What the family needs and the page does not tell."""
    kind: ColumnKind = "annual_report"
    year_in_path: Literal["none", "report_year", "publish_year"] = "none"
    min_items: int = 0
    """How many items a check must find at least."""


@dataclass(frozen=True, slots=True)
class Follow:
    """What is followed beyond the columns."""

    iframe: bool = False
    """A list that stands in a frame of the same portal."""
    year_hubs: bool = False
    """Links of a column to columns of years."""


@dataclass(frozen=True, slots=True)
class Accept:
    """Local additions to the classifier of titles, as regular expressions."""

    title_any: tuple[str, ...] = ()
    title_none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a portal wants to be treated."""

    delay_s: float = 2.0
    """Seconds between two requests to a host; jitter may shorten one gap to half, never the mean."""
    concurrency: int = 1
    window: str | None = None
    """Beijing time in which it may be asked, `22:00-06:00`; None: always."""
    robots: Literal["obey"] = "obey"


@dataclass(frozen=True, slots=True)
class Portal:
    """One entry: a portal of one authority, which is one spider."""

    id: str
    name: str
    hosts: tuple[Host, ...]
    """The first is canonical, the others are its aliases."""
    family: str
    columns: tuple[Column, ...]
    level: Level | None = None
    division: str | None = None
    parent: str | None = None
    issuer_default: str | None = None
    site_id_code: str | None = None
    status: Status = "unverified"
    note: str | None = None
    checked: str | None = None
    list: Mapping[str, Any] = field(default_factory=dict)
    """What this entry says of lists; the family's preset fills the rest. So with `pager`, `detail` and `url`."""
    pager: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    url: Mapping[str, Any] = field(default_factory=dict)
    follow: Follow = Follow()
    accept: Accept = Accept()
    encoding: Literal["auto", "utf-8", "gb18030", "big5"] = "auto"
    politeness: Politeness = Politeness()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    """The file of the catalogue that it stands in."""

    @property
    def runnable(self) -> bool:
        """Whether it is a spider."""
        return self.status in RUNNABLE

    @property
    def netlocs(self) -> frozenset[str]:
        """Every `host[:port]` of it."""
        return frozenset(host.host for host in self.hosts)

    def serves(self, netloc: str) -> bool:
        """Whether `host[:port]` is one of its hosts, aliases included.

        >>> portal = Portal("a", "甲县", (Host("www.a.gov.cn"), Host("127.0.0.1:8001")), "trs", ())
        >>> portal.serves("WWW.A.gov.cn:80"), portal.serves("127.0.0.1:8001"), portal.serves("127.0.0.1:8002")
        (True, True, False)
        """
        return plain_netloc(netloc) in self.netlocs


def plain_netloc(netloc: str) -> str:
    """`host[:port]` in lower case, without user and default port.

    >>> plain_netloc("user@WWW.A.gov.cn:443")
    'www.a.gov.cn'
    """
    host = netloc.rpartition("@")[2].lower()
    name, _, port = host.partition(":")
    return name.rstrip(".") if port in ("", "80", "443") else host


def column_address(hosts: tuple[Host, ...], url: str) -> str:
    """The whole address of a column: a path stands below the prefix of the canonical host.

    >>> column_address((Host("www.dg.gov.cn", path_prefix="/dgzmtz"),), "/gkmlpt/annualreport#2629")
    'http://www.dg.gov.cn/dgzmtz/gkmlpt/annualreport#2629'
    >>> column_address((Host("www.dg.gov.cn", "https", "/dgzmtz"),), "/dgzmtz/zwgk/")
    'https://www.dg.gov.cn/dgzmtz/zwgk/'
    """
    if urlsplit(url).netloc:
        return urljoin(f"{hosts[0].scheme}:", url)
    prefix = hosts[0].path_prefix
    path = "/" + url.lstrip("/")
    if prefix and not path.startswith(prefix + "/"):
        path = prefix + path
    return f"{hosts[0].scheme}://{hosts[0].host}{path}"
