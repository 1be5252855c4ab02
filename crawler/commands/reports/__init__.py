"""`scrapy reports …`: ask the database about reports, or read pages without one."""

from __future__ import annotations

from typing import Any, ClassVar

from crawler.commands.reports import (
    arrivals,
    diff,
    export,
    feed,
    gone,
    inspect,
    listing,
    missing,
    read,
    search,
    series,
    show,
    stats,
    watch,
)
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
        "gone": gone,
        "export": export,
        "feed": feed,
        "watch": watch,
        "inspect": inspect,
        "read": read,
    }

    def short_desc(self) -> str:
        return "Ask the database about reports; inspect and read pages without it"
