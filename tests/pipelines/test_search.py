"""Words found in stored reports: exactly those that have them, on a real MongoDB."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import layout, phrases, search
from pipelines.phrases import Phrase, fold
from pipelines.queries import ReportQuery
from pipelines.repository import MAX_BSON_BYTES, Repository
from tests.pipelines.reports import NOON, document, later, prose

PLACES = ("自流井区", "自贡市", "流井乡", "井区镇", "东流井口", "樟木头镇", "木头樟镇")
WORDS = (
    "依申请公开",
    "申请公开",
    "公开申请",
    "请依",
    "行政复议12件",
    "行政复议112件",
    "ＡＰＰ推送",
    "app",
    "$where: 1",
    '"-复议"',
)
LETTERS = "自流井区依申请公开 １2aA，。\n"


def made(count: int) -> list[dict[str, Any]]:
    """Reports of few words in many orders: most phrases have near misses."""
    random = Random(7)  # noqa: S311
    documents = []
    for number in range(count):
        words = random.choices((*PLACES, *WORDS), k=random.randint(1, 6))
        text = random.choice(("，", " ", "\n", "")).join(words)
        item = document(text, agency=f"第{number}局", year=2008 + number % 15, title=random.choice(PLACES))
        documents.append(item)
    return documents


def holds(report: dict[str, Any], word: str) -> bool:
    """The definition, in other words than the code's: letters compared one by one, numbers and Latin words whole."""
    for field in (report["title"], report["agency"]["name"], report["text"]):
        text, asked = fold(field or ""), fold(word)
        for start in range(len(text)):
            if text.startswith(asked, start):
                around = (text[start - 1 : start] + asked[0], asked[-1] + text[start + len(asked) :][:1])
                if not any(len(two) == 2 and two.isascii() and two.isalnum() for two in around):
                    return True
    return False


def ids(repository: Repository, *words: str, **query: Any) -> list[str]:
    found = search.search(repository, [Phrase(word) for word in words], ReportQuery(**query))
    return [report["_id"] for report in found]


QUESTIONS = (
    *itertools.product((*PLACES, *WORDS, "井", "a", "1", "开", "12件", "自流", "，", "流 井")),
    ("自流井", "依申请公开"), ("井", "件"), ("樟木头镇", "app", "12件"),
)  # fmt: skip


@pytest.mark.parametrize("rare", [1, 10_000], ids=["common", "rare"])
def test_every_report_with_the_words_and_no_other(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(search, "RARE", rare)
    reports = made(400)
    repository.save(reports, now=NOON)
    stored = list(repository.select(layout.REPORTS, {}))
    some = 0
    for words in QUESTIONS:
        expected = [report for report in stored if all(holds(report, word) for word in words)]
        expected.sort(key=lambda report: (-report["report_year"], report["_id"]))
        assert ids(repository, *words) == [report["_id"] for report in expected], words
        some += 0 < len(expected) < len(stored)
    assert some > 25


def test_filters_and_limit(repository: Repository) -> None:
    repository.save(made(100), now=NOON)
    everything = ids(repository, "自流井区")
    in_2010 = ids(repository, "自流井区", year=2010)
    assert in_2010 == [name for name in everything if name.endswith(":2010")]
    assert 0 < len(in_2010) < len(everything)
    first = search.search(repository, [Phrase("自流井区")], ReportQuery(), limit=3)
    assert [report["_id"] for report in first] == everything[:3]


def test_a_revision_is_found_by_its_words_and_no_longer_by_the_old_ones(repository: Repository) -> None:
    live = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}
    repository.save([document(prose(), **live)], now=NOON)
    repository.save([document(prose().replace("没有逾期", "确有延误"), **live)], now=later(1))
    assert ids(repository, "没有逾期") == []
    assert len(ids(repository, "确有延误")) == 1


def test_what_the_search_needs_is_stored_and_nowhere_else(repository: Repository) -> None:
    live = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}
    for day, text in enumerate((prose(), prose().replace("没有", "确有"))):
        repository.save([document(text, **live)], now=later(day))
        assert search.unsearchable(repository) == 1
        search.make_searchable(repository)
        assert search.unsearchable(repository) == 0
    (report,) = repository.find(ReportQuery())
    assert phrases.FIELD not in report
    assert all(phrases.FIELD not in version for version in repository.revisions(report["_id"]))
    assert phrases.FIELD not in str(layout.report_validator())
    (raw,) = repository.select(layout.REPORTS, {}, projection={phrases.FIELD: 1})
    assert "确有" in raw[phrases.FIELD]


def test_reports_stored_before_there_was_a_search_are_found(repository: Repository) -> None:
    from pipelines.operations import Update

    repository.save(made(30), now=NOON)
    before = ids(repository, "自流井区")
    stored = [report["_id"] for report in repository.select(layout.REPORTS, {})]
    repository.bulk(layout.REPORTS, [Update({"_id": name}, {"$unset": {phrases.FIELD: ""}}) for name in stored])
    assert ids(repository, "自流井区") == before != []


def test_the_largest_report_that_is_accepted_can_be_stored_with_what_the_search_needs(repository: Repository) -> None:
    import bson

    random = Random(3)  # noqa: S311
    letters = [chr(code) for code in range(0x20000, 0x2A000)]  # the widest there are
    text = "".join(random.choices(letters, k=phrases.MOST_PAIRS + 1000))
    report = document(text)
    needed = {phrases.FIELD: phrases.pairs(report)}
    assert 0.9 * phrases.MOST_BYTES < len(bson.encode(needed)) <= phrases.MOST_BYTES
    report["text_as_published"] = "长" * ((MAX_BSON_BYTES - len(bson.encode(report)) - 30) // 3)
    assert repository.save([report], now=NOON).new == 1
    assert ids(repository, text[:9]) == [report["_id"]]
    assert search.unsearchable(repository) == 0
    report["text_as_published"] += "长" * 100
    assert len(repository.save([report], now=NOON).refused) == 1


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, min_size=1, max_size=6))
def test_what_stands_in_a_text_is_among_its_pairs_and_has_a_place(text: str, word: str) -> None:
    report = {"title": None, "agency": {"name": None}, "text": text}
    if not fold(word.strip()):
        return
    phrase, found = Phrase(word), set(phrases.pairs(report))
    assert phrase.stands_in(report) == bool(text and holds(report, word.strip()))
    if not phrase.stands_in(report):
        assert phrase.hit(report) is None
        return
    for condition in phrase.conditions:
        asked = condition[phrases.FIELD]
        if isinstance(asked, str):
            assert asked in found
        else:
            assert any(asked["$elemMatch"]["$gte"] <= pair < asked["$elemMatch"]["$lt"] for pair in found)
    hit = phrase.hit(report)
    assert hit is not None
    assert fold(hit.match) == fold(word.strip().replace("\n", " "))
    assert hit.match in text.replace("\n", " ")
