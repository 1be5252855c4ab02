"""`scrapy reports …`: ask the database about reports, or read pages without one."""

from __future__ import annotations

from typing import Any, ClassVar

from crawler.commands.reports import arrivals, diff, export, inspect, listing, missing, search, series, show, stats
from crawler.subcommands import CommandWithSubcommands


class Command(CommandWithSubcommands):
    """Ask about reports."""

    subcommands: ClassVar[dict[str, Any]] = {
        "new": arrivals.NEW,
        "changed": arrivals.CHANGED,
        "list": listing,
        "search": search,
        "show": show,
        "diff": diff,
        "series": series,
        "missing": missing,
        "stats": stats,
        "export": export,
        "inspect": inspect,
    }

    def short_desc(self) -> str:
        return "Ask the database about reports; inspect reads pages without it"
