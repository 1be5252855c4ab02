"""Each report once per bookmark, while others write: threads on a real MongoDB."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from random import Random

import pytest

from pipelines import layout
from pipelines.announce import announce
from pipelines.bookmarks import Bookmark
from pipelines.drain import utc_now
from pipelines.operations import Update
from pipelines.queries import ReportQuery
from pipelines.repository import Repository
from tests.pipelines.reports import NOON, document, later, prose

ALL = ReportQuery()
WRITERS, BATCHES, SIZE = 4, 12, 25


def take(bookmark: Bookmark, query: ReportQuery = ALL, limit: int = 0) -> list[str]:
    """Read and advance, as a command does: what was taken from under us is not printed."""
    while True:
        delivery = bookmark.read(query, limit=limit)
        if bookmark.advance(delivery, now=utc_now()):
            return [report["_id"] for report in delivery.reports]


def made(number: int, text: str | None = None) -> dict[str, object]:
    where = {"url": f"http://a.gov.cn/{number}.html", "host": "a.gov.cn"}
    return document(text or prose(first=number), agency=f"第{number}局", **where)


def test_each_report_once_while_writers_store_with_clocks_that_go_astray(
    mongo_uri: str, prepared_database: str, repository: Repository
) -> None:
    writing = threading.Event()
    writing.set()
    taken: dict[str, list[str]] = {"analyst1": [], "analyst2": [], "edits": []}
    errors: list[Exception] = []

    def write(writer: int) -> None:
        random = Random(writer)  # noqa: S311
        with contextlib.closing(Repository.connect(mongo_uri, prepared_database)) as own:
            for batch in range(BATCHES):
                first = (writer * BATCHES + batch) * SIZE
                documents = [made(number) for number in range(first, first + SIZE)]
                own.save(documents, now=later(random.uniform(-30, 0)))
                edited = [made(n, prose(first=n) + "\n更正。") for n in range(first, first + SIZE, 5)]
                own.save(edited, now=later(random.uniform(0, 30)))

    def read(name: str, kind: str, limit: int) -> None:
        with contextlib.closing(Repository.connect(mongo_uri, prepared_database)) as own:
            bookmark = Bookmark(own, name, kind)  # type: ignore[arg-type]
            while writing.is_set():
                taken[name] += take(bookmark, limit=limit)
                time.sleep(0.01)

    def guarded(target: object, *arguments: object) -> threading.Thread:
        def work() -> None:
            try:
                target(*arguments)  # type: ignore[operator]
            except Exception as error:
                errors.append(error)

        return threading.Thread(target=work)

    readers = [guarded(read, "analyst1", "new", 0) for _ in range(3)]
    readers += [guarded(read, "analyst2", "new", 7), guarded(read, "edits", "changed", 0)]
    writers = [guarded(write, writer) for writer in range(WRITERS)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    writing.clear()
    for thread in readers:
        thread.join()
    assert errors == []
    in_between = len(taken["analyst1"])
    taken["analyst1"] += take(Bookmark(repository, "analyst1", "new"))
    while rest := take(Bookmark(repository, "analyst2", "new"), limit=50):
        taken["analyst2"] += rest
    taken["edits"] += take(Bookmark(repository, "edits", "changed"))

    stored = {report["_id"]: report["revision"] for report in repository.select(layout.REPORTS, {})}
    assert len(stored) == WRITERS * BATCHES * SIZE
    assert in_between > 0
    for name in ("analyst1", "analyst2"):
        assert Counter(taken[name]) == Counter(stored.keys())
    log = list(repository.select(layout.ANNOUNCEMENTS, {}, sort=[("_id", 1)]))
    assert [entry["_id"] for entry in log] == list(range(1, len(log) + 1))
    # A correction that came before anyone had heard of the report is part of what is new.
    new = {entry["report_id"]: entry["revision"] for entry in log if entry["kind"] == "new"}
    assert Counter(taken["edits"]) == Counter(name for name, revision in stored.items() if revision > new[name])


def test_a_batch_stored_late_under_an_early_instant_is_not_missed(repository: Repository) -> None:
    bookmark = Bookmark(repository, "analyst1", "new")
    repository.save([made(1)], now=NOON)
    assert len(take(bookmark)) == 1
    repository.save([made(2)], now=later(-300))  # it waited in a spool
    assert [name.split(":")[1] for name in take(bookmark)] == ["第2局"]
    assert take(bookmark) == []


def test_reading_moves_nothing_and_only_one_of_two_readers_gets_a_delivery(repository: Repository) -> None:
    repository.save([made(number) for number in range(3)], now=NOON)
    one, two = Bookmark(repository, "a", "new"), Bookmark(repository, "a", "new")
    first, second = one.read(ALL), two.read(ALL)
    assert first == second
    assert one.advance(first, now=NOON)
    assert not two.advance(second, now=NOON)
    repository.save([made(3)], now=NOON)
    assert not two.advance(second, now=NOON)
    assert len(take(two)) == 1
    assert [report["_id"].split(":")[1] for report in one.read_again(ALL).reports] == ["第3局"]


def test_filters_pass_over_and_limits_leave(repository: Repository) -> None:
    repository.save([document(prose(first=n), agency=f"第{n}局", year=2010 + n % 2) for n in range(10)], now=NOON)
    bookmark = Bookmark(repository, "a", "new")
    first = take(bookmark, ReportQuery(year=2011), limit=2)
    assert len(first) == 2
    rest = take(bookmark, ReportQuery(year=2011))
    assert len(rest) == 3
    assert not set(first) & set(rest)
    assert take(bookmark) == []


def test_a_moved_report_is_not_new_again_and_one_that_moves_before_it_was_read_is_read_where_it_is(
    repository: Repository,
) -> None:
    page = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn", "page": "the same bytes"}
    early, late = Bookmark(repository, "early", "new"), Bookmark(repository, "late", "new")
    repository.save([document(prose(), agency=None, **page)], now=NOON)
    (old,) = take(early)
    repository.save([document(prose(), agency="青溪镇人民政府", **page)], now=later(1))
    (moved,) = repository.select(layout.REPORTS, {})
    assert moved["_id"] != old
    assert take(early) == []
    assert take(late) == [moved["_id"]]
    assert take(late) == []
    assert take(Bookmark(repository, "early", "changed")) == [moved["_id"]]


def test_reports_of_before_the_log_are_entered_once(repository: Repository) -> None:
    repository.save([made(number) for number in range(20)], now=NOON)
    announce(repository)
    for report in list(repository.select(layout.REPORTS, {})):  # a process that was killed before it set its marks
        repository.bulk(layout.REPORTS, [Update({"_id": report["_id"]}, {"$unset": {"announced": ""}})])
    assert announce(repository) == 20
    assert len(take(Bookmark(repository, "a", "new"))) == 20


@pytest.mark.parametrize("kind", ["new", "changed"])
def test_an_empty_database_has_nothing(repository: Repository, kind: str) -> None:
    bookmark = Bookmark(repository, "a", kind)  # type: ignore[arg-type]
    assert take(bookmark) == []
    assert bookmark.read_again(ALL).reports == []


def test_an_entry_that_comes_after_a_higher_revision_is_not_told(repository: Repository) -> None:
    from pipelines.operations import Insert

    bookmark = Bookmark(repository, "a", "changed")
    repository.save([made(1)], now=NOON)
    announce(repository)
    repository.save([made(1, prose(first=1) + "\n更正。")], now=later(1))
    repository.save([made(1, prose(first=1) + "\n再次更正。")], now=later(2))
    assert len(take(bookmark)) == 1
    (entry,) = repository.select(layout.ANNOUNCEMENTS, {"kind": "changed"})
    late = {**entry, "_id": entry["_id"] + 1, "key": entry["key"] + " late", "revision": 2}
    repository.bulk(layout.ANNOUNCEMENTS, [Insert(late)])
    assert take(bookmark) == []
