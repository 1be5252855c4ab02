"""Categories: `其中:组织机构19条,动态类信息786条`, and totals that close a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.extraction.forms import indicator_patterns as data
from crawler.extraction.indicators.clauses import Statement
from crawler.extraction.indicators.disclosure import channels_in
from crawler.extraction.indicators.figures import Figure, figure, of_another_year

MOST_TOTALS = 3
"""A sentence that states more of them is no prose; the bound keeps the search for their lists short."""

TOTAL_WORDS = frozenset(("总计", "合计", "共计"))
"""A sentence without any of them has no closing total."""
CATEGORY_WORDS = frozenset(("类别", "分类", "种类", "类型"))
"""A sentence without any of them introduces no categories but those of a total."""

_LISTED = re.compile(data.LISTED)
_LIST_TOTAL = re.compile(data.LIST_TOTAL)
_INTRODUCTION = re.compile(data.CATEGORY_INTRODUCTION)
_NORMATIVE = re.compile(data.NORMATIVE_CATEGORY)
_NO_CATEGORY = re.compile(data.NO_CATEGORY)
_MEANS = re.compile(data.MEANS)
_LEAD = re.compile(r"^(?:其中|分别是|分别为|包括|主要有|主要是|:|\s|,|有|为)+")
_VERB_LEAD = re.compile(r"^(?:主动公开|公开|发布)(?:了)?(?=..)")
_FIRST_LEAD = re.compile(r"^.*(?:更新|发布|公布|上传|主动公开)(?:了)?(?=..)")
_ANNOUNCED = re.compile(r"[^:]{0,60}(?:公开|发布|更新)[^:,;0-9]{0,10}信息[^:,;0-9]{0,10}:")
_PIECE = re.compile(r"[^,;]+")
_LETTERED = re.compile(r"[一-龥]")


@dataclass(frozen=True, slots=True)
class _Item:
    figure: Figure
    label: str


def categories(sentence: Statement, totals: Sequence[Figure], year: int | None, *, proactive: bool) -> Iterator[Figure]:
    """The categories that follow a total of the same sentence, or that a word like 类别 introduces.

    After a total a list is taken if it adds up to it, or if 其中 makes it a part of it and it does not
    exceed it.
    """
    for total in totals[:MOST_TOTALS]:
        items = _items(sentence, total.end - sentence.start, year)
        if not items:
            continue
        together = sum(item.figure.value for item in items)
        after = sentence.text[total.end - sentence.start :][:12]
        adds_up = together == total.value and len(items) > 1
        if adds_up or ("其中" in after and together <= total.value):
            yield from _named(items, cumulative=total.status == "cumulative")
            return
    if not totals and proactive:
        for found in re.finditer(r"有|是|为|如下|:", sentence.text):
            if _INTRODUCTION.search(sentence.text, 0, found.start()):
                items = _items(sentence, found.end(), year)
                if len(items) >= 3:
                    yield from _named(items, cumulative=bool(re.search(r"累计|截[至止]", sentence.text)))
                    return


def closing_total(sentence: Statement, year: int | None) -> Iterator[Figure]:
    """A total that closes a list of at least three and is its sum, with the list.

    >>> said = Statement("全年更新动态40条,文件6条,年报1条,总计47条", 0, "")
    >>> [(f.name, f.category, f.value) for f in closing_total(said, 2016)][:2]
    [('proactive_total', None, 47), ('proactive_by_category', '动态', 40)]
    """
    for found in _LIST_TOTAL.finditer(sentence.text):
        total = figure("proactive_total", found, sentence)
        if total is None or of_another_year(sentence, found, year):
            continue
        before = _up_to(sentence, found.start())
        items: list[_Item] = []
        for part in reversed(_all_parts(before.text)):
            item = _item(before, part, year)
            if item is None:
                break
            items.insert(0, item)
        if len(items) >= 3 and sum(item.figure.value for item in items) == total.value:
            first = items[0]
            label = _FIRST_LEAD.sub("", first.label)
            items[0] = _Item(replace(first.figure, start=first.figure.start + len(first.label) - len(label)), label)
            yield total
            yield from _named(items, cumulative=False)


def _all_parts(text: str) -> list[re.Match[str]]:
    """The items of a list; behind the colon where one announces what was disclosed (`主动公开信息:动态94条、…`)."""
    announced = _ANNOUNCED.match(text)
    pieces = _PIECE.finditer(text, announced.end() if announced else 0)
    return [part for piece in pieces for part in _parts(text, piece)]


def _up_to(sentence: Statement, end: int) -> Statement:
    """The statement up to `end`."""
    return replace(sentence, text=sentence.text[:end])


def _items(sentence: Statement, start: int, year: int | None) -> list[_Item]:
    items: list[_Item] = []
    for piece in _PIECE.finditer(sentence.text, start):
        if re.match(r"\s*(?:\(?占|其中:?$)", piece[0]):
            continue
        found = [_item(sentence, part, year) for part in _parts(sentence.text, piece)]
        if not found or None in found:
            break
        items += [item for item in found if item is not None]
    units = {item.figure.unit for item in items}
    return items if len(units) <= 1 else []


def _parts(text: str, piece: re.Match[str]) -> list[re.Match[str]]:
    """The piece itself if it is one item, else its parts between 、."""
    if len(re.findall(r"\d+", piece[0])) <= 1 or "、" not in piece[0]:
        return [piece]
    return list(re.compile(r"[^、]+").finditer(text, piece.start(), piece.end()))


def _item(sentence: Statement, part: re.Match[str], year: int | None) -> _Item | None:
    end = part.end() - (len(part[0]) - len(part[0].rstrip()))
    lead = _LEAD.match(part[0])
    start = part.start() + (lead.end() if lead else 0)
    found = _LISTED.fullmatch(sentence.text, start, end)
    if found is None:
        return None
    label = found["label"]
    stripped = _VERB_LEAD.sub("", label)
    if re.search(r"\d", stripped) or not _LETTERED.search(stripped) or _NO_CATEGORY.search(stripped):
        return None
    one = figure("proactive_by_category", found, sentence, start=found.start("label") + len(label) - len(stripped))
    return None if one is None or of_another_year(sentence, found, year) else _Item(one, stripped)


def _named(items: Sequence[_Item], *, cumulative: bool) -> Iterator[Figure]:
    for item in items:
        one = replace(item.figure, category=item.label)
        channels = channels_in(item.label)
        if cumulative:
            if not channels:
                yield replace(one, status="cumulative")
            continue
        if channels:
            if len(channels) == 1:
                yield replace(one, name=channels.pop(), category=None)
            continue
        if _MEANS.match(item.label):
            continue
        yield one
        if _NORMATIVE.fullmatch(item.label):
            yield replace(one, name="normative_documents", category=None)
