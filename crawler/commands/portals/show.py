"""`scrapy portals show ID`: one entry, with what its family fills in."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping
from typing import Any

import yaml
from scrapy.settings import Settings

from crawler.catalogue import CatalogueError, Portal
from crawler.cms.recipe import Recipe
from crawler.commands.portals.catalogue import add_catalogue, catalogue_of, named
from crawler.output import write_json, write_text

HELP = "one portal, with what its family fills in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("portal", metavar="ID")
    add_catalogue(parser)
    parser.add_argument("--json", action="store_true", help="JSON for programs")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print it. Raises `ArgumentError` where there is none."""
    entry = whole(named(catalogue_of(options, settings), options.portal))
    if options.json:
        write_json(entry)
    else:
        write_text(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=120))
    return 0


def whole(portal: Portal) -> dict[str, Any]:
    """The entry with all defaults; presets as far as its family can be crawled."""
    entry: dict[str, Any] = _plain(dataclasses.asdict(portal))
    try:
        recipe = Recipe.of(portal)
    except CatalogueError as error:
        return entry | {"note": str(error)}
    specs = {name: _plain(dataclasses.asdict(getattr(recipe, name))) for name in ("list", "pager", "detail", "url")}
    return entry | specs


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    return [_plain(member) for member in value] if isinstance(value, list | tuple) else value
