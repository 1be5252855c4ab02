"""Which catalogue a `scrapy portals` command works on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from scrapy.settings import Settings

from crawler.arguments import ArgumentError
from crawler.catalogue import Portal, load_catalogue


def add_catalogue(parser: argparse.ArgumentParser) -> None:
    """`--catalogue FILE`, and `-a catalogue=FILE` as `scrapy crawl` has it."""
    parser.add_argument("--catalogue", metavar="FILE", help="file or folder in place of the shipped catalogue")
    parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="catalogue=FILE", help="the same")


def catalogue_of(options: argparse.Namespace, settings: Settings) -> Mapping[str, Portal]:
    """The catalogue that the options name. Raises `ArgumentError`."""
    path = options.catalogue or settings["CATALOGUE"]
    for argument in options.spargs:
        name, _, value = argument.partition("=")
        if name != "catalogue" or not value:
            raise ArgumentError(f"-a {argument}: this command knows only -a catalogue=FILE")
        path = value
    return load_catalogue([path])


def named(portals: Mapping[str, Portal], name: str) -> Portal:
    """The entry of that id. Raises `ArgumentError`, with the ids that are alike."""
    if name in portals:
        return portals[name]
    alike = [known for known in portals if name.lower() in known.lower()]
    told = f"; there are: {', '.join(alike[:10])}" if alike else ""
    raise ArgumentError(f"the catalogue has no entry {name!r}{told}")
