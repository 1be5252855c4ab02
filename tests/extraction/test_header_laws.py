"""Random headers in all layouts are read back: every field that is read is the truth, empty values are null."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.dates.absolute import parse_date
from crawler.extraction.header.reader import read_header
from crawler.extraction.header.words import tidy
from crawler.extraction.page import Page
from crawler.items import Metadata
from tests.extraction import header_layouts as layouts

Layout = Callable[[random.Random, list[layouts.Entry]], Page]


def truth(entries: list[layouts.Entry]) -> dict[str, object]:
    """The fields that the entries state."""
    fields: dict[str, object] = {}
    for entry in entries:
        if not entry.value:
            continue
        if entry.field.endswith("_date"):
            fields[entry.field] = parse_date(entry.value)
            fields[f"{entry.field}_raw"] = entry.value
        elif entry.field == "keywords":
            fields["keywords"] = entry.value.split(";")
        else:
            fields[entry.field] = int(entry.value) if entry.field == "views" else entry.value
    return fields


def stated(metadata: Metadata) -> dict[str, object]:
    """The fields that were read."""
    values = {name: getattr(metadata, name) for name in Metadata.__slots__ if name != "header"}
    return {name: value for name, value in values.items() if value not in (None, [])}


@pytest.mark.parametrize("layout", layouts.EXACT, ids=lambda layout: layout.__name__)
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_exact_layouts(layout: Layout, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    entries = layouts.random_entries(rng)
    page = layout(rng, entries)
    header = read_header(page)
    assert stated(header.metadata) == truth(entries)
    printed = [(tidy(label).replace(" ", ""), value) for label, value in header.metadata.header]
    assert printed == [(entry.label, entry.value) for entry in entries]
    assert header.consumed == set(range(1, len(page.blocks) - len(layouts.BODY)))


@pytest.mark.parametrize("layout", layouts.DOUBTFUL, ids=lambda layout: layout.__name__)
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_doubtful_layouts_are_never_wrong(layout: Layout, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    entries = layouts.random_entries(rng)
    page = layout(rng, entries)
    header = read_header(page)
    assert stated(header.metadata).items() <= truth(entries).items()
    assert not {0, len(page.blocks) - 1, len(page.blocks) - 2} & header.consumed


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("来源时间发布日期:： |2017-03年月日号索引文、。（）[]\u3000一名称标题", max_size=40), max_size=8)
)
def test_any_lines_are_read_without_an_error(lines: list[str]) -> None:
    page = layouts.page(*(layouts.Paragraph(line.strip()) for line in lines if line.strip()))
    header = read_header(page)
    assert header == read_header(page)
    for label, _ in header.metadata.header:
        assert label
