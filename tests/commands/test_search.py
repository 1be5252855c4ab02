"""`scrapy reports search`, as a user runs it."""

from __future__ import annotations

import json

import pytest

from pipelines.repository import Repository
from tests.commands.running import scrapy
from tests.pipelines.reports import NOON, document


@pytest.mark.mongo
def test_places_are_shown_and_words_are_never_operators(
    mongo_uri: str, prepared_database: str, repository: Repository
) -> None:
    for number in range(30):
        text = f"前文甚长。{'我局' * 40}在自流　井设有[查阅点]{number}处，受理依申请公开{number}件。"
        repository.save([document(text, agency=f"第{number}局", year=2016)], now=NOON)

    def search(*arguments: str) -> str:
        done = scrapy("reports", "search", *arguments, uri=mongo_uri, database=prepared_database)
        assert done.returncode == 0, done.stderr
        return done.stdout

    shown = search("自流井", "7件")
    assert shown.startswith("1 report\n")
    assert "在【自流　井】设有[查阅点]7处" in shown
    assert "受理依申请公开【7件】。" in shown
    assert search("井").startswith("the first 20 reports, more with --limit N\n")
    (row,) = json.loads(search("依申请", "--agency", "第3局", "--json"))
    assert (row["year"], row["hits"][0]["match"], row["hits"][0]["field"]) == (2016, "依申请", "text")
    for words in (["$where"], ['{"$gt": ""}'], [".*"], ['"自流井" -件'], ["自流井|无"], ["\\"]):
        assert search(*words) == "0 reports\n", words
    empty = scrapy("reports", "search", " ", uri=mongo_uri, database=prepared_database)
    assert (empty.returncode, len(empty.stderr.splitlines())) == (2, 1)
