"""Which candidates are headings: the series with the best continuity of ordinals and the most known headings.

Tables of contents, numbered lists of prose and a second series in an appendix look like headings one by
one; as a sequence they do not. Gaps, late starts and repeats of the source are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.sections.candidates import Candidate, System

MOST_CANDIDATES = 150
"""More ordinals at the beginning of lines are a list, and only the first so many are looked at."""

_KNOWN, _OWN_LINE, _CONTENTS, _NEXT = 4.0, 1.5, 3.0, 2.0


def best_series(candidates: Sequence[Candidate], contents: Sequence[bool]) -> list[Candidate]:
    """The headings among the candidates of one system.

    `contents[i]`: nothing stands between candidate i and the one after it, as in a table of contents.

    >>> def at(line, value, known=True):
    ...     return Candidate(line, 0, 9, "han", value, "x", "概述" if known else "认识不足", known, "line")
    >>> listed = [at(0, 1), at(4, 2), at(6, 1, False), at(7, 2, False), at(9, 3)]
    >>> [c.line for c in best_series(listed, [False] * 5)]
    [0, 4, 9]
    """
    usable = [
        (candidate, listed)
        for candidate, listed in zip(candidates[:MOST_CANDIDATES], contents, strict=False)
        if candidate.heading
    ]
    usable = usable[: _appendix(usable)]
    scores: list[float] = []
    previous: list[int] = []
    for i, (candidate, listed) in enumerate(usable):
        own = _score(candidate, listed)
        best, link = own + _start(candidate), -1
        for j in range(i):
            edge = _edge(usable[j][0], candidate, adjacent=j == i - 1)
            if usable[j][1] and candidate.value == usable[j][0].value:
                continue
            if edge is not None and scores[j] + own + edge > best:
                best, link = scores[j] + own + edge, j
        scores.append(best)
        previous.append(link)
    chain: list[Candidate] = []
    at = max(range(len(scores)), key=lambda i: (scores[i], -i), default=-1)
    while at >= 0:
        chain.append(usable[at][0])
        at = previous[at]
    return chain[::-1]


def _score(candidate: Candidate, listed: bool) -> float:
    score = 0.5 + (_KNOWN if candidate.known else 0.0) - (_CONTENTS if listed else 0.0)
    return score + (_OWN_LINE if candidate.shape == "line" and not candidate.stop else 0.0)


def _start(candidate: Candidate) -> float:
    return _NEXT if candidate.value == 1 else -min(candidate.value - 1, 3) * 0.5


def _edge(before: Candidate, after: Candidate, *, adjacent: bool) -> float | None:
    step = after.value - before.value
    if step == 1:
        return _NEXT
    if step > 1:
        return -float(min(step - 1, 3))
    repeated = step == 0 and (after.known or (adjacent and after.shape == "line"))
    return -1.0 if repeated and "inline" not in (before.shape, after.shape) else None


def _appendix(usable: Sequence[tuple[Candidate, bool]]) -> int:
    """Where a second series of known headings begins anew: it ends the first."""
    known = 0
    for place, (candidate, listed) in enumerate(usable):
        if candidate.value == 1 and candidate.known and known >= 3 and candidate.shape != "inline":
            return place
        known += candidate.known and not listed
    return len(usable)


def fill_gaps(chain: Sequence[Candidate], strays: Sequence[Candidate], inline: Sequence[Candidate]) -> list[Candidate]:
    """The series with what fits exactly into a gap of one.

    First a known heading on its own line whose printed ordinal is wrong or lost (`strays`), then a heading
    glued into a line (`inline`), whose ordinal must be the missing one. The printed number is kept.
    """
    filled: list[Candidate] = []
    for candidate in chain:
        before = filled[-1] if filled else None
        if before is not None:
            while before.value + 1 < candidate.value:
                found = _filler(before, candidate, strays, inline)
                if found is None:
                    break
                before = found._replace(value=before.value + 1)
                filled.append(before)
        filled.append(candidate)
    return filled


def _filler(
    before: Candidate, after: Candidate, strays: Sequence[Candidate], inline: Sequence[Candidate]
) -> Candidate | None:
    wanted = before.value + 1
    low, high = (before.line, before.body), (after.line, after.start)
    for candidate in inline:
        if candidate.value == wanted and low <= (candidate.line, candidate.start) < high:
            return candidate
    if after.value - before.value != 2:
        return None
    fitting = [c for c in strays if before.last_line < c.line < after.line and c.known and c.shape == "line"]
    return fitting[0] if len(fitting) == 1 else None


def choose(by_system: dict[System, list[Candidate]]) -> System | None:
    """The system of the level-1 headings: the highest that numbers a series, the unnumbered last.

    Han ordinals need one known heading, one on its own line or a series of two; all others two known
    headings.
    """
    known = {system: sum(c.known for c in series) for system, series in by_system.items()}
    parts = by_system.get("part", [])
    if len(parts) >= 2:
        return "part"
    han = by_system.get("han", [])
    plain = known.get("none", 0)
    if known.get("han") or (len(han) >= 2 and plain < 3):
        return "han"
    for system in ("arabic", "paren", "none"):
        if known.get(system, 0) >= 2:
            return system
    return "han" if han and han[0].shape == "line" and han[0].value == 1 else None


def below(system: System, present: set[System]) -> tuple[System, ...]:
    """The systems that may number level 2 under level 1 of `system`."""
    if system == "part":
        return ("han",) if "han" in present else ("paren",)
    if system == "arabic":
        return ("paren", "paren_arabic")
    return () if system == "paren" else ("paren",)
