"""What a perfect crawl of a replica makes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """A report as a perfect crawl stores it."""

    agency: str
    year: int
    title: str
    urls: tuple[str, ...]
    """Its addresses on the portal now, the main one first; twins that the family's rules rewrite count once."""
    former_urls: tuple[str, ...]
    """Addresses that it had before it was moved; they answer 404."""
    received: int | None
    """Applications received; `None` where the page does not state them (report in an attachment)."""
    form: str
    published: str
    """Date of publication that the page states, to the day."""
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A listed page that is no report."""

    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect crawl makes of the portal as it is now. `removed` is what was listed once and is gone."""

    reports: tuple[Expected, ...]
    rejected: tuple[Refused, ...]
    removed: tuple[Expected, ...]
