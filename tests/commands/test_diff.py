"""`scrapy reports diff`, as a user runs it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.repository import Repository
from tests.commands.running import scrapy
from tests.pipelines.reports import NOON, document, later, prose

LIVE = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}


def diff(uri: str, database: str, *arguments: str) -> Any:
    done = scrapy("reports", "diff", *arguments, uri=uri, database=database)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if "--json" in arguments else done.stdout


@pytest.mark.mongo
def test_the_last_two_revisions_or_those_named(mongo_uri: str, prepared_database: str, repository: Repository) -> None:
    text = prose()
    repository.save([document(text, **LIVE)], now=NOON)
    (name,) = [report["_id"] for report in repository.select("reports", {})]
    here = (mongo_uri, prepared_database, name)
    assert diff(*here, "--json") == {"id": name, "from": None, "to": 1, "changes": []}
    assert "one revision" in diff(*here)
    for day, number in ((1, "两件"), (2, "三件")):
        edited = text.replace("没有逾期未办的情形", f"有{number}逾期")
        repository.save([document(edited, **LIVE)], now=later(day))
    newest = diff(*here, "--json")
    assert (newest["from"], newest["to"]) == (2, 3)
    assert newest["changes"][0]["path"] == "sections[一 概述].text"
    assert [line for line in newest["changes"][0]["lines"] if "逾期" in line][1].endswith("有三件逾期。")
    assert "没有逾期未办" in str(diff(*here, "--from", "1", "--json"))
    shown = diff(*here, "--from", "1", "--to", "2")
    assert "revision 1 to 2" in shown
    assert "有两件逾期" in shown
    wrong = scrapy("reports", "diff", name, "--to", "9", uri=mongo_uri, database=prepared_database)
    assert (wrong.returncode, wrong.stderr) == (2, "error: there is no revision 9; there are: 1, 2, 3\n")
