"""What the project's commands have in common: subcommands, one clear line for an error, exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NoReturn, Protocol

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler.arguments import ArgumentError
from crawler.output import CannotPrint, write_note
from crawler.visit import VisitError
from pipelines.local_mongod import LocalMongodUnavailable
from pipelines.repository import DatabaseUnreachable

USAGE_ERROR = 2
"""Exit status of wrong arguments and of a database that cannot be reached."""
INTERRUPTED = 130
"""What shells give a command that Ctrl-C ended."""


class Subcommand(Protocol):
    """A module with these three: `HELP`, `add_arguments(parser)` and `run(options, settings) -> exit status`."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace, settings: Settings) -> int: ...


class CommandWithSubcommands(ScrapyCommand):
    """`scrapy <command> <subcommand> …`; a concrete command only names its subcommands' modules."""

    requires_project = True
    requires_crawler_process = False
    subcommands: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        return f"{{{','.join(self.subcommands)}}} [options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        one_line_errors(parser)
        choices = parser.add_subparsers(dest="subcommand", metavar="<subcommand>", required=True)
        command = type(self).__module__.rsplit(".", 1)[-1]
        for name, module in self.subcommands.items():
            sub = choices.add_parser(name, help=module.HELP, description=module.HELP, prog=f"scrapy {command} {name}")
            one_line_errors(sub)
            module.add_arguments(sub)

    def run(self, args: Sequence[str], opts: argparse.Namespace) -> None:
        if args:
            self.exitcode = complain(f"unrecognised arguments: {' '.join(args)} (see --help)")
            return
        assert self.settings is not None
        module = self.subcommands[opts.subcommand]
        settings = self.settings
        self.exitcode = guarded(lambda: int(module.run(opts, settings)))


def one_line_errors(parser: argparse.ArgumentParser) -> None:
    """Let a parser say what is wrong in one line, without all its options before it."""

    def error(message: str) -> NoReturn:
        sys.exit(complain(f"{message} (see --help)"))

    parser.error = error  # type: ignore[method-assign]  # the parser comes from Scrapy ready made


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and turn what a user can mend (arguments, database, files, output) into one line and a status."""
    try:
        return work()
    except (ArgumentError, DatabaseUnreachable, LocalMongodUnavailable, CannotPrint) as error:
        return complain(str(error))
    except VisitError as error:
        complain(str(error))
        return 1
    except BrokenPipeError:  # `scrapy reports export -o - | head`
        return 0
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def complain(message: str) -> int:
    """Print one line on standard error; the exit status of wrong usage comes back."""
    write_note(f"error: {' '.join(message.split())}")
    return USAGE_ERROR
