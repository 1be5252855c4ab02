"""Labels on lines of their own with the value on the next line (lists, `dl`, floated columns).

The same lines are printed where a template leaves values empty, so a line is taken for a value only where
labels and values alternate, or where it can be nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import takewhile

from crawler.extraction.forms.header_labels import ORGANISATION_ENDS
from crawler.extraction.header.fields import CLOSED, fits_in_place, reads_as
from crawler.extraction.header.lines import Pair
from crawler.extraction.header.scan import Item
from crawler.extraction.header.words import COLON_END, LABEL, fold, is_placeholder

REPORT = re.compile(r"(?:年度?报告?|报告|年报|总结)(?:[（(][^）)]{0,20}[）)])?$")
"""How titles of reports end."""

_BULLETS = " •·●○■◆▪►▶★※"
_MOST_HEADS = 2
_LONGEST_VALUE = 100
_FEWEST_OF_A_COLUMN = 3
_FEWEST_OF_A_ROW = 3
_OF_A_LIST = {"index_number", "title", "publisher", "document_number", "generated_date", "published_date"}
"""What the heads of a list of documents name."""
_SURE = CLOSED | {
    "index_number": re.compile(r"(?=.*\d)[0-9A-Za-z\-/_—－() ]{4,60}"),
    "document_number": re.compile(r".{0,30}\d+\s*号"),
    "publisher": re.compile(rf".{{2,29}}[{ORGANISATION_ENDS}]"),
    "source": re.compile(rf".{{2,29}}[{ORGANISATION_ENDS}]"),
    "title": re.compile(REPORT.pattern + "|通知$|办法$"),
}
"""What a value must look like where its place alone does not prove it."""


def stack_pairs(items: list[Item]) -> None:
    """Gives label lines the value of the line below, in place; labels without one keep an empty value."""
    stack_rows(items)
    stack_columns(items)
    shown = [item for item in items if item.kind != "tools"]
    taken: set[int] = set()
    for place, item in enumerate(shown):
        if item.kind != "label" or place + 1 >= len(shown):
            continue
        value = shown[place + 1]
        heads = 0
        while heads < place and shown[place - heads - 1].kind == "label":
            heads += 1
        if value.kind not in ("text", "date") or len(value.line.text) > _LONGEST_VALUE:
            continue
        if LABEL.match(fold(value.line.text.strip(_BULLETS))):
            continue
        alternate = place + 2 < len(shown) and shown[place + 2].kind == "label"
        if heads >= _MOST_HEADS and not alternate and _could_be_first_column(shown[place - heads], value):
            continue
        if heads and not alternate and _may_be_of(shown[place - 1].pairs[0], value):
            continue
        label = item.pairs[0]
        pair = Pair(label.label, value.line.printed.strip(_BULLETS), value.line.text.strip(_BULLETS), label.known)
        neighbours = [shown[near] for near in (place - 1, place + 2) if 0 <= near < len(shown)]
        inline = any(near.kind == "pairs" and len(near.pairs) == 1 and not near.lead for near in neighbours)
        if reads_as(pair) if alternate and not inline else _surely(pair):
            item.pairs = [pair]
            item.consumed |= {value.index}
            taken.add(value.index)
    items[:] = [item for item in items if item.index not in taken]


def stack_rows(items: list[Item]) -> None:
    """Pairs a line of bare labels with the line of values below it, where as many places stand in both (tabs became
    single blanks, so that two of them tell a blank value) and every value can be one of its label."""
    for item, value in itertools.pairwise(tuple(items)):
        if item.kind != "pairs" or value.kind != "text" or item.lead or len(item.pairs) < _FEWEST_OF_A_ROW:
            continue
        if any(pair.known is None or pair.text for pair in item.pairs):
            continue
        texts, printed = value.line.text.split(" "), value.line.printed.split(" ")
        if not len(item.pairs) == len(texts) == len(printed):
            continue
        places = zip(item.pairs, printed, texts, strict=True)
        pairs = [Pair(pair.label, shown, text, pair.known) for pair, shown, text in places]
        if fits_in_place(pairs):
            item.pairs = pairs
            item.consumed |= {value.index}
            items.remove(value)


def stack_columns(items: list[Item]) -> None:
    """Pairs a column of labels with the column of values printed after it (two floated boxes).

    Only where there are as many values as labels, a title of a report apart, and every value is one of its label: a
    template leaves blank values out, and then nobody knows which. Heads of a list of documents have no colons.
    """
    shown = [item for item in items if item.kind != "tools" or _stands_for_nothing(item)]
    place = 0
    while place < len(shown):
        labels = _run(shown[place:], "label")
        values = [
            item for item in _run(shown[place + len(labels) :], "text", "date", "tools") if not _is_title(item, labels)
        ]
        place += max(1, len(labels))
        pairs = [
            Pair(pair.label, value.line.printed.strip(_BULLETS), value.line.text.strip(_BULLETS), pair.known)
            for pair, value in zip((label.pairs[0] for label in labels), values, strict=False)
        ]
        if len(labels) < _FEWEST_OF_A_COLUMN or len(labels) != len(values) or not _are_a_column(labels, pairs):
            continue
        for label, pair, value in zip(labels, pairs, values, strict=True):
            label.pairs, label.kind = [pair], "pairs"
            label.consumed |= {value.index}
        taken = {value.index for value in values}
        items[:] = [item for item in items if item.index not in taken]


def _stands_for_nothing(item: Item) -> bool:
    """A dash in the place of a value."""
    return len(item.line.text) <= 4 and is_placeholder(item.line.text)


def _run(items: Sequence[Item], *kinds: str) -> list[Item]:
    return list(takewhile(lambda item: item.kind in kinds, items))


def _is_title(item: Item, labels: Sequence[Item]) -> bool:
    """The report's title, which stands behind the header unless a label asks for it."""
    asked = any(label.pairs[0].known and label.pairs[0].known.field == "title" for label in labels)
    return not asked and REPORT.search(item.line.text.strip()) is not None


