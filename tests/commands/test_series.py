"""`scrapy reports series` and `missing`, as a user runs them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.repository import Repository
from tests.commands.running import scrapy
from tests.pipelines.reports import NOON, document, prose


def stored(
    year: int, agency: str = "楚雄市人民政府", *, code: str = "532301", carried: tuple[int, int] = (0, 0)
) -> dict[str, Any]:
    made = document(
        prose(agency, year, year), agency=agency, code=code, year=year, url=f"file:{agency}{year}{code}.html"
    )
    made["agency"]["level"] = "county" if agency.endswith("人民政府") else "department"
    made["agency"]["region"]["path"] = (
        ["云南省", "楚雄彝族自治州", "楚雄市"] if code == "532301" else ["江西省", "南昌市"]
    )
    made["statistics"]["applications"] = {"carried_in": {"total": carried[0]}, "carried_out": {"total": carried[1]}}
    made["quality"] = 0.29
    return made


@pytest.mark.mongo
def test_the_years_of_an_agency_and_who_is_missing(
    mongo_uri: str, prepared_database: str, repository: Repository
) -> None:
    batch = [stored(2018, carried=(0, 3)), stored(2019, carried=(2, 0)), stored(2021), stored(2018, "教育局")]
    repository.save([*batch, stored(2020, "教育局", code="360100")], now=NOON)

    def ask(*arguments: str, status: int = 0) -> str:
        done = scrapy("reports", *arguments, uri=mongo_uri, database=prepared_database)
        assert done.returncode == status, done.stderr
        return done.stderr if status else done.stdout

    found = json.loads(ask("series", "楚雄市人民", "--json"))
    assert (found["agency"], found["region"]) == ("楚雄市人民政府", "云南省 楚雄彝族自治州 楚雄市")
    assert [(line["year"], bool(line["report"])) for line in found["years"]] == [
        (2018, True), (2019, True), (2020, False), (2021, True),
    ]  # fmt: skip
    assert found["years"][0]["figures"]["carried_out"] == {"value": 3, "source": "applications.carried_out"}
    assert [(check["years"], check["identity"], check["status"]) for check in found["checks"]] == [
        ([2018, 2019], "I5", "fail")
    ]
    shown = ask("series", "楚雄市人民政府")
    assert "3 reports, 1 year without" in shown
    assert "0 pass, 1 do not fit" in shown

    several = ask("series", "教育局", status=2)
    assert several.startswith("error: 2 agencies fit '教育局'")
    assert "江西省 南昌市 教育局" in several
    assert json.loads(ask("series", "教育局", "--region", "江西", "--json"))["years"][0]["year"] == 2020
    assert ask("series", "无此局", status=2).count("\n") == 1

    missing = json.loads(ask("missing", "--year", "2019", "--region", "楚雄彝族", "--json"))
    assert (missing[0]["agency"], missing[0]["known_from"], missing[0]["years"]) == ("教育局", "reports", [2018])
    others = [one["agency"] for one in missing[1:]]
    assert "楚雄彝族自治州人民政府" in others
    assert "楚雄市人民政府" not in others
    (ours,) = json.loads(ask("missing", "--year", "2020", "--region", "532301", "--level", "county", "--json"))
    assert (ours["agency"], ours["years"]) == ("楚雄市人民政府", [2018, 2019, 2021])
    assert json.loads(ask("stats", "--json"))["by_quality"] == {"0.20-0.29": 5}
