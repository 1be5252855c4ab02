"""What differs between two versions of a report, field by field. Pure."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["added", "removed", "changed"]
Document = Mapping[str, Any]

TEXTS = ("text", "text_as_published")
_BOOKKEEPING = frozenset(
    {"_id", "schema_version", "revision", "extractor_version", "identity", "report_id", "superseded_at"}
    | {"first_seen_at", "first_seen_run", "last_seen_at", "changed_at", "changed_run"}
)
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_RUNNING_TEXT = frozenset({*TEXTS, "abstract", "quote"})
"""Fields whose differences are told sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; `before` is None where it was added, `after` where it was removed."""

    path: str
    """E.g. `statistics.applications.received.total`, `sections[一 概述].text`."""
    kind: Kind
    before: Any
    after: Any
    lines: list[str] | None = None
    """For a text that changed: the sentences that differ, `- ` before those taken out, `+ ` before those put in."""


def _by(*names: str) -> Callable[[Document], str]:
    return lambda member: " ".join(str(member[name]) for name in names if member.get(name) is not None)


_MEMBER_NAMES: Mapping[str, Callable[[Any], str]] = {
    "statistics.statistics_table": _by("label"),
    "sections": _by("number", "heading"),
    "indicators": _by("name", "category", "scope"),
    "attachments": _by("url"),
    "checks": _by("rule"),
    "issues": lambda issue: f"{issue['code']} {json.dumps(issue['detail'], ensure_ascii=False, default=str)}",
    "sources": _by("url"),
    "mirrors": _by("url"),
    "metadata.header": lambda pair: str(pair[0]),
}
"""List -> what its members are known by, so that one put in does not shift all that follow."""
_ONLY_PRESENCE = frozenset({"sources", "mirrors"})
"""Lists whose members change at every visit: only that one came or went is told."""


def compare(before: Document, after: Document) -> list[Change]:
    """The changes that lead from one version to the other, in the order of the document's fields.

    Bookkeeping (instants, runs, hashes) is left out; the body text as a whole is compared only where its sections
    tell no difference.

    >>> cell = lambda n: {"statistics": {"applications": {"received": {"total": n}}}}
    >>> [(c.path, c.kind, c.before, c.after) for c in compare(cell(2), cell(3))]
    [('statistics.applications.received.total', 'changed', 2, 3)]
    >>> section = lambda text: {"sections": [{"number": "一", "heading": "概述", "text": text}]}
    >>> (change,) = compare(section("公开12条。无遗漏。"), section("公开13条。无遗漏。"))
    >>> change.path, change.lines
    ('sections[一 概述].text', ['- 公开12条。', '+ 公开13条。'])
    """
    read = [_without(version, _BOOKKEEPING | set(TEXTS)) for version in (before, after)]
    changes = list(_values("", *read))
    if not any(change.path.startswith("sections") for change in changes):
        for name in TEXTS:
            changes += _values(name, before.get(name), after.get(name))
    return changes


def sentences(before: str, after: str) -> list[str]:
    """The sentences that differ, in order.

    >>> sentences("一、概述\\n共12件。", "一、概述\\n共12件。均已办结。")
    ['+ 均已办结。']
    """
    old, new = (_SENTENCE.findall(text) for text in (before, after))
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"- {sentence.strip()}" for sentence in old[i1:i2] if sentence.strip()]
            lines += [f"+ {sentence.strip()}" for sentence in new[j1:j2] if sentence.strip()]
    return lines


def _values(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from _values(f"{path}.{name}" if path else name, before.get(name), after.get(name))
    elif path in _MEMBER_NAMES and (before or after):
        yield from _members(path, before or [], after or [])
    elif before in (None, []) and isinstance(after, Mapping):
        yield from _values(path, {}, after)
    elif after in (None, []) and isinstance(before, Mapping):
        yield from _values(path, before, {})
    else:
        yield _change(path, before, after)


def _change(path: str, before: Any, after: Any) -> Change:
    if before in (None, [], {}):
        return Change(path, "added", None, after)
    if after in (None, [], {}):
        return Change(path, "removed", before, None)
    runs = path.rpartition(".")[2] in _RUNNING_TEXT
    return Change(path, "changed", before, after, sentences(before, after) if runs else None)


def _members(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    old, new = (_named(members, _MEMBER_NAMES[path]) for members in (before, after))
    if path == "sections":
        _follow_renamed(old, new)
    for name in dict.fromkeys((*old, *new)):
        place = f"{path}[{name}]"
        if name not in new:
            yield Change(place, "removed", old[name], None)
        elif name not in old:
            yield Change(place, "added", None, new[name])
        elif path not in _ONLY_PRESENCE:
            yield from _values(place, old[name], new[name])


def _named(members: Iterable[Any], name: Callable[[Any], str]) -> dict[str, Any]:
    """Members under their names; a second one of a name gets `#2`."""
    seen: Counter[str] = Counter()
    named = {}
    for member in members:
        own = name(member)
        seen[own] += 1
        named[own if seen[own] == 1 else f"{own}#{seen[own]}"] = member
    return named


def _follow_renamed(old: dict[str, Any], new: dict[str, Any]) -> None:
    """A section whose heading alone was edited is the same one: known by number and level, put under its new name."""
    gone = {name: member for name, member in old.items() if name not in new}
    for name, member in new.items():
        if name in old:
            continue
        same = [
            other for other, former in gone.items()
            if (former.get("number"), former.get("level")) == (member.get("number"), member.get("level"))
        ]  # fmt: skip
        if len(same) == 1:
            old[name] = old.pop(same[0])
            del gone[same[0]]


def _without(document: Document, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}
