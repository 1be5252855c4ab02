"""`scrapy portals …`: the catalogue of portals."""

from __future__ import annotations

from typing import Any, ClassVar

from crawler.commands.portals import listing, show
from crawler.subcommands import CommandWithSubcommands


class Command(CommandWithSubcommands):
    """Look at the catalogue."""

    subcommands: ClassVar[dict[str, Any]] = {"list": listing, "show": show}

    def short_desc(self) -> str:
        return "The catalogue of portals: list, show"
