"""Digits run together or broken apart: put right only where total = sum leaves a single reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_MOST_DIGITS = 36
_LONGEST_NUMBER = 7


@lru_cache(maxsize=1024)
def _splits(digits: str, borders: frozenset[int], width: int) -> tuple[tuple[str, ...], ...]:
    """Up to two ways to cut digits into `width` numbers, the last the sum of the others, with cuts at all borders."""
    found: list[tuple[str, ...]] = []
    length = len(digits)

    def cuts(start: int, stop: int) -> list[int]:
        """Places where a number that begins here may end."""
        border = min((b for b in borders if b > start), default=length)
        longest = 1 if digits[start] == "0" else _LONGEST_NUMBER
        return list(range(start + 1, min(start + longest, border, stop) + 1))

    def part(start: int, stop: int, left: int, rest: int, parts: tuple[str, ...]) -> None:
        if len(found) > 1:
            return
        if left == 0:
            if start == stop and rest == 0:
                found.append((*parts, digits[stop:]))
            return
        if stop - start < left or (start, left, rest, stop) in dead:
            return
        before = len(found)
        for end in cuts(start, stop):
            number = int(digits[start:end])
            if number > rest:
                break
            part(end, stop, left - 1, rest - number, (*parts, digits[start:end]))
        if len(found) == before:
            dead.add((start, left, rest, stop))

    dead: set[tuple[int, int, int, int]] = set()
    for stop in range(max(width - 1, length - _LONGEST_NUMBER), length):
        if length in cuts(stop, length):
            part(0, stop, width - 1, int(digits[stop:]), ())
    return tuple(found)


def split_digits(texts: Sequence[str], width: int) -> tuple[str, ...] | None:
    """The one way to read digits that were run together as a row of which the last is the sum of the others.

    >>> split_digits(["713000074"], 7), split_digits(["0000000"], 7)
    (('71', '3', '0', '0', '0', '0', '74'), ('0', '0', '0', '0', '0', '0', '0'))
    >>> split_digits(["00000000"], 7), split_digits(["460004"], 7)
    (None, None)
    """
    digits = "".join(texts)
    if not width <= len(digits) <= _MOST_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    borders = set()
    place = 0
    for text in texts:
        place += len(text)
        borders.add(place)
    found = _splits(digits, frozenset(borders), width)
    return found[0] if len(found) == 1 else None


def joined(texts: Sequence[str], breaks: Sequence[int]) -> tuple[str, ...] | None:
    """The row with one number put together again that was wrapped at a break, the last the sum of the others.

    Nothing where two places would do, or where leaving one number out (a page number) would do as well.

    >>> joined(["1", "0", "2", "12"], [1])
    ('10', '2', '12')
    >>> joined(["1", "0", "2", "3"], [1])
    """
    if not all(text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER for text in texts):
        return None
    numbers = [int(text) for text in texts]
    if any(_holds([*numbers[:i], *numbers[i + 1 :]]) for i in range(len(numbers))):
        return None
    rows = [(*texts[: i - 1], texts[i - 1] + texts[i], *texts[i + 1 :]) for i in breaks if texts[i - 1] != "0"]
    found = {row for row in rows if _holds([int(text) for text in row])}
    return found.pop() if len(found) == 1 else None


def _holds(numbers: Sequence[int]) -> bool:
    return sum(numbers[:-1]) == numbers[-1]
