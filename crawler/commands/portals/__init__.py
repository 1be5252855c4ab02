"""`scrapy portals …`: the catalogue of portals."""

from __future__ import annotations

from typing import Any, ClassVar

from crawler.commands.portals import check, listing, new, show
from crawler.subcommands import CommandWithSubcommands


class Command(CommandWithSubcommands):
    """Look after the catalogue."""

    subcommands: ClassVar[dict[str, Any]] = {"list": listing, "show": show, "check": check, "new": new}

    def short_desc(self) -> str:
        return "The catalogue of portals: list, show; check an entry, draft a new one"
