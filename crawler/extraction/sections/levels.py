"""From candidates to headings: which of them stand at level 1, and which below them at level 2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawler.extraction.sections.candidates import Candidate, System, unnumbered
from crawler.extraction.sections.series import below, best_series, choose, fill_gaps


def level_one(
    candidates: Sequence[Candidate],
    inline: Sequence[Candidate],
    texts: Sequence[str | None],
) -> tuple[list[Candidate], System | None]:
    """The level-1 headings in document order, and the system that numbers them (`None`: there are none).

    `texts` holds the printed lines, `None` for a table row.
    """
    by_system: dict[System, list[Candidate]] = {}
    both = sorted([*candidates, *inline], key=lambda found: (found.line, found.start))
    for system in ("part", "han", "arabic", "paren"):
        members = [found for found in both if found.system == system]
        if members:
            by_system[system] = best_series(members, _contents(members, texts))
    chosen = choose(by_system)
    gaps = chosen is not None and _has_gap(by_system[chosen])
    plain: list[Candidate] = []
    if gaps or chosen in (None, "arabic", "paren") or len(by_system.get("han", ())) < 3:
        plain = [found for i, text in enumerate(texts) if text and (found := unnumbered(text, i)) is not None]
        plain = _last_of_each(plain, texts)
        by_system["none"] = plain
        chosen = choose(by_system)
    if chosen is None:
        return [], None
    if not gaps or chosen == "none":
        return by_system[chosen], chosen
    numbered = [found for found in candidates if found.system == chosen]
    return fill_gaps(by_system[chosen], [*numbered, *plain], inline), chosen


def _has_gap(series: Sequence[Candidate]) -> bool:
    return any(after.value - before.value > 1 for before, after in pairwise(series))


def _contents(members: Sequence[Candidate], texts: Sequence[str | None]) -> list[bool]:
    """For each candidate: nothing stands between it and the next one, whose ordinal is the next."""
    flags = [False] * len(members)
    for i, (one, after) in enumerate(pairwise(members)):
        if after.value != one.value + 1:
            continue
        if one.line == after.line:
            flags[i] = not (texts[one.line] or "")[one.body : after.start].strip(" \u3000,，;；、。")
        elif after.line == one.last_line + 1 and after.start < 8:
            flags[i] = one.shape == "line"
    return flags


def _last_of_each(plain: Sequence[Candidate], texts: Sequence[str | None]) -> list[Candidate]:
    """Unnumbered headings once each: of a repeated one that which has a text below it."""
    headings = {found.line for found in plain}
    chosen: dict[str, Candidate] = {}
    for found in plain:
        followed = found.line + 1 < len(texts) and found.line + 1 not in headings
        if found.heading not in chosen or (followed and chosen[found.heading].line + 1 in headings):
            chosen[found.heading] = found
    return sorted(chosen.values(), key=lambda found: found.line)


def level_two(
    ones: Sequence[Candidate],
    system: System,
    candidates: Sequence[Candidate],
    inline: Sequence[Candidate],
    texts: Sequence[str | None],
) -> list[Candidate]:
    """The level-2 headings below the level-1 headings `ones`, in document order.

    A series with a member that ends with a semicolon is an enumeration and stays in the text.
    """
    used = {(one.line, one.start) for one in ones}
    allowed = below(system, {found.system for found in candidates})
    glued = {one.line for one in ones if one.shape == "inline"}
    members = [found for found in candidates if found.system in allowed and (found.line, found.start) not in used]
    members += [
        found
        for found in inline
        if found.system in allowed and found.line in glued and (found.line, found.start) not in used
    ]
    members.sort(key=lambda found: (found.line, found.start))
    twos: list[Candidate] = []
    for place, one in enumerate(ones):
        end = (ones[place + 1].line, ones[place + 1].start) if place + 1 < len(ones) else (len(texts), 0)
        inside = [
            m for m in members if (one.line, one.body - 1) < (m.line, m.start) < end and m.line not in _joined(one)
        ]
        for series in _runs(inside):
            if not any((texts[m.line] or "").rstrip()[-1:] in (";", "；") for m in series if m.shape != "inline"):
                twos += [m for m in series if m.heading]
    return twos


def _joined(one: Candidate) -> range:
    return range(one.line + 1, one.last_line + 1)


def _runs(members: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Ascending series; a new one begins at each （一）. An ordinal that falls back otherwise is prose."""
    run: list[Candidate] = []
    for member in members:
        if run and member.value == 1 and run[-1].value >= 1:
            yield run
            run = []
        if not run or member.value > run[-1].value:
            run.append(member)
    if run:
        yield run
