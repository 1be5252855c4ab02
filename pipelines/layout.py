"""The database's layout as data: collections, indexes, and the validator that guards `reports`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.schema import report_schema

REPORTS, REVISIONS, PAGES, RUNS, REJECTS = "reports", "report_revisions", "pages", "runs", "rejects"
ANNOUNCEMENTS, BOOKMARKS = "announcements", "bookmarks"

Keys = tuple[tuple[str, int], ...]

INDEXES: Mapping[str, Mapping[str, Keys]] = {
    REPORTS: {
        "first_seen": (("first_seen_at", -1), ("_id", 1)),
        "first_seen_run": (("first_seen_run", 1),),
        "changed": (("changed_at", -1), ("_id", 1)),
        "changed_run": (("changed_run", 1),),
        "year_form": (("report_year", 1), ("form", 1)),
        "region_code": (("agency.region.code", 1), ("report_year", 1)),
        "region_current_code": (("agency.region.current_code", 1), ("report_year", 1)),
        "region_path": (("agency.region.path", 1), ("report_year", 1)),
        "agency": (("agency.name", 1), ("report_year", 1)),
        "issue": (("issues.code", 1),),
        "section_kind": (("sections.kind", 1),),
        "source_url": (("sources.url", 1),),
        "source_run": (("sources.run_id", 1),),
        "source_page": (("sources.page_sha256", 1),),
        "text": (("identity.text_sha256", 1),),
        "year": (("report_year", -1), ("_id", 1)),
        "search": (("search", 1),),
        "announced": (("announced", 1),),
    },
    REVISIONS: {"version": (("report_id", 1), ("revision", 1))},
    PAGES: {
        "next_due": (("portal", 1), ("next_due", 1)),
        "host": (("host", 1),),
        "rendition_of": (("rendition_of", 1),),
    },
    RUNS: {"started": (("started_at", -1),), "spider": (("spider", 1), ("started_at", -1))},
    REJECTS: {
        "reason": (("reason", 1), ("last_seen_at", -1)),
        "run": (("run_id", 1),),
        "url": (("url", 1),),
    },
    ANNOUNCEMENTS: {"key": (("key", 1),), "report": (("report_id", 1),)},
    BOOKMARKS: {},
}
"""Collection -> name of the index -> its keys."""

STORED_ONLY: Mapping[str, Mapping[str, int]] = {REPORTS: {"search": 0, "announced": 0}}
"""Collection -> fields that only the database needs, as the projection that leaves them out of what is read."""

UNIQUE = frozenset({(REVISIONS, "version"), (ANNOUNCEMENTS, "key")})
"""Indexes that allow each key once."""

_BSON_TYPES: Mapping[str, tuple[str, ...]] = {
    "integer": ("int", "long"),
    "number": ("int", "long", "double"),
    "boolean": ("bool",),
    "string": ("string",),
    "null": ("null",),
    "object": ("object",),
    "array": ("array",),
}
_ALWAYS_SET = ("first_seen_at", "last_seen_at", "changed_at")


def report_validator() -> dict[str, Any]:
    """The `$jsonSchema` validator of `reports`: the published schema in BSON's types.

    What the pipelines fill in (id, hashes, instants, at least one source) must be there in a stored report.
    """
    schema = _bson(report_schema())
    properties = schema["properties"]
    properties["_id"] = {"bsonType": "string", "minLength": 1}
    properties["identity"] = properties["identity"]["anyOf"][0]
    properties["sources"]["minItems"] = 1
    properties["revision"]["minimum"] = 1
    for name in _ALWAYS_SET:
        properties[name]["bsonType"] = ["date"]
    return {"$jsonSchema": schema}


def _bson(schema: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema in MongoDB's dialect (draft 4 with `bsonType`), without what that does not know.

    >>> _bson({"type": ["string", "null"], "format": "date-time", "description": "UTC."})
    {'bsonType': ['date', 'null']}
    """
    found: dict[str, Any] = {}
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        instant = schema.get("format") == "date-time"
        types = [bson for name in names for bson in (("date",) if instant and name == "string" else _BSON_TYPES[name])]
        found["bsonType"] = list(dict.fromkeys(types))
    for keyword in ("enum", "required"):
        if keyword in schema:
            found[keyword] = schema[keyword]
    if "anyOf" in schema:
        found["anyOf"] = [_bson(member) for member in schema["anyOf"]]
    if "items" in schema:
        found["items"] = _bson(schema["items"])
    if "additionalProperties" in schema:
        found["additionalProperties"] = _bson(schema["additionalProperties"])
    if "properties" in schema:
        found["properties"] = {name: _bson(member) for name, member in schema["properties"].items()}
    return found
