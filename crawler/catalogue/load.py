"""YAML files into portals. What is wrong is said with file, entry and key."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import yaml
from cssselect import SelectorError
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from parsel import css2xpath

from crawler.arguments import ArgumentError
from crawler.catalogue.portal import (
    Accept,
    Column,
    Follow,
    Host,
    Politeness,
    Portal,
    column_address,
    plain_netloc,
)

SHIPPED = Path(__file__).resolve().parent.parent / "portals"
"""The catalogue of this project, one file a province."""
SCHEMA = SHIPPED / "catalogue.schema.json"

_MANY = 5
"""So many errors are told at once."""


class CatalogueError(ArgumentError):
    """A file of the catalogue cannot be used; the message is one line with file, entry and key."""


class _Loader(yaml.CSafeLoader):
    """Days stay text as they are written, and a key that stands twice is an error."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - declared by PyYAML as a class's
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def load_catalogue(paths: Iterable[Path | str] = (SHIPPED,)) -> Mapping[str, Portal]:
    """Id -> portal, of YAML files and of folders of them, in their order. Raises `CatalogueError`."""
    portals: dict[str, Portal] = {}
    for file in _files(paths):
        for portal in read_file(file):
            if portal.id in portals:
                raise CatalogueError(f"{file}: entry {portal.id}: id: stands in {portals[portal.id].file} too")
            portals[portal.id] = portal
    return portals


def read_file(file: Path) -> list[Portal]:
    """The portals of one file. Raises `CatalogueError`."""
    try:
        entries = parse_entries(file.read_text("utf-8"))
    except OSError as error:
        raise CatalogueError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CatalogueError(f"{file}: is not UTF-8") from None
    except yaml.YAMLError as error:
        told = str(error).replace('in "<unicode string>", ', "")
        raise CatalogueError(f"{file}: {' '.join(told.split())}") from None
    return portals_of(entries, file=str(file))


def parse_entries(text: str) -> Any:
    """The entries as they stand in a file's text. Raises `yaml.YAMLError`."""
    return yaml.load(text, _Loader) or []  # noqa: S506 - a safe loader


def portals_of(entries: Any, *, file: str) -> list[Portal]:
    """The portals of entries as they stand in a file. Raises `CatalogueError`."""
    problems = [_told(error, entries, file) for error in _validator().iter_errors(entries)]
    if not problems:
        problems = [
            f"{file}: entry {entry['id']}: {problem}" for entry in entries for problem in _beyond_the_schema(entry)
        ]
    if problems:
        more = f" (and {len(problems) - _MANY} more)" if len(problems) > _MANY else ""
        raise CatalogueError("; ".join(problems[:_MANY]) + more)
    return [_portal(entry, file) for entry in entries]


def _files(paths: Iterable[Path | str]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        else:
            yield path


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _told(error: ValidationError, entries: Any, file: str) -> str:
    """`file: entry id: key: what is wrong`."""
    error = best_match([error]) if error.context else error
    place = list(error.absolute_path)
    if not place:
        return f"{file}: is no list of entries"
    entry = entries[place[0]]
    name = entry.get("id") if isinstance(entry, dict) else None
    key = ".".join(map(str, place[1:]))
    if error.validator == "additionalProperties":
        known: Mapping[str, Any] = cast("Any", error.schema).get("properties", {})
        found: Iterable[str] = cast("Any", error.instance)
        key = ".".join(filter(None, (key, next(str(name) for name in found if name not in known))))
        message = f"unknown key; there are: {', '.join(known) or 'none'}"
    else:
        message = error.message
    return f"{file}: entry {name or place[0] + 1}: {key + ': ' if key else ''}{message}"


def _beyond_the_schema(entry: Mapping[str, Any]) -> Iterator[str]:
    """What JSON Schema cannot say: numbers are finite, selectors and regular expressions compile, addresses stay on
    listed hosts."""
    for key, number in _numbers(entry, ""):
        if not math.isfinite(number):
            yield f"{key}: {number} is no number to reckon with"
    detail = entry.get("detail", {})
    selectors = [("list.item_css", entry.get("list", {}).get("item_css"))]
    selectors += [(f"detail.{key}", css) for key in ("body", "attachments") for css in detail.get(key) or ()]
    selectors += [("detail.header.css", carrier.get("css")) for carrier in detail.get("header") or ()]
    for key, css in selectors:
        try:
            css2xpath(css or "*")
        except (SelectorError, ValueError) as error:
            yield f"{key}: {css!r} is no CSS selector: {error}"
    patterns = [(f"accept.{key}", text) for key, texts in entry.get("accept", {}).items() for text in texts]
    patterns += [("url.twins.from", twin["from"]) for twin in entry.get("url", {}).get("twins", ())]
    patterns += [("list.url_regex", entry.get("list", {}).get("url_regex") or "")]
    for key, text in patterns:
        try:
            re.compile(text)
        except re.error as error:
            yield f"{key}: {text!r} is no regular expression: {error}"
    hosts = {plain_netloc(host["host"]) for host in entry["hosts"]}
    for number, column in enumerate(entry["columns"]):
        netloc = urlsplit(column["url"]).netloc
        if netloc and plain_netloc(netloc) not in hosts:
            yield f"columns.{number}.url: {netloc} is none of its hosts"


def _numbers(value: Any, key: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, float):
        yield key, value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _numbers(member, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _numbers(member, f"{key}.{index}")


def _portal(entry: Mapping[str, Any], file: str) -> Portal:
    hosts = tuple(
        Host(
            host=plain_netloc(host["host"]),
            scheme=host.get("scheme", "http"),
            path_prefix=(host.get("path_prefix") or "").rstrip("/"),
            retired=host.get("retired"),
        )
        for host in entry["hosts"]
    )
    accept = {name: tuple(patterns) for name, patterns in entry.get("accept", {}).items()}
    plain = (
        *("id", "family", "level", "division", "parent", "issuer_default", "site_id_code", "status", "note"),
        *("checked", "list", "pager", "detail", "url", "encoding", "evidence"),
    )
    return Portal(
        name=entry.get("name", entry["id"]),
        hosts=hosts,
        columns=tuple(_column(hosts, column) for column in entry["columns"]),
        follow=Follow(**entry.get("follow", {})),
        accept=Accept(**accept),
        politeness=Politeness(**entry.get("politeness", {})),
        file=file,
        **{name: entry[name] for name in plain if name in entry},
    )


def _column(hosts: tuple[Host, ...], column: Mapping[str, Any]) -> Column:
    return Column(
        url=column_address(hosts, column["url"]),
        params=column.get("params", {}),
        kind=column.get("kind", "annual_report"),
        year_in_path=column.get("year_in_path") or "none",
        min_items=column.get("expect", {}).get("min_items", 0),
    )
