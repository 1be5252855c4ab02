"""From a place in a restored line back to what the page printed there."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from crawler.extraction.script.glosses import spans


def printed_slice(printed: str, restored: str, start: int, end: int) -> str:
    """The printed text of `restored[start:end]`; glosses belong to the character that they follow.

    >>> printed_slice("公開(kāi)方(fang)(fang)式: 主動公開(kāi)", "公开方式: 主动公开", 2, 4)
    '方(fang)(fang)式'
    >>> printed_slice("公开方式: 主动公开", "公开方式: 主动公开", 6, 8)
    '主动'
    """
    if printed == restored:
        return printed[start:end]
    start, end, _ = slice(start, end).indices(len(restored))
    if start >= end:
        return ""
    places = _places(printed, restored)
    return printed[places[start] : places[end]]


@lru_cache(maxsize=256)
def _places(printed: str, restored: str) -> tuple[int, ...]:
    """For each place of the restored line, its end included, the place in the printed one."""
    glosses = spans(printed)
    kept = _kept(printed, glosses)
    if len(kept) == len(restored) or len(printed) == len(restored):
        places = kept if len(kept) == len(restored) else list(range(len(printed)))
        return (*places, len(printed))
    places = [0] * len(restored)
    matcher = SequenceMatcher(None, "".join(printed[place] for place in kept), restored, autojunk=False)
    for _, old, old_end, new, new_end in matcher.get_opcodes():
        for offset in range(new_end - new):
            places[new + offset] = kept[min(old + offset, old_end, len(kept) - 1)]
    return (*places, len(printed))


def _kept(printed: str, glosses: list[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    at = 0
    for start, stop in glosses:
        kept += range(at, start)
        at = stop
    return [*kept, *range(at, len(printed))]
