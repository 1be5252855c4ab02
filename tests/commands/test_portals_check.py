"""`scrapy portals check` against replicas: what it says, what it asks for, and what it writes into the entry."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.arguments import BEIJING
from tests.commands.running import scrapy
from tests.portals.edge import ROBOTS, challenged
from tests.portals.families import FAMILIES, VARIANTS
from tests.portals.generic import Generic
from tests.portals.hanweb import Hanweb
from tests.portals.replica import Replica
from tests.portals.trs import Trs
from tests.portals.ucap import Ucap


def check(*arguments: str, cache: Path, status: int = 0) -> str:
    """What `scrapy portals check …` says, without a database."""
    done = scrapy("portals", "check", *arguments, cache=cache, CRAWL_CONTACT="")
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def catalogue(folder: Path, entries: Iterable[dict[str, Any]]) -> Path:
    """A file with these entries."""
    path = folder / "catalogue.yaml"
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False), "utf-8")
    return path


def evidence(path: Path) -> dict[str, dict[str, Any]]:
    """Id -> evidence of the entries of a file."""
    entries = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - all plain text
    return {entry["id"]: entry.get("evidence", {}) for entry in entries}


def test_every_family_passes_with_little_asked(tmp_path: Path) -> None:
    with ExitStack() as stack:
        replicas: dict[str, Replica] = {}
        entries = []
        for name, made in (FAMILIES | VARIANTS).items():
            replica = stack.enter_context(made())
            hubs = {"follow": {"iframe": False, "year_hubs": True}} if name == "trs_years" else {}
            if find_spec(f"crawler.cms.{replica.family}"):
                replicas[name] = replica
                entries.append(replica.entry(**{"id": name, "status": "unverified"} | hubs))
        path = catalogue(tmp_path, entries)
        said = check(*replicas, "--catalogue", str(path), cache=tmp_path)
        for name, replica in replicas.items():
            found = evidence(path)[name]
            assert found["passed"] == "true", said
            assert found["sample_detail"].startswith(replica.base)
            assert found["sample_title"] in {expected.title for expected in replica.truth.reports}
            assert found["robots"] == "allowed (rules)"
            (column,) = found["columns"]
            assert column.get("overlap", "0") == "0"
            assert 2 <= int(column["items"]) <= 2 * replica.page_size
            assert len(replica.log) <= (12 if "hub" in name else 7), [asked.target for asked in replica.log]
            assert len({asked.target for asked in replica.log}) >= len(replica.log) - 1  # a form is posted to its page


def test_what_is_wrong_is_said_and_written_down(tmp_path: Path) -> None:
    with ExitStack() as stack:
        made: dict[str, Replica] = {
            "repeats": Ucap(),
            "no-second": Hanweb(),
            "blocked": challenged("challenge412"),
            "denied": Trs(),
            "details-denied": Trs(),
            "no-items": Generic(),
            "other-site": Trs(),
            "few": Trs(),
            "no-reports": Trs(),
        }
        for replica in made.values():
            stack.enter_context(replica)
        made["repeats"].faults.set("*_2.shtml", "dup_page1")
        made["no-second"].faults.set("/module/*", "404")
        made["denied"].robots = ROBOTS["all"]
        made["details-denied"].robots = ROBOTS["details"]
        made["no-reports"].faults.set("*/t20*", "soft404")
        changes: dict[str, dict[str, Any]] = {
            "no-items": {"list": {"transport": "html", "item_css": "p.nowhere"}},
            "other-site": {"site_id_code": "4419000001"},
            "few": {"columns": [{"url": "/xxgk/gkndbg/", "expect": {"min_items": 500}}]},
        }
        entries = [replica.entry(**{"id": name} | changes.get(name, {})) for name, replica in made.items()]
        path = catalogue(tmp_path, entries)
        said = check(*made, "-a", f"catalogue={path}", cache=tmp_path, status=1)
        problems = {name: " ".join(found["problems"]) for name, found in evidence(path).items()}
        assert {found["passed"] for found in evidence(path).values()} == {"false"}
        assert "page 2 brings nothing beyond page 1" in problems["repeats"]
        assert "page 2 brings nothing beyond page 1" in problems["no-second"]
        assert "blocked" in problems["blocked"]
        assert "robots_denied" in problems["denied"]
        assert "robots_denied" in problems["details-denied"]
        assert "0 items" in problems["no-items"]
        assert "site_id_code" in problems["other-site"]
        assert "at least 500" in problems["few"]
        assert "soft_404" in problems["no-reports"]
        assert all(problem in said for problem in problems.values())
        assert [asked.path for asked in made["denied"].log] == ["/robots.txt"]
        assert len(made["blocked"].log) == 2  # robots.txt and the page that was challenged
        assert said.count("its status is still active") == len(made)


def test_an_hour_in_which_a_portal_does_not_answer_says_nothing_of_its_entry(tmp_path: Path) -> None:
    with Trs() as away, Trs() as resting:
        away.robots = ROBOTS["503"]
        later = [datetime.now(BEIJING) + timedelta(hours=hours) for hours in (2, 3)]
        window = f"{later[0]:%H:%M}-{later[1]:%H:%M}"
        politeness = {"delay_s": 0, "concurrency": 1, "window": window, "robots": "obey"}
        entries = [away.entry(id="away"), resting.entry(id="resting", politeness=politeness)]
        path = catalogue(tmp_path, entries)
        before = path.read_bytes()
        said = check("away", "resting", "--catalogue", str(path), cache=tmp_path, status=1)
        assert "robots_unreachable" in said
        assert "outside_window" in said
        assert path.read_bytes() == before
        assert not resting.log


def test_the_rest_of_the_file_stays_as_it_was_written(tmp_path: Path) -> None:
    with Trs() as replica:
        path = tmp_path / "mine.yaml"
        before = (
            "# 我的目录\n"
            "- id: mine   # a name\n"
            "  family: 'trs'\n"
            f"  hosts: [{{host: '{replica.netloc}'}}]  # loopback\n"
            "  politeness: {delay_s: 0, concurrency: 4}\n"
            "  status: unverified   # so far\n"
            "  evidence:\n"
            "    added_by: 王芳  # she knows\n"
            "\n"
            "  columns:\n"
            "  - url: /xxgk/gkndbg/   # 年报\n"
            "\n"
            "# the next one\n"
            '- {id: other, hosts: [{host: "127.0.0.1:9"}], family: trs, columns: [{url: /}]}\n'
        )
        path.write_text(before, "utf-8")
        check("mine", "--catalogue", str(path), "--dry-run", cache=tmp_path)
        assert path.read_text("utf-8") == before
        assert "still unverified" in check("mine", "--catalogue", str(path), "--by", "else", cache=tmp_path)
        after = path.read_text("utf-8")
        kept = set(before.splitlines()) - set(after.splitlines())
        assert not kept
        assert [line for line in after.splitlines() if line in before.splitlines()] == before.splitlines()
        assert evidence(path)["mine"]["added_by"] == "王芳"
        assert "status: active" in check("mine", "--catalogue", str(path), "--activate", cache=tmp_path)
        assert path.read_text("utf-8") == after.replace("status: unverified ", "status: active ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nosuchportal",), "no entry 'nosuchportal'"),
        (("away",), "CRAWL_CONTACT"),
        (("away", "-a", "full=1"), "catalogue=FILE"),
        ((), "NAME"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    entry = {"id": "away", "hosts": [{"host": "www.example.invalid"}], "family": "trs", "columns": [{"url": "/"}]}
    path = catalogue(tmp_path, [entry])
    assert says in check("--catalogue", str(path), *arguments, cache=tmp_path, status=2)
