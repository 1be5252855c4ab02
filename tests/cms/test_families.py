"""Every family, as its replica is by default and in its other modes: what is stored, and what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cms.crawls import Crawls, paths
from tests.portals.families import FAMILIES, VARIANTS

HERE = ("trs", "ucap", "hanweb", "generic", "struts")
KNOWN = {name: made for name, made in (FAMILIES | VARIANTS).items() if name.startswith(HERE)}
LATER = {"hanweb_xxgk"}
OVERRIDES: dict[str, dict[str, Any]] = {"trs_years": {"follow": {"iframe": False, "year_hubs": True}}}


@pytest.mark.mongo
@pytest.mark.parametrize("name", sorted(KNOWN.keys() - LATER))
def test_a_family_is_read_whole_and_asked_little_the_second_time(crawls: Crawls, name: str) -> None:
    with KNOWN[name]() as replica:
        crawls.run(replica, **OVERRIDES.get(name, {}))
        crawls.assert_true(replica)
        first = paths(replica.log)
        assert len(first) == len(set(first)) or "form" in name  # posts have one address
        replica.log.clear()
        crawls.run(replica, **OVERRIDES.get(name, {}))
        crawls.assert_true(replica)
        known = {url.removeprefix(replica.base) for report in replica.truth.reports for url in report.urls}
        assert not known & set(paths(replica.log))
        assert paths(replica.log)
        (run,) = crawls.database.runs.find().sort("started_at", -1).limit(1)
        assert run["counts"].get("new", 0) == 0
        assert run["counts"].get("changed", 0) == 0
