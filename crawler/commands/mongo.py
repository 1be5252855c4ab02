"""`scrapy mongo start|stop|status`: the private mongod that serves when no MONGO_URI is given."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from scrapy.settings import Settings

from crawler.output import write_text
from crawler.subcommands import CommandWithSubcommands
from pipelines import local_mongod


def _folder(settings: Settings) -> Path:
    return Path(settings["LOCAL_MONGO_DIR"])


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def _start(options: argparse.Namespace, settings: Settings) -> int:
    del options
    write_text(local_mongod.start(_folder(settings)) + "\n")
    return 0


def _stop(options: argparse.Namespace, settings: Settings) -> int:
    del options
    stopped = local_mongod.stop(_folder(settings))
    write_text("stopped\n" if stopped else "was not running\n")
    return 0


def _status(options: argparse.Namespace, settings: Settings) -> int:
    del options
    uri = local_mongod.status(_folder(settings))
    write_text(f"running: {uri}\n" if uri else "not running\n")
    return 0 if uri else 1


class Command(CommandWithSubcommands):
    """The private MongoDB of this project."""

    subcommands: ClassVar[dict[str, Any]] = {
        "start": SimpleNamespace(
            HELP="start the private mongod (fetched on first use) and print its URI",
            add_arguments=_no_arguments,
            run=_start,
        ),
        "stop": SimpleNamespace(HELP="stop it; the data stay", add_arguments=_no_arguments, run=_stop),
        "status": SimpleNamespace(
            HELP="print its URI; exit status 1 if it does not run",
            add_arguments=_no_arguments,
            run=_status,
        ),
    }

    def short_desc(self) -> str:
        return "Start, stop or look at the private MongoDB"