def _are_a_column(labels: Sequence[Item], pairs: Sequence[Pair]) -> bool:
    colons = all(COLON_END.search(label.line.text) for label in labels)
    if not colons and all(pair.known and pair.known.field in _OF_A_LIST for pair in pairs):
        return False
    filled = [pair for pair in pairs if not is_placeholder(pair.text)]
    if any(REPORT.search(pair.text) and not (pair.known and pair.known.field == "title") for pair in filled):
        return False
    shaped = [pair for pair in filled if _has_shape(pair)]
    return len(shaped) >= 2 and all(map(_surely, shaped)) and all(map(reads_as, filled))


def _has_shape(pair: Pair) -> bool:
    field = (pair.known.field if pair.known else None) or ""
    return field in _SURE or field.endswith("_date")


def _could_be_first_column(head: Item, value: Item) -> bool:
    """Whether the line may be the first entry of a list under heads, of which the label is the last."""
    label = head.pairs[0]
    return value.kind != "date" or _surely(Pair(label.label, value.line.printed, value.line.text, label.known))


def _may_be_of(label: Pair, value: Item) -> bool:
    """Whether the value fits the label above the last one as well, so that nobody knows whose it is."""
    pair = Pair(label.label, value.line.printed, value.line.text, label.known)
    return _surely(pair) if _has_shape(pair) else reads_as(pair)


def join_unknown(items: list[Item]) -> None:
    """Keeps lines of unknown labels between two header lines as pairs; elsewhere they are text."""
    header = ("pairs", "label", "table")
    for before, item, behind in zip(items, items[1:], items[2:], strict=False):
        if item.kind == "unknown" and (before.kind in header or before.consumed) and behind.kind in header:
            item.consumed = {item.index}
    for item in items:
        if item.kind == "unknown" and not item.consumed:
            item.pairs = []


def _surely(pair: Pair) -> bool:
    field = pair.known.field if pair.known else None
    if field is None or not reads_as(pair):
        return False
    if field.endswith("_date") or field == "views":
        return True
    sure = _SURE.get(field)
    if sure is None:
        return False
    if field in ("publisher", "source") and REPORT.search(pair.text):
        return False
    return (sure.search if field == "title" else sure.fullmatch)(pair.text) is not None
