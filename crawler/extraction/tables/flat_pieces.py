"""Flattened text in pieces: labels, values, page numbers, and whatever else is printed between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.extraction.tables.cells import read_cell
from crawler.extraction.tables.flat_labels import FoundLabel, find_labels
from crawler.extraction.tables.flat_page_numbers import page_number_at
from crawler.extraction.tables.flat_tokens import Token, TokenRun, fold, tokenise

PieceKind = Literal["label", "value", "page_number", "text"]

_LONGEST_VALUE = 40
_VALUE_THEN_TEXT = re.compile(
    r"([+\-]?\d[\d.,]*|[-/])(?=[一二三四五六七八九十]{1,2}[、.]|\([一二三四五六七八九十]\)|第[一二三四五六七八九])"
)
_TO_POINT = re.compile(r"\d[\d,]*\.")
_FRACTION = re.compile(r"[.,]\d")
_UNITS = frozenset(("元", "万元", "件", "条", "项", "个", "%", "宗", "份"))


@dataclass(slots=True)
class Piece:
    """A token, a part of one, or a label (which may cover several)."""

    kind: PieceKind
    raw: str
    """As printed, tokens joined by blanks."""
    text: str
    first: int
    """Index of its first token."""
    start: int
    """Where in that token's text it begins."""
    last: int
    end: int
    pipes: int
    """Pipes between it and the piece before."""
    newline: bool
    """Whether it begins a line."""
    alone: bool
    """Whether it is all that its line holds."""
    bare: bool = False
    """Whether its line holds no pipe either."""
    label: FoundLabel | None = None


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a cell of an official table may print this.

    >>> [is_value(text) for text in ("12", "-", "无", "增3", "160.5964万元", "第二条", "00")]
    [True, True, True, True, True, False, True]
    """
    if text.isdigit():
        return True
    if len(text) > _LONGEST_VALUE:
        return False
    return any(read_cell(text, kind).state in ("number", "not_applicable") for kind in ("change", "money"))


def begins_with_point(text: str) -> bool:
    """Whether a text is the rest of a number that was broken before its point or comma: `.35`.

    >>> [begins_with_point(text) for text in (".35", ",204件", "12", "...")]
    [True, True, False, False]
    """
    return _FRACTION.match(text) is not None


def ends_at_point(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether a number breaks off behind its point, and digits follow in the same cell."""
    if not _TO_POINT.fullmatch(text) or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    return not following.pipes and following.text[0].isdigit()


def goes_on(text: str, following: str) -> bool:
    """Whether a text is the rest of the number before it, which was broken at its point.

    >>> goes_on("12", ".35"), goes_on("12.", "35"), goes_on("12", "35")
    (True, True, False)
    """
    return begins_with_point(following) or (text.endswith(".") and following[0].isdigit())


def split_pieces(lines: Sequence[str]) -> tuple[TokenRun, list[Piece]]:
    """The pieces of some lines, in order.

    >>> [(piece.kind, piece.raw) for piece in split_pieces(["规章 | 1", "- 3 -", "规范性文件9"])[1]]
    [('label', '规章'), ('value', '1'), ('page_number', '- 3 -'), ('label', '规范性文件'), ('value', '9')]
    """
    run = tokenise(lines)
    pieces: list[Piece] = []
    token = offset = 0
    for label in find_labels(run):
        _between(run, token, offset, label.first, label.start, pieces)
        pieces.append(_label_piece(run, label))
        token, offset = label.last, label.end
    if run.tokens:
        _between(run, token, offset, len(run.tokens), 0, pieces)
    return run, pieces


