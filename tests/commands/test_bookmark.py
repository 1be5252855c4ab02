"""`scrapy reports new --bookmark`, as a user runs it."""

from __future__ import annotations

import json

import pytest

from pipelines.repository import Repository
from tests.commands.running import scrapy
from tests.pipelines.reports import NOON, document, later, prose


@pytest.mark.mongo
def test_each_report_once_for_each_name(mongo_uri: str, prepared_database: str, repository: Repository) -> None:
    live = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}
    repository.save([document(agency="甲局", **live)], now=NOON)

    def ask(*arguments: str) -> list[str]:
        done = scrapy("reports", *arguments, "--json", uri=mongo_uri, database=prepared_database)
        assert done.returncode == 0, done.stderr
        return [row["agency"] for row in json.loads(done.stdout)]

    assert ask("new", "--bookmark", "analyst1") == ["甲局"]
    assert ask("new", "--bookmark", "analyst1") == []
    repository.save([document(agency="乙局")], now=later(-400))
    assert ask("new", "--bookmark", "analyst1") == ["乙局"]
    assert ask("new", "--bookmark", "analyst1", "--again") == ["乙局"]
    assert ask("new", "--bookmark", "analyst2") == ["甲局", "乙局"]  # in the order of the log
    assert ask("changed", "--bookmark", "analyst1") == []
    repository.save([document(prose("甲局").replace("没有", "确有"), agency="甲局", **live)], now=later(1))
    assert ask("changed", "--bookmark", "analyst1") == ["甲局"]
    assert ask("new", "--bookmark", "analyst1") == []


@pytest.mark.parametrize(
    "arguments", [("--bookmark", "a", "--since", "7d"), ("--bookmark", "a", "--run", "last"), ("--again",)]
)
def test_arguments_that_do_not_go_together(arguments: tuple[str, ...]) -> None:
    done = scrapy("reports", "new", *arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "--bookmark" in done.stderr
