"""Items that break the contract stop here, with the place and the reason, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from crawler.items import AnnualReport, Reject, as_document
from crawler.pages import PageVisit
from crawler.schema import reject_schema, report_schema

Check = Callable[[Any, str], Iterator[str]]
Schema = Mapping[str, Any]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}
MAX_DEPTH = 50


class InvalidItem(DropItem):
    """An item that breaks the contract; the message names the first places."""


class ValidatePipeline:
    """Drops invalid items and counts them in `validate/refused`."""

    def __init__(self, stats: StatsCollector | None) -> None:
        self._stats = stats
        self._checks = {AnnualReport: compile_schema(report_schema()), Reject: compile_schema(reject_schema())}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.stats)

    def process_item(self, item: Any) -> Any:
        """The item itself. Raises `InvalidItem`."""
        content = item.gave if isinstance(item, PageVisit) else item
        check = self._checks.get(type(content))
        if content is None and isinstance(item, PageVisit):
            problems = []  # a visit of our own making that gave nothing
        elif check is None:
            problems = [f"{type(content).__name__} is neither AnnualReport nor Reject"]
        else:
            problems = list(check(as_document(content), ""))
        if not problems:
            return item
        if self._stats is not None:
            self._stats.inc_value("validate/refused")
        raise InvalidItem("; ".join(problems[:5]), log_level="ERROR")


def compile_schema(schema: Schema) -> Check:
    """A check that yields what is wrong with a document, as `place: reason`.

    Instants may be `datetime`s already. It knows the keywords that `crawler.schema` uses, and gives the verdict of a
    general validator in a tenth of its time. Beyond the schema it refuses keys that MongoDB would read as paths or
    operators.

    >>> check = compile_schema({"type": "object", "properties": {"level": {"type": "integer"}}})
    >>> list(check({"level": "1"}, ""))
    ['.level: str is not integer']
    >>> list(check({"a.b": 1}, ""))
    ['.a.b: a key with . or $']
    """
    if "anyOf" in schema:
        return _any_of([compile_schema(member) for member in schema["anyOf"]])
    if "enum" in schema:
        return _one_of(schema["enum"])
    names = schema.get("type")
    if names is None:
        return _plain
    names = [names] if isinstance(names, str) else names
    types = tuple(kind for name in names for kind in _TYPES[name])
    if schema.get("format") == "date-time":
        types += (datetime,)
    inner: Check | None = None
    if "object" in names:
        inner = _members(schema)
    elif "array" in names:
        inner = _items(compile_schema(schema.get("items", {})))
    return _typed(types, names, inner)


def _typed(types: tuple[type, ...], names: Sequence[str], inner: Check | None) -> Check:
    wanted, booleans = " or ".join(names), bool in types

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, types) or (isinstance(value, bool) and not booleans):
            yield f"{place}: {type(value).__name__} is not {wanted}"
        elif inner is not None and isinstance(value, dict | list):
            yield from inner(value, place)

    return check


def _members(schema: Schema) -> Check:
    known = {name: compile_schema(member) for name, member in schema.get("properties", {}).items()}
    others = compile_schema(schema.get("additionalProperties", {}))
    required = schema.get("required", ())

    def check(value: Any, place: str) -> Iterator[str]:
        for name in required:
            if name not in value:
                yield f"{place}.{name}: missing"
        for name, member in value.items():
            if name not in known:
                yield from _key(name, place)
            yield from known.get(name, others)(member, f"{place}.{name}")

    return check


def _items(member: Check) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        for index, item in enumerate(value):
            yield from member(item, f"{place}[{index}]")

    return check


def _any_of(members: Sequence[Check]) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        complaints = [list(member(value, place)) for member in members]
        if all(complaints):
            yield from max(complaints, key=len)  # the alternative that came furthest has most to say

    return check


def _one_of(values: Sequence[Any]) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, str | type(None)) or value not in values:
            yield f"{place}: {value!r:.80} is none of {', '.join(str(known) for known in values)}"

    return check


def _plain(value: Any, place: str) -> Iterator[str]:
    """Any JSON value, but one that MongoDB can keep."""
    if place.count(".") + place.count("[") > MAX_DEPTH:
        yield f"{place[:80]}: nested too deep"
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _key(name, place)
            yield from _plain(member, f"{place}.{name}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _plain(member, f"{place}[{index}]")
    elif not isinstance(value, str | int | float | None):
        yield f"{place}: {type(value).__name__} is no JSON"


def _key(name: Any, place: str) -> Iterator[str]:
    if not isinstance(name, str):
        yield f"{place}: the key {name!r} is no string"
    elif "." in name or "$" in name or "\0" in name:
        yield f"{place}.{name}: a key with . or $"