def raw_offset(token: Token, offset: int) -> int:
    """Where a place of the token's text stands in its print."""
    if offset <= 0 or len(token.raw) == len(token.text):
        return max(offset, 0)
    low, high = 0, len(token.raw)
    while low < high:
        middle = (low + high) // 2
        if len(fold(token.raw[:middle])) < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _label_piece(run: TokenRun, label: FoundLabel) -> Piece:
    token = run.tokens[label.first]
    end = label.end if label.first == label.last else len(token.text)
    raw = token.raw[raw_offset(token, label.start) : raw_offset(token, end)]
    if label.last > label.first:
        final = run.tokens[label.last]
        between = [other.raw for other in run.tokens[label.first + 1 : label.last]]
        raw = " ".join((raw, *between, final.raw[: raw_offset(final, label.end)]))
    begins = label.start == 0
    alone = begins and token.newline and run.tokens[label.last].last and label.end == len(run.tokens[label.last].text)
    return Piece(
        "label", raw, label.stem, label.first, label.start, label.last, label.end,
        token.pipes if begins else 0, token.newline and begins, alone, label=label,
    )  # fmt: skip


def _between(run: TokenRun, token: int, offset: int, stop: int, end: int, pieces: list[Piece]) -> None:
    """Append the pieces from a place in one token to a place in a later one."""
    tokens = run.tokens
    index = token
    while index < stop or (index == stop and index < len(tokens) and end > 0):
        text = tokens[index].text
        begin = offset if index == token else 0
        limit = end if index == stop else len(text)
        if begin == 0 and limit == len(text) and (count := page_number_at(tokens, index)):
            _append(pieces, tokens, index, 0, limit, "page_number", through=index + count - 1)
            index += count
            continue
        if begin < limit:
            _split_token(pieces, tokens, index, begin, limit)
        index += 1


def _split_token(pieces: list[Piece], tokens: list[Token], index: int, begin: int, limit: int) -> None:
    token = tokens[index]
    text = token.text if limit - begin == len(token.text) else token.text[begin:limit]
    whole = limit - begin == len(token.text)
    previous = pieces[-1] if pieces else None
    if whole and text in _UNITS and previous and not token.pipes and _is_before(previous, index):
        previous.raw, previous.text, previous.last, previous.end = (
            previous.raw + token.raw,
            previous.text + text,
            index,
            limit,
        )
    elif previous and begin == 0 and not token.pipes and _is_before(previous, index) and goes_on(previous.text, text):
        # kept as one broken cell: what looks like a whole number before it is none
        previous.raw, previous.text = f"{previous.raw} {token.raw[: raw_offset(token, limit)]}", previous.text + text
        previous.last, previous.end, previous.bare = index, limit, False
    elif is_value(text) or ends_at_point(tokens, index, text):
        _append(pieces, tokens, index, begin, limit, "value")
    elif found := _VALUE_THEN_TEXT.match(text):
        _append(pieces, tokens, index, begin, begin + found.end(), "value")
        _append(pieces, tokens, index, begin + found.end(), limit, "text")
    else:
        _append(pieces, tokens, index, begin, limit, "text")


def _is_before(piece: Piece, index: int) -> bool:
    """Whether a piece is a value that ends with the token before this one."""
    return piece.kind == "value" and piece.last == index - 1


def _append(
    pieces: list[Piece], tokens: list[Token], index: int, begin: int, limit: int, kind: PieceKind, *, through: int = -1
) -> None:
    token = tokens[index]
    last = max(index, through)
    if last > index:
        raw = " ".join(token.raw for token in tokens[index : last + 1])
        limit = len(tokens[last].text)
    elif limit - begin == len(token.text):
        raw = token.raw
    else:
        raw = token.raw[raw_offset(token, begin) : raw_offset(token, limit)]
    starts = begin == 0
    alone = starts and token.newline and tokens[last].last and limit == len(tokens[last].text)
    text = token.text[begin:limit] if last == index else "".join(token.text for token in tokens[index : last + 1])
    bare = alone and not token.bordered
    pieces.append(
        Piece(
            kind, raw, text, index, begin, last, limit,
            token.pipes if starts else 0, token.newline and starts, alone, bare,
        )
    )  # fmt: skip
