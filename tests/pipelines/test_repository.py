"""Storing and asking, on a real MongoDB."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pymongo
import pytest

from pipelines import layout, writer
from pipelines.queries import ReportQuery, report_filter
from pipelines.repository import DatabaseUnreachable, Repository
from tests.pipelines.reports import NOON, RUN, document, later, prose

TEXT = prose()
CORRECTED = TEXT.replace("没有逾期未办的情形", "有一件逾期")
LIVE = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}


def stored(repository: Repository, name: str = layout.REPORTS) -> list[dict[str, Any]]:
    return list(repository.select(name, {}, sort=[("_id", 1)]))


def only(repository: Repository) -> dict[str, Any]:
    (report,) = stored(repository)
    return report


def counts(outcome: Any) -> tuple[int, int, int, int]:
    return outcome.new, outcome.changed, outcome.unchanged, len(outcome.refused)


def test_new_report_gets_its_bookkeeping(repository: Repository) -> None:
    assert counts(repository.save([document()], now=NOON)) == (1, 0, 0, 0)
    report = only(repository)
    assert report["_id"] == "990101101:青溪镇人民政府:2016"
    assert report["revision"] == 1
    assert report["first_seen_run"] == report["changed_run"] == RUN
    assert report["first_seen_at"] == report["last_seen_at"] == report["changed_at"] == NOON
    assert report["sources"][0]["first_seen_at"] == report["sources"][0]["last_seen_at"] == NOON


def test_seeing_again_moves_last_seen_and_nothing_else(repository: Repository) -> None:
    batch = [document(prose(first=n), agency=f"第{n}局") for n in range(20)]
    repository.save(batch, now=NOON)
    before = stored(repository)
    assert counts(repository.save(batch, now=later(1))) == (0, 0, 20, 0)
    after = stored(repository)
    for old, new in zip(before, after, strict=True):
        assert new.pop("last_seen_at") == later(1)
        assert new["sources"][0].pop("last_seen_at") == later(1)
        del old["last_seen_at"], old["sources"][0]["last_seen_at"]
        assert old == new
    assert stored(repository, layout.REVISIONS) == []


def test_last_seen_never_goes_back(repository: Repository) -> None:
    repository.save([document()], now=later(2))
    repository.save([document()], now=NOON)
    assert only(repository)["last_seen_at"] == later(2)


def test_changed_text_makes_a_revision_and_keeps_the_old_version_whole(repository: Repository) -> None:
    repository.save([document(TEXT, **LIVE)], now=NOON)
    old = only(repository)
    changed = document(CORRECTED, **LIVE, run="run2")
    assert counts(repository.save([changed], now=later(1))) == (0, 1, 0, 0)
    report = only(repository)
    assert report["revision"] == 2
    assert report["text"] == CORRECTED
    assert report["identity"] == changed["identity"]
    assert (report["changed_at"], report["changed_run"]) == (later(1), "run2")
    assert (report["first_seen_at"], report["first_seen_run"]) == (NOON, RUN)
    assert len(report["sources"]) == 1
    assert report["sources"][0]["page_sha256"] == changed["sources"][0]["page_sha256"]
    (version,) = repository.revisions(report["_id"])
    assert version.pop("_id") == old.pop("_id") + "@1"
    assert version.pop("superseded_at") == later(1)
    assert version.pop("report_id") == report["_id"]
    assert version == old


def test_a_changed_contract_field_makes_a_revision_but_a_counter_or_the_extractor_does_not(
    repository: Repository,
) -> None:
    page = {**LIVE, "page": "the same bytes"}
    repository.save([document(TEXT, **page)], now=NOON)

    from crawler.items import Metadata

    viewed = document(TEXT, **LIVE, page="other bytes", metadata=Metadata(views=99))
    assert counts(repository.save([viewed], now=later(1))) == (0, 0, 1, 0)
    newer = document(TEXT, **page)
    newer["extractor_version"] = "2"
    assert counts(repository.save([newer], now=later(2))) == (0, 0, 1, 0)
    assert only(repository)["revision"] == 1
    dated = document(TEXT, **page, metadata=Metadata(published_date="2017-02-03"))
    assert counts(repository.save([dated], now=later(3))) == (0, 1, 0, 0)
    assert only(repository)["metadata"]["published_date"] == "2017-02-03"


def test_reposts_are_sources_of_one_report_and_do_not_take_turns(repository: Repository) -> None:
    from crawler.items import Metadata

    original = document(TEXT, **LIVE, metadata=Metadata(publisher="青溪镇"))
    repost = document(TEXT + "\n打印", url="http://b.gov.cn/2.html", host="b.gov.cn", metadata=Metadata(source="本网"))
    repository.save([original], now=NOON)
    for day in (1, 2, 3):
        assert counts(repository.save([repost, original], now=later(day))) == (0, 0, 2, 0)
    report = only(repository)
    assert report["revision"] == 1
    assert report["metadata"]["publisher"] == "青溪镇"
    assert [source["url"] for source in report["sources"]] == [LIVE["url"], "http://b.gov.cn/2.html"]
    assert report["sources"][1]["first_seen_at"] == later(1)


def test_better_reading_of_a_repost_is_no_revision(repository: Repository) -> None:
    repository.save([document(TEXT, **LIVE)], now=NOON)
    there = {"url": "http://b.gov.cn/2.html", "host": "b.gov.cn"}
    repository.save([document(TEXT + "\n打印", **there)], now=later(1))
    reread = document(TEXT + "\n打印", **there, regulation="2008")
    assert counts(repository.save([reread], now=later(2))) == (0, 0, 1, 0)
    assert only(repository)["regulation"] is None


def test_another_report_on_the_same_id_gets_its_own_number(repository: Repository) -> None:
    first, second, third = (
        document(prose(first=n), url=f"http://a.gov.cn/{n}.html", host="a.gov.cn") for n in (101, 200, 300)
    )
    assert counts(repository.save([first, second, third], now=NOON)) == (3, 0, 0, 0)
    base = first["_id"]
    assert [report["_id"] for report in stored(repository)] == [base, base + "#2", base + "#3"]
    issues = repository.get(base + "#2")["issues"]  # type: ignore[index]
    assert issues == [{"code": "agency_conflict", "severity": "warning", "detail": {"same_id_as": base}}]
    assert counts(repository.save([third, second, first], now=later(1))) == (0, 0, 3, 0)
    edited = document(prose(first=200).replace("逐项", "逐条"), url="http://a.gov.cn/200.html", host="a.gov.cn")
    assert counts(repository.save([edited], now=later(2))) == (0, 1, 0, 0)
    changed = repository.get(base + "#2")
    assert changed is not None
    assert changed["revision"] == 2
    assert [issue["code"] for issue in changed["issues"]] == ["agency_conflict"]
    assert [version["_id"] for version in repository.revisions(base + "#2")] == [base + "#2@1"]


def test_a_clone_elsewhere_replays_as_unchanged(repository: Repository) -> None:
    repository.save([document(TEXT, url="file:a.html")], now=NOON)
    assert counts(repository.save([document(TEXT, url="file:seeds/a.html")], now=later(1))) == (0, 0, 1, 0)
    (source,) = only(repository)["sources"]
    assert source["url"] == "file:a.html"


def test_an_agency_learned_later_moves_the_report(repository: Repository) -> None:
    vague = document(TEXT, agency=None, code=None)
    repository.save([vague], now=NOON)
    known = document(TEXT, run="run2")
    assert counts(repository.save([known], now=later(1))) == (0, 1, 0, 0)
    report = only(repository)
    assert report["_id"] == known["_id"]
    assert report["revision"] == 2
    assert (report["first_seen_at"], report["first_seen_run"]) == (NOON, RUN)
    assert report["changed_at"] == later(1)
    (version,) = repository.revisions(known["_id"])
    assert version["_id"] == vague["_id"] + "@1"
    assert version["text"] == TEXT
    assert counts(repository.save([known], now=later(2))) == (0, 0, 1, 0)


def test_a_move_into_a_report_that_is_there_loses_no_version(repository: Repository) -> None:
    there = {"url": "http://b.gov.cn/2.html", "host": "b.gov.cn"}
    repository.save([document(TEXT, **LIVE), document(TEXT, **there, agency=None, page="b")], now=NOON)
    assert len(stored(repository)) == 2
    assert counts(repository.save([document(TEXT, **there, page="b")], now=later(1))) == (0, 0, 1, 0)
    report = only(repository)
    assert [source["host"] for source in report["sources"]] == ["a.gov.cn", "b.gov.cn"]
    assert len(stored(repository, layout.REVISIONS)) == 1


def test_an_address_that_is_used_again_next_year_moves_nothing(repository: Repository) -> None:
    repository.save([document(TEXT, **LIVE)], now=NOON)
    assert counts(repository.save([document(prose(year=2017, first=7), year=2017, **LIVE)], now=later(1))) == (
        1,
        0,
        0,
        0,
    )
    assert len(stored(repository)) == 2


def test_twice_in_one_batch_is_once_in_the_database(repository: Repository) -> None:
    assert counts(repository.save([document(), document(), document()], now=NOON)) == (1, 0, 2, 0)
    assert len(only(repository)["sources"]) == 1


def test_what_a_former_try_stored_counts_as_its_own(repository: Repository) -> None:
    repository.save([document(TEXT, **LIVE)], now=NOON)
    batch = [
        document(CORRECTED, **LIVE),
        document(prose(first=5), agency="水务局"),
        document(prose(first=6), agency="教育局"),
    ]
    repository.save(batch[:2], now=later(1))
    assert counts(repository.save(batch, now=later(1), again=True)) == (2, 1, 0, 0)
    assert counts(repository.save(batch, now=later(2), again=True)) == (0, 0, 3, 0)


def test_a_poison_document_stops_no_other(repository: Repository) -> None:
    huge = document(agency="巨局")
    huge["text"] = "公" * 6_000_000
    wrong = document(agency="错局")
    wrong["report_year"] = "2016"
    long = document(agency="长局")
    long["report_year"] = 2**70
    good = document(agency="好局")
    outcome = repository.save([huge, wrong, good, long], now=NOON)
    assert counts(outcome) == (1, 0, 0, 3)
    assert {refused["agency"]["name"] for refused, _ in outcome.refused} == {"巨局", "错局", "长局"}
    reasons = {refused["agency"]["name"]: reason for refused, reason in outcome.refused}
    assert "report_year" in reasons["错局"]
    assert "bytes" in reasons["巨局"]
    assert only(repository)["agency"]["name"] == "好局"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("report_year",), "2016"),
        (("form",), "form_2035"),
        (("sections", 0, "kind"), "misc"),
        (("sections", 0, "level"), "1"),
        (("sources",), []),
        (("identity",), None),
        (("quality",), "good"),
        (("agency", "region", "path"), "某省"),
        (("statistics", "applications"), {"received": {"total": [1]}}),
    ],
)
def test_the_validator_refuses_wrong_types(repository: Repository, path: tuple[Any, ...], value: Any) -> None:
    made = document()
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    if path != ("sources",):
        assert counts(repository.save([made], now=NOON))[3] == 1
    else:
        from pipelines.operations import Insert

        (failure,) = repository.bulk(layout.REPORTS, [Insert(made | {"first_seen_at": NOON})]).failures
        assert failure.code == 121
    assert stored(repository) == []


def test_many_writers_at_once_store_each_thing_once(
    repository: Repository, mongo_uri: str, prepared_database: str
) -> None:
    """Eight writers save the same 40 reports, four with a corrected text, on the same addresses."""
    originals = [
        document(prose(first=n), agency=f"第{n}局", url=f"http://a.gov.cn/{n}", host="a.gov.cn") for n in range(40)
    ]
    reposts = [
        document(prose(first=n), agency=f"第{n}局", url=f"http://b.gov.cn/{n}", host="b.gov.cn") for n in range(40)
    ]
    total: Counter[str] = Counter()
    failures: list[BaseException] = []
    barrier = threading.Barrier(8)

    def write(number: int) -> None:
        own = Repository.connect(mongo_uri, prepared_database)
        try:
            barrier.wait()
            for batch in (originals, reposts) if number % 2 else (reposts, originals):
                outcome = own.save(batch, now=NOON)
                total.update(new=outcome.new, changed=outcome.changed, unchanged=outcome.unchanged)
        except BaseException as error:
            failures.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    reports = stored(repository)
    assert len(reports) == 40
    assert total == {"new": 40, "changed": 0, "unchanged": 8 * 80 - 40}
    for report in reports:
        assert sorted(source["host"] for source in report["sources"]) == ["a.gov.cn", "b.gov.cn"]
        assert report["revision"] == 1


def test_concurrent_revisions_are_each_kept_once(
    repository: Repository, mongo_uri: str, prepared_database: str
) -> None:
    repository.save([document(TEXT, **LIVE)], now=NOON)
    total: Counter[str] = Counter()

    def write(number: int) -> None:
        with contextlib.closing(Repository.connect(mongo_uri, prepared_database)) as own:
            outcome = own.save([document(TEXT + f"\n补充第{number}项说明。", **LIVE)], now=later(number))
        total.update(changed=outcome.changed)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = only(repository)
    assert total["changed"] == 6
    assert report["revision"] == 7
    versions = repository.revisions(report["_id"])
    assert [version["revision"] for version in versions] == [1, 2, 3, 4, 5, 6]
    assert len({version["text"] for version in versions} | {report["text"]}) == 7


def test_rejects_are_kept_once_and_go_when_the_page_is_a_report(repository: Repository) -> None:
    made = document(TEXT)
    reject = {
        "url": "file:a.html",
        "reason": "notice",
        "detail": {"title": "关于印发通知"},
        "page_sha256": made["sources"][0]["page_sha256"],
        "spider": "replay",
        "run_id": RUN,
    }
    empty = {**reject, "url": "file:b.html", "reason": "empty", "page_sha256": None}
    assert counts(repository.save_rejects([reject, empty, empty], now=NOON)) == (2, 0, 1, 0)
    assert counts(repository.save_rejects([reject, empty], now=later(1))) == (0, 0, 2, 0)
    kept = list(repository.rejects(reason="notice"))
    assert len(kept) == 1
    assert (kept[0]["first_seen_at"], kept[0]["last_seen_at"]) == (NOON, later(1))
    repository.save([made], now=later(2))
    assert [left["url"] for left in repository.rejects()] == ["file:b.html"]


def test_queries(repository: Repository) -> None:
    old = document(prose(first=1), agency="甲镇人民政府", year=2015)
    new = document(prose(first=2), agency="乙(镇)人民政府", code="990200", form="form_2019")
    new["agency"]["region"]["path"] = ["云南省", "昆明市"]
    new["issues"] = [{"code": "missing_number", "severity": "warning", "detail": {}}]
    repository.save([old], now=NOON)
    repository.save([new], now=later(1))

    def found(**asked: Any) -> list[str]:
        return [report["_id"] for report in repository.find(ReportQuery(**asked))]

    both = [new["_id"], old["_id"]]
    assert found() == both
    assert found(since=NOON) == both
    assert found(since=later(0.5)) == [new["_id"]]
    assert found(run=RUN) == both
    assert found(run="other") == []
    assert found(year=2015) == [old["_id"]]
    assert found(region="990200") == [new["_id"]]
    assert found(region="99") == both
    assert found(region="云南") == [new["_id"]]
    assert found(region="昆明市") == [new["_id"]]
    assert found(region=".*") == []
    assert found(agency="(镇)人民") == [new["_id"]]
    assert found(form="form_2019") == [new["_id"]]
    assert found(kind="overview") == both
    assert found(kind="fees") == []
    assert found(issue="missing_number", year=2016) == [new["_id"]]
    assert repository.count(ReportQuery(year=2016)) == 1
    assert [r["_id"] for r in repository.find(ReportQuery(), limit=1, sort=[("report_year", 1)])] == [old["_id"]]
    (slim,) = repository.find(ReportQuery(year=2015), projection={"title": 1})
    assert set(slim) == {"_id", "title"}
    assert repository.get("nobody") is None


def test_stats(repository: Repository) -> None:
    assert repository.stats()["reports"] == 0
    first = document(prose(first=1), agency="甲局")
    check = {"rule": "r", "identity": "I1", "status": "fail", "ok": False, "severity": "error"}
    first["checks"] = [check | {"expected": 1, "actual": 2, "note": None}] * 2
    repository.save([first, document(prose(first=2), agency="乙局", year=2017)], now=NOON)
    assert repository.stats() == {
        "reports": 2,
        "revisions": 0,
        "rejects": 0,
        "by_year": {2016: 1, 2017: 1},
        "by_form": {"narrative": 2},
        "by_province": {"某省": 2},
        "by_quality": {"0.00-0.09": 2},
        "by_section_kind": {"overview": 2},
        "by_issue": {},
        "by_failed_check": {"I1": 1},
        "by_reject_reason": {},
    }


def test_queries_use_indexes(repository: Repository, mongo_uri: str, prepared_database: str) -> None:
    client = pymongo.MongoClient(mongo_uri)

    for asked in (
        {"since": NOON},
        {"run": RUN},
        {"year": 2016},
        {"region": "9901"},
        {"region": "云南"},
        {"kind": "fees"},
        {"issue": "no_body"},
    ):
        cursor = client[prepared_database][layout.REPORTS].find(report_filter(ReportQuery(**asked)))  # type: ignore[arg-type]
        assert "COLLSCAN" not in str(cursor.explain()["queryPlanner"]["winningPlan"]), asked
    client.close()


def test_runs(repository: Repository) -> None:
    assert repository.last_run() is None
    repository.start_run({"_id": "r1", "spider": "replay", "started_at": NOON, "counts": {}})
    repository.start_run({"_id": "r2", "spider": "other", "started_at": later(1), "counts": {}})
    for _ in range(2):
        repository.credit_run("r1", "w/1", {"new": 3, "rejects": 1})
    repository.credit_run("r1", "w/2", {"new": 2}, {"outcome": "finished"})
    repository.credit_run("r0", "w/3", {"new": 1})
    run = repository.get_run("r1")
    assert run is not None
    assert (run["counts"], run["outcome"]) == ({"new": 5, "rejects": 1}, "finished")
    assert repository.last_run()["_id"] == "r2"  # type: ignore[index]
    assert repository.last_run("replay")["_id"] == "r1"  # type: ignore[index]
    assert repository.get_run("r0") == {"_id": "r0", "counts": {"new": 1}, "credited": ["w/3"]}


def test_prepare_again_and_from_many_at_once(mongo_uri: str, database: str) -> None:
    failures: list[BaseException] = []

    def prepare() -> None:
        try:
            with contextlib.closing(Repository.connect(mongo_uri, database)) as own:
                own.prepare()
                own.prepare()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with pymongo.MongoClient(mongo_uri) as client:
        for name, indexes in layout.INDEXES.items():
            assert set(client[database][name].index_information()) == {"_id_", *indexes}


def test_instants_come_back_in_utc(repository: Repository) -> None:
    repository.save([document()], now=datetime(2026, 11, 24, 12, 0, 0, 123999, tzinfo=UTC))
    assert only(repository)["first_seen_at"] == datetime(2026, 11, 24, 12, 0, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("mongodb://user:s3cret@127.0.0.1:9/?serverSelectionTimeoutMS=200", "127.0.0.1:9"),
        ("mongodb://user:s3cr/et@127.0.0.1:9/", "no valid MongoDB address"),
        ("mongodb://user:s3cret@127.0.0.1:s3cret/", "no valid MongoDB address"),
        ("mongodb+srv://user:s3cret@no.such.host.invalid/?serverSelectionTimeoutMS=200", "no known host"),
        ("postgres://user:s3cret@127.0.0.1/", "no valid MongoDB address"),
        ("", "no valid MongoDB address"),
    ],
)
def test_an_unreachable_database_is_one_line_without_the_password(uri: str, says: str) -> None:
    with pytest.raises(DatabaseUnreachable) as caught:
        Repository.connect(uri, "ogi", timeout_ms=200)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "s3c" not in str(caught.value)


def test_more_reports_of_one_id_than_attempts_are_all_stored(repository: Repository) -> None:
    batch = [
        document(prose(first=n), url=f"http://a.gov.cn/{n}.html", host="a.gov.cn") for n in range(writer.ATTEMPTS + 10)
    ]
    outcome = repository.save(batch, now=NOON)
    assert sum(counts(outcome)) == len(batch)
    assert sum(len(report["sources"]) for report in stored(repository)) == len(batch)
