"""What a label means at its place: 总计 is a column of two tables and a row of one, 其他处理 a row or a group."""

from __future__ import annotations

from crawler.extraction.tables.flat_labels import FoundLabel, Meaning, Table


class LabelPlace:
    """Where in which table the labels have come to."""

    def __init__(self) -> None:
        self.table: Table | None = None
        self._in_header = True
        self._last_key = ""

    def note(self, meaning: Meaning) -> None:
        """The next label was understood so."""
        self.table = meaning.table
        if meaning.table != "applications":
            return
        self._in_header = meaning.role in ("header", "column")
        if meaning.role == "row" or meaning.key == "other_handling":
            self._last_key = meaning.key

    def meaning(self, label: FoundLabel, following: str) -> Meaning | None:
        """What a label names here, `None` where nobody can tell; `following` is the kind of the piece behind it."""
        own = [meaning for meaning in label.meanings if meaning.table == self.table]
        meanings = own or list(label.meanings)
        if len({meaning.table for meaning in meanings}) > 1:
            return None
        by_role = {meaning.role: meaning for meaning in meanings}
        if len(by_role) == 1 or meanings[0].table != "applications":
            return meanings[0]
        row = by_role.get("row", meanings[0])
        if "group" in by_role:
            return row if following == "value" else by_role["group"]
        if "六" in label.ordinal:
            return Meaning("applications", "row", "other_handling")
        return row if self._is_row(label, row.key) else by_role["column"]

    def _is_row(self, label: FoundLabel, key: str) -> bool:
        """Whether 总计 or 其他 is the row of that name, not the column."""
        if key == "concluded_total":
            return "七" in label.ordinal or (
                not self._in_header and self._last_key.startswith(("unprocessed", "other"))
            )
        if "3" in label.ordinal:
            return True
        return not self._in_header and self._last_key in ("other_correction_overdue", "other_fee_overdue")
