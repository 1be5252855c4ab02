"""Which portals a run takes: a selection, and a share of it for each of several machines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from crawler.arguments import ArgumentError
from crawler.catalogue.portal import Portal

KEYS = ("id", "province", "family", "level", "status")
"""What a selection may ask for."""

_SHARD = re.compile(r"(\d+)/(\d+)")


def select(portals: Mapping[str, Portal], wanted: str) -> dict[str, Portal]:
    """The portals that a selection names, e.g. `gd-dongguan,family=trs level=county`.

    Words are parted by commas or blanks. Words of one key are alternatives, keys narrow each other; a word without
    `=` is an id, a family, a level, a province (the first two digits of its code, or the id's prefix) or a status,
    whichever it is; `all` takes everything. Entries that are not active are only taken where a status or their id is
    given. Raises `ArgumentError` for a word that means nothing.

    >>> from crawler.catalogue.portal import Host
    >>> made = [Portal(name, name, (Host(name),), "trs", (), status="active") for name in ("gd-a", "gd-b", "yn-c")]
    >>> sorted(select({portal.id: portal for portal in made}, "province=gd"))
    ['gd-a', 'gd-b']
    """
    asked: dict[str, set[str]] = {}
    for word in filter(None, re.split(r"[,\s;]+", wanted.strip())):
        key, equals, value = word.partition("=")
        if not equals:
            key, value = _key_of(portals, word), word
        if key not in (*KEYS, "all"):
            raise ArgumentError(f"select={wanted}: {key} is none of {', '.join(KEYS)}")
        asked.setdefault(key, set()).update(value.split("|"))
    for name in asked.get("id", ()):
        if name not in portals:
            raise ArgumentError(f"select={wanted}: the catalogue has no entry {name}")
    return {
        portal.id: portal
        for portal in portals.values()
        if portal.runnable
        and all(values & facts(portal)[key] for key, values in asked.items())
        and ("id" in asked or "status" in asked or portal.status == "active")
    }


def facts(portal: Portal) -> dict[str, set[str]]:
    """What a portal is under each key of a selection."""
    province = {portal.id.partition("-")[0], (portal.division or "")[:2], (portal.division or "")[:2] + "0000"}
    return {
        "id": {portal.id},
        "province": province,
        "family": {portal.family},
        "level": {portal.level or ""},
        "status": {portal.status},
        "all": {"all"},
    }


def shard(portals: Iterable[Portal], catalogue: Iterable[Portal], share: str) -> dict[str, Portal]:
    """The share `i/n` (i from 1, or from 0 below n) of some portals of a catalogue.

    Portals that have a host in common are in the same share, so that two machines never ask one host. A share
    depends on these hosts alone, not on what else is selected. Raises `ArgumentError`.
    """
    found = _SHARD.fullmatch(share.strip())
    if found is None or not int(found[2]) or int(found[1]) > int(found[2]):
        raise ArgumentError(f"shard={share}: write i/n, such as 1/4 … 4/4")
    number, of = int(found[1]) % int(found[2]), int(found[2])
    groups = host_groups(catalogue)
    return {portal.id: portal for portal in portals if _number(groups[portal.hosts[0].host]) % of == number}


def host_groups(catalogue: Iterable[Portal]) -> dict[str, str]:
    """Host -> the first in alphabetical order of all hosts that portals tie together with it.

    >>> from crawler.catalogue.portal import Host
    >>> a = Portal("a", "a", (Host("b.cn"), Host("c.cn")), "trs", ())
    >>> b = Portal("b", "b", (Host("a.cn"), Host("c.cn")), "trs", ())
    >>> sorted(host_groups([a, b]).items())
    [('a.cn', 'a.cn'), ('b.cn', 'a.cn'), ('c.cn', 'a.cn')]
    """
    group: dict[str, set[str]] = {}
    for portal in catalogue:
        merged = set(portal.netlocs).union(*(group.get(host, set()) for host in portal.netlocs))
        for host in merged:
            group[host] = merged
    return {host: min(hosts) for host, hosts in group.items()}


def _number(host: str) -> int:
    return int.from_bytes(hashlib.sha256(host.encode()).digest()[:8], "big")


def _key_of(portals: Mapping[str, Portal], word: str) -> str:
    """Under which key a bare word is known."""
    for key in (*KEYS, "all"):
        if word in portals if key == "id" else any(word in facts(portal)[key] for portal in portals.values()):
            return key
    raise ArgumentError(f"select: {word!r} is neither an id nor any {', '.join(KEYS[1:])} of the catalogue")
