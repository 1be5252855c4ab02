"""Spanning cells become a rectangle; no span, however mad, costs more than the bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.doors.grid import MAX_AREA, MAX_COLUMNS, expand, read_span

CELLS = st.tuples(st.sampled_from(["", "0", "12", "规章"]), st.integers(0, 4), st.integers(0, 4))
GROUPS = st.lists(st.lists(st.lists(CELLS, max_size=6), max_size=6), max_size=3)


def texts(groups):
    table, _ = expand(groups)
    return [[cell.text for cell in row] for row in table.grid]


def test_a_spanning_cell_is_one_object_at_each_of_its_places():
    table, cut = expand([[[("三、本年度办理结果", 1, 2), ("（一）予以公开", 2, 1)], [("1.", 1, 1), ("7", 1, 1)]]])
    assert not cut
    assert table.grid[0][0] is table.grid[1][0]
    assert table.grid[0][1] is table.grid[0][2]
    assert (table.grid[1][0].row, table.grid[1][0].rowspan) == (0, 2)


def test_a_rowspan_pushes_later_cells_to_the_right():
    groups = [[[("A", 1, 2), ("B", 1, 1)], [("C", 1, 1)], [("D", 1, 1), ("E", 1, 1)]]]
    assert texts(groups) == [["A", "B"], ["A", "C"], ["D", "E"]]


def test_a_row_that_lacks_cells_shows_it_by_span_0():
    table, _ = expand([[[("规章", 1, 1), ("0", 1, 1)], [("行政许可", 1, 1)]]])
    missing = table.grid[1][1]
    assert (missing.text, missing.rowspan, missing.colspan) == ("", 0, 0)


def test_no_cell_reaches_beyond_its_group_and_rowspan_0_reaches_its_end():
    assert texts([[[("head", 1, 9), ("x", 1, 1)]], [[("a", 1, 1), ("b", 1, 1)]]]) == [["head", "x"], ["a", "b"]]
    assert texts([[[("all", 1, 0), ("1", 1, 1)], [("2", 1, 1)], [("3", 1, 1)]]]) == [
        ["all", "1"],
        ["all", "2"],
        ["all", "3"],
    ]


def test_a_colspan_wider_than_the_table_makes_no_columns():
    assert texts([[[("第二十条第（一）项", 1000, 1)], [("规章", 1, 1), ("0", 1, 1)]]]) == [
        ["第二十条第（一）项", "第二十条第（一）项"],
        ["规章", "0"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [[("1", 1, 1)] * 5000],
        [[("x", 1000, 65534), ("1", 1, 1)] for _ in range(3000)],
        [[("1", 1, 1)] * 900 for _ in range(900)],
    ],
)
def test_tables_beyond_the_bounds_are_cut(rows):
    table, cut = expand([rows])
    assert cut
    assert table is None or len(table.grid) * len(table.grid[0]) <= MAX_AREA


@pytest.mark.parametrize(("printed", "span"), [("2", 2), ("100%", 1), ("1000000", MAX_COLUMNS), ("x", 1), ("-3", 1)])
def test_spans_as_printed(printed, span):
    assert read_span(printed) == span


@settings(max_examples=150, deadline=None)
@given(GROUPS)
def test_every_grid_is_a_rectangle_and_keeps_every_text(groups):
    table, cut = expand(groups)
    cells = [cell for group in groups for row in group for cell in row]
    assert not cut
    if not cells:
        assert table is None
        return
    widths = {len(row) for row in table.grid}
    assert len(widths) == 1
    own = [
        c for y, row in enumerate(table.grid) for x, c in enumerate(row) if (c.row, c.column) == (y, x) and c.rowspan
    ]
    assert sorted(c.text for c in own) == sorted(text for text, _, _ in cells)
