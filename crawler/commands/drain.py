"""`scrapy drain`: what a crawl had to leave in the spool goes into the database."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.commands import ScrapyCommand

from crawler.arguments import ArgumentError
from crawler.database import open_repository
from crawler.output import write_text
from crawler.subcommands import guarded, one_line_errors
from pipelines.drain import drain
from pipelines.store import open_spool


class Command(ScrapyCommand):
    """Store what waits; the exit status is 0 once nothing waits any more."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Store the items that a crawl left in the spool because the database was away"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        one_line_errors(parser)
        parser.add_argument(
            "--refused", action="store_true", help="also try again what the database refused, once the cause is mended"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = guarded(lambda: self._drain(args, refused=opts.refused))

    def _drain(self, args: list[str], *, refused: bool) -> int:
        if args:
            raise ArgumentError(f"scrapy drain takes no arguments: {' '.join(args)}")
        assert self.settings is not None
        with closing(open_repository(self.settings)) as repository, open_spool(self.settings) as spool:
            if refused:
                spool.readmit_refused()
            counts = drain(spool, repository)
        stored = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
        write_text(f"{stored or 'nothing waited'}\n")
        return 4 if counts.get("refused") else 0
