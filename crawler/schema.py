"""The JSON Schema of a report, made from the item classes.

`python -m crawler.schema > docs/report.schema.json` writes the published copy.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.items import AnnualReport, Reject

Schema = dict[str, Any]

_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
}


@cache
def _published(item: type) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": item.__name__,
        **_object(item),
    }
    return json.dumps(schema, ensure_ascii=False)


def report_schema() -> Schema:
    """JSON Schema (draft 2020-12) of a report as exported: every field with its type and its docstring.

    Fields beyond those listed are allowed, as the contract says; none of those listed may be missing.
    """
    schema: Schema = json.loads(_published(AnnualReport))
    return schema


def reject_schema() -> Schema:
    """The same for a reject, as spiders yield it."""
    schema: Schema = json.loads(_published(Reject))
    return schema


def _object(item: type) -> Schema:
    hints, docs = get_type_hints(item), _field_docs(item)
    properties: Schema = {}
    for field in fields(item):
        name = "_id" if field.name == "id" else field.name
        properties[name] = {"description": docs[field.name], **_schema(hints[field.name])}
    return {
        "description": inspect.getdoc(item),
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _schema(hint: Any) -> Schema:
    """The schema of one type hint. Raises `TypeError` for a type that JSON has no word for."""
    if hint is Any or hint in _PLAIN:
        return dict(_PLAIN.get(hint, {}))
    if isinstance(hint, type) and is_dataclass(hint):
        return _object(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is dict:
        values = _schema(arguments[1])
        return {"type": "object"} | ({"additionalProperties": values} if values else {})
    if origin in (Union, types.UnionType):
        return _union([_schema(argument) for argument in arguments])
    raise TypeError(f"no JSON Schema for {hint!r}")


def _union(members: list[Schema]) -> Schema:
    """One schema for several: plain types side by side, `null` joined to an enumeration.

    >>> _union([{"type": "string"}, {"type": "null"}])
    {'type': ['string', 'null']}
    >>> _union([{"enum": ["own", "area"]}, {"type": "null"}])
    {'enum': ['own', 'area', None]}
    """
    if len(members) == 1:
        return members[0]
    null = {"type": "null"}
    if members[-1] == null and "enum" in members[0] and len(members) == 2:
        return {"enum": [*members[0]["enum"], None]}
    if members[-1] == null and "format" in members[0] and len(members) == 2:
        return {**members[0], "type": [members[0]["type"], "null"]}
    if all(set(member) == {"type"} for member in members):
        names = [member["type"] for member in members]
        # JSON has one kind of number: an integer is one.
        return {"type": [n for n in names if n != "integer" or "number" not in names]}
    return {"anyOf": members}


def _field_docs(item: type) -> dict[str, str]:
    """The docstring under every field. Raises `TypeError` where one is missing."""
    body = next(n.body for n in ast.parse(inspect.getsource(item)).body if isinstance(n, ast.ClassDef))
    docs: dict[str, str] = {}
    for statement, following in itertools.pairwise(body):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            docs[statement.target.id] = inspect.cleandoc(str(following.value.value)).replace("\n", " ")
    if missing := [field.name for field in fields(item) if field.name not in docs]:
        raise TypeError(f"{item.__name__}: no docstring under {', '.join(missing)}")
    return docs


if __name__ == "__main__":
    sys.stdout.write(json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n")
