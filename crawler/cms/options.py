"""Arguments that every crawl of portals takes, read once and checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.arguments import BEIJING, ArgumentError, parse_since

COMMON = ("since", "full", "max_reports", "dry_run", "catalogue")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Options:
    """What a crawl was told."""

    since: str | None = None
    """Beijing day: what a list dates before is not fetched."""
    full: bool = False
    """Read everything again, known or not."""
    max_reports: int | None = None
    """Stop after so many."""
    dry_run: bool = False
    """Read lists, say what would be fetched, fetch and store nothing of it."""

    @property
    def limited(self) -> bool:
        """Whether a list may be left though not all that is new in it was fetched."""
        return self.dry_run or self.max_reports is not None or self.since is not None

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Options:
        """Raises `ArgumentError`.

        >>> Options.of({"full": "1", "max_reports": "5"})
        Options(since=None, full=True, max_reports=5, dry_run=False)
        """
        most = arguments.get("max_reports")
        if most is not None and not (most.isdigit() and int(most)):
            raise ArgumentError(f"max_reports={most}: write a number from 1 on")
        since = arguments.get("since")
        instant = parse_since(since, now=datetime.now(UTC)) if since else None
        return cls(
            since=instant.astimezone(BEIJING).date().isoformat() if instant else None,
            full=_flag(arguments, "full"),
            max_reports=int(most) if most else None,
            dry_run=_flag(arguments, "dry_run"),
        )


def _flag(arguments: Mapping[str, str], name: str) -> bool:
    text = arguments.get(name, "").strip().lower()
    if text in _TRUE | _FALSE:
        return text in _TRUE
    raise ArgumentError(f"{name}={arguments[name]}: write 1 or 0")
