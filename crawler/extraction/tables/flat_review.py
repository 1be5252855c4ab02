"""The flattened table of reconsideration and litigation: fifteen values behind all labels, or five a group."""

from __future__ import annotations

from crawler.extraction.forms.official import OUTCOME_KEYS, REVIEW_GROUP_KEYS
from crawler.extraction.forms.review_and_litigation import OUTCOMES
from crawler.extraction.tables.flat_binding import bind, is_solved, is_whole
from crawler.extraction.tables.flat_labels import Meaning
from crawler.extraction.tables.flat_places import Slot, line_of_cells
from crawler.extraction.tables.flat_rows import FlatRow

_WIDTH = len(OUTCOME_KEYS)


class FlatReview:
    """Gathers the values and says whose they are."""

    def __init__(self, page_numbers: frozenset[int]) -> None:
        self._page_numbers = page_numbers
        self._all = Slot(page_numbers=page_numbers)
        self._lines: dict[str, Slot] = {}
        self._outcomes: list[str] = []
        self._broken = False

    def take(self, meaning: Meaning, following: str) -> Slot:
        """A label of the table and the kind of the piece behind it; where the values that follow go."""
        if meaning.role == "group" and following == "value" and len(self._outcomes) == _WIDTH:
            self._broken |= meaning.key in self._lines or bool(self._all.values)
            slot = self._lines[meaning.key] = Slot(page_numbers=self._page_numbers)
            return slot
        self._broken |= bool(self._all.values)
        if meaning.role == "column" and not self._lines:
            self._outcomes.append(meaning.key)
        return self._all

    @property
    def is_unfinished(self) -> bool:
        """Whether values are missing behind the last one."""
        if self._lines:
            return any(len(slot.values) < _WIDTH for slot in self._lines.values()) or (
                self._lines.keys() != set(REVIEW_GROUP_KEYS)
            )
        return len(self._all.values) < _WIDTH * len(REVIEW_GROUP_KEYS)

    def rows(self, *, is_cut: bool) -> list[FlatRow]:
        """The groups that have values."""
        if self._lines:
            return [self._line(key, slot, is_cut=is_cut) for key, slot in self._lines.items()]
        slot = self._all
        if not slot.pieces:
            return []
        breaks_off, slot.last = slot.last, False
        cells = None
        if not self._broken:
            columns = OUTCOMES * len(REVIEW_GROUP_KEYS)
            cells = bind(slot, columns, {}, summed=False) or line_of_cells(slot, len(columns))
        rows = []
        for start, key in enumerate(REVIEW_GROUP_KEYS):
            group = cells[_WIDTH * start : _WIDTH * (start + 1)] if cells else None
            tokens = group or tuple(slot.tokens)
            if group and breaks_off and key == REVIEW_GROUP_KEYS[-1] and not is_whole(group, OUTCOMES[-1], summed=True):
                group = None
            rows.append(_row(key, group, tokens, is_cut=is_cut or breaks_off))
        return rows

    def _line(self, key: str, slot: Slot, *, is_cut: bool) -> FlatRow:
        tokens = tuple(slot.tokens)
        in_order = tuple(self._outcomes) == OUTCOME_KEYS and not self._broken and not self._all.values
        cells = bind(slot, OUTCOMES, {}, summed=True) if in_order else None
        if is_solved(tokens, cells):
            cells = None  # no second sum confirms it, as the columns of the applications table do
        return _row(key, cells, tokens, is_cut=is_cut)


def _row(key: str, cells: tuple[str, ...] | None, tokens: tuple[str, ...], *, is_cut: bool) -> FlatRow:
    code = None if cells else "truncated_table" if is_cut else "unbalanced_table"
    return FlatRow("review_and_litigation", key, OUTCOMES, cells, tokens, code)
