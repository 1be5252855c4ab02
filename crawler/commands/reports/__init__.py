"""`scrapy reports …`: ask the database about reports, or read pages without one."""

from __future__ import annotations

from typing import Any, ClassVar

from crawler.commands.reports import arrivals, export, gone, inspect, listing, read, show, stats
from crawler.subcommands import CommandWithSubcommands


class Command(CommandWithSubcommands):
    """Ask about reports."""

    subcommands: ClassVar[dict[str, Any]] = {
        "new": arrivals.NEW,
        "changed": arrivals.CHANGED,
        "list": listing,
        "show": show,
        "stats": stats,
        "gone": gone,
        "export": export,
        "inspect": inspect,
        "read": read,
    }

    def short_desc(self) -> str:
        return "Ask the database: new, changed, list, show, stats, gone, export; read pages without it: inspect, read"
