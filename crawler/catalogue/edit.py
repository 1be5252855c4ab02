"""Keys of an entry set in its file, all else left as a person wrote it: comments, order, quotes, blank lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from crawler.catalogue.load import CatalogueError, parse_entries, portals_of

_WIDE = 10**6
_ALIAS = re.compile(r"\s*:\s*\*[^\s,\]}]+")


def set_values(text: str, entry: str, values: Mapping[str, Any]) -> str:
    """The text of a catalogue file with keys of one entry set; a mapping's keys are set one by one.

    New keys go to the end of their mapping; values below them are written on one line. Raises `KeyError` where there
    is no such entry.

    >>> print(set_values("- id: a  # first\\n  status: unverified  # yet\\n", "a", {"status": "active"}), end="")
    - id: a  # first
      status: active  # yet
    >>> print(set_values("- id: a\\n", "a", {"evidence": {"checked": "2026-11-25", "passed": True}}), end="")
    - id: a
      evidence:
        checked: 2026-11-25
        passed: true
    """
    for name, value in values.items():
        if isinstance(value, Mapping):
            for key, member in value.items():
                text = _set(text, entry, (name, key), member)
        else:
            text = _set(text, entry, (name,), value)
    return text


def write_values(file: Path, entry: str, values: Mapping[str, Any]) -> None:
    """Set keys of an entry in its file. Raises `CatalogueError` where that cannot be done without harm."""
    try:
        before = file.read_bytes().decode("utf-8")  # not read_text: line ends stay as they are
        after = set_values(before, entry, values)
        portals_of(parse_entries(after), file=str(file))
        if _without(before, entry, values) != _without(after, entry, values):
            raise CatalogueError(
                f"{file}: entry {entry}: is written in a way that cannot be edited: please do it by hand"
            )
        draft = file.with_name(file.name + ".new")
        draft.write_bytes(after.encode())
        draft.chmod(file.stat().st_mode)
        draft.replace(file)
    except OSError as error:
        raise CatalogueError(f"{file}: {error.strerror}") from None
    except (yaml.YAMLError, KeyError) as error:
        raise CatalogueError(f"{file}: entry {entry}: cannot be edited: {' '.join(str(error).split())}") from None


def _set(text: str, entry: str, path: tuple[str, ...], value: Any) -> str:
    mapping = _entry(text, entry)
    for depth, key in enumerate(path):
        last = depth == len(path) - 1
        held = next((node for name, node in mapping.value if name.value == key), None)
        if held is None or (not last and not (isinstance(held, yaml.MappingNode) and held.value)):
            inner = None if last else path[-1]
            if held is None:
                return _appended(text, mapping, key, value, below=inner)
            return _replaced(text, held, {inner: value} if inner else value)
        if last:
            return _replaced(text, held, value)
        mapping = held
    raise AssertionError(path)


def _entry(text: str, entry: str) -> yaml.MappingNode:
    root = yaml.compose(text, yaml.SafeLoader)
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                if name.value == "id" and value.value == entry:
                    return node
    raise KeyError(entry)


def _replaced(text: str, node: yaml.Node, value: Any) -> str:
    start, end = node.start_mark.index, _end(text, node)
    return f"{text[:start]}{' ' if start == end else ''}{_line(value)}{text[end:]}"


def _appended(text: str, mapping: yaml.MappingNode, key: str, value: Any, *, below: str | None) -> str:
    """With a key at the end of a mapping that has one already; with `below` as the only key of a mapping there."""
    first = mapping.value[0][0]
    end = _end(text, mapping, within=True)
    if mapping.flow_style:
        return f"{text[:end]}, {key}: {_line({below: value} if below else value)}{text[end:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    end = text.find("\n", end)
    head, tail = (text + newline, "") if end < 0 else (text[: end + 1], text[end + 1 :])
    margin = " " * first.start_mark.column
    between = f"{newline}{margin}  {below}:" if below else ""
    return f"{head}{margin}{key}:{between} {_line(value)}{newline}{tail}"


def _end(text: str, node: yaml.Node, *, within: bool = False) -> int:
    """Where a value ends: PyYAML counts blank lines and comments after a block to it. `within`: before a `}`."""
    if isinstance(node, yaml.CollectionNode) and node.value and (within or not node.flow_style):
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (node, last)
        if value.start_mark.index < key.start_mark.index:  # an alias: the value stands where its anchor is
            alias = _ALIAS.match(text, key.end_mark.index)
            return alias.end() if alias and key is not node else len(text)
        return _end(text, value)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _line(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, str) and ("\n" in value or "\x85" in value or "\u2028" in value):
        return json.dumps(value)
    written = yaml.dump(
        [value], Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=_WIDE, sort_keys=False
    )
    return str(written).strip()[1:-1]


class _Dumper(yaml.SafeDumper):
    """Days are written as they are read: plain."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - declared by PyYAML as a class's
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:
        """The same value twice is written twice."""
        del data
        return True


def _without(text: str, entry: str, values: Mapping[str, Any]) -> list[Any]:
    """All that a file says, but for what is set."""
    return list(_left(parse_entries(text), entry, values))


def _left(entries: Any, entry: str, values: Mapping[str, Any]) -> Iterator[Any]:
    for found in entries:
        if found.get("id") != entry:
            yield found
            continue
        rest = {name: value for name, value in found.items() if name not in values}
        for name, value in values.items():
            if isinstance(value, Mapping):
                rest[name] = {key: member for key, member in (found.get(name) or {}).items() if key not in value}
        yield rest
