"""Two reports under one id: the same, a new version of it, or another report? A pure decision.

The thresholds are measured: a re-post keeps all its numbers and 0.95 of its text, a spam copy 0.77 of
the text, a corrected re-issue 0.95 of the numbers; next year's report on the same boilerplate has at
most 0.40 of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pipelines.identity import number_overlap, numbers, similarity

Verdict = Literal["same", "revision", "distinct"]
Document = Mapping[str, Any]

SIMILAR = 0.6
"""Jaccard similarity of character 5-shingles from which two texts are near."""
SHARED_NUMBERS = 0.6
"""Share of numbers from which two near texts are one report; halfway between next year's and a correction."""
DAMAGE = frozenset({"spam_phrase", "mirror_host", "byte_damage", "mojibake", "truncated_table", "no_body"})
"""Issues of a damaged copy: a copy without them is preferred."""


def decide(existing: Document, incoming: Document) -> Verdict:
    """What `incoming` is to `existing`, both documents of the contract under the same id.

    `same`: nothing new is said; `revision`: the same report, said otherwise; `distinct`: another report that
    was given the same id. What a known address shows now is always a revision of what it showed before.
    """
    if existing["identity"]["text_sha256"] == incoming["identity"]["text_sha256"]:
        return "same"
    source = incoming["sources"][0]
    if known_source(existing, source) is not None:
        return "revision"
    if similarity(existing["identity"]["sketch"], incoming["identity"]["sketch"]) < SIMILAR:
        return "distinct"
    shared = number_overlap(figures(existing), figures(incoming))
    if shared < SHARED_NUMBERS:
        return "distinct"
    edited_in_place = any(other["url"] == source["url"] for other in existing["sources"])
    if shared < 1 or edited_in_place or _damage(existing) > _damage(incoming):
        return "revision"
    return "same"


def known_source(existing: Document, source: Mapping[str, Any]) -> dict[str, Any] | None:
    """The source of `existing` that `source` is seen at again: same address, for a saved page same bytes."""
    for known in existing["sources"]:
        if source["host"] is None and source["page_sha256"] is not None:
            if known["host"] is None and known["page_sha256"] == source["page_sha256"]:
                return dict(known)
        elif known["url"] == source["url"]:
            return dict(known)
    return None


def figures(document: Document) -> Counter[str]:
    """The numbers of a document: those that its text prints and those of its official tables."""
    found = numbers(document["text"])
    found.update(str(number) for number in _leaves(document["statistics"]))
    return found


def _leaves(value: Any) -> Iterator[int | float]:
    if isinstance(value, Mapping):
        for member in value.values():
            yield from _leaves(member)
    elif isinstance(value, list):
        for member in value:
            yield from _leaves(member)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _damage(document: Document) -> int:
    return len(DAMAGE & {issue["code"] for issue in document["issues"]})
