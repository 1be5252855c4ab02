"""`scrapy reports feed` and `watch`, as a user runs them: real feeds, a real receiver, a real change stream."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from crawler.feeds import atom
from pipelines.repository import Repository
from tests.commands.running import ROOT, environ, scrapy
from tests.pipelines.reports import NOON, document, later, prose

SECRET = "s3cret"  # noqa: S105 - of this test
ATOM = "{http://www.w3.org/2005/Atom}"


def stored(repository: Repository, *numbers: int) -> None:
    batch = [document(agency=f"第{n}局", url=f"http://a.gov.cn/{n}.html?a=1&b=2", host="a.gov.cn", title=f"第{n}局<年报>")
             for n in numbers]  # fmt: skip
    repository.save(batch, now=later(numbers[0]))


@pytest.mark.mongo
def test_atom_and_json_feed(mongo_uri: str, prepared_database: str, repository: Repository, tmp_path: Path) -> None:
    stored(repository, 1)
    stored(repository, 2)
    for name in ("feed.xml", "feed.json"):
        done = scrapy(
            "reports", "feed", "-o", str(tmp_path / name), "--year", "2016", uri=mongo_uri, database=prepared_database
        )
        assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.json", "feed.xml"]
    written = (tmp_path / "feed.xml").read_bytes()
    read = feedparser.parse(written)
    assert not read.bozo
    assert read.version == "atom10"
    assert [entry.title for entry in read.entries] == ["第2局<年报>", "第1局<年报>"]
    assert read.entries[0].link == "http://a.gov.cn/2.html?a=1&b=2"
    assert read.entries[0].published_parsed[:3] == (2026, 11, 26)
    assert_atom(written)
    feed = json.loads((tmp_path / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["第2局<年报>", "第1局<年报>"]
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in read.entries]
    assert feed["items"][0]["date_published"] == "2026-11-26T12:00:00Z"


def assert_atom(written: bytes) -> None:
    """What RFC 4287 demands of every feed and entry."""
    root = etree.fromstring(written)
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}link[@href]") is not None or entry.find(f"{ATOM}content") is not None


def test_a_feed_without_reports_or_with_strange_letters_is_one() -> None:
    assert_atom(atom([], title="年报", now=NOON))
    made = {**document(title="\x01年报\ufffe"), "first_seen_at": NOON, "changed_at": datetime(2026, 12, 1, tzinfo=UTC)}
    assert_atom(atom([made], title="年报\x02", now=NOON))


class Receiver:
    """A web hook: answers as told, in turn, and keeps what it got."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?token=t0ken"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.mark.mongo
def test_a_web_hook_gets_each_report_signed_and_again_until_it_takes_it(
    mongo_uri: str, prepared_database: str, repository: Repository, receiver: Receiver
) -> None:
    def feed(*arguments: str) -> Any:
        return scrapy("reports", "feed", "--webhook", receiver.url, *arguments,
                      uri=mongo_uri, database=prepared_database, OGI_WEBHOOK_SECRET=SECRET)  # fmt: skip

    stored(repository, 1, 2, 3)
    receiver.answers = [400]
    refused = feed()
    assert (refused.returncode, refused.stderr) == (2, "error: the web hook at 127.0.0.1 answers 400\n")
    receiver.answers = [503, 429]
    assert feed("--limit", "2").stderr == "3 reports delivered\n"
    assert len(receiver.got) == 1 + 3 + 1
    for headers, body in receiver.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        expected = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    tries, last = receiver.got[1:4], receiver.got[4]
    assert len({headers["webhook-id"] for headers, _ in tries}) == 1
    agencies = [[row["agency"] for row in json.loads(body)["data"]["reports"]] for _, body in (tries[2], last)]
    assert agencies == [["第1局", "第2局"], ["第3局"]]
    assert feed().stderr == "0 reports delivered\n"
    assert len(receiver.got) == 5
    receiver.answers = [302]
    stored(repository, 4)
    assert feed().returncode == 2  # no redirect is followed
    assert SECRET not in refused.stderr + feed().stderr
    assert json.loads(receiver.got[-1][1])["data"]["reports"][0]["agency"] == "第4局"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.cn/x", "http://", "gopher://a.cn", "//a.cn", "http://[", "http://a.cn:99999/"],
)
def test_only_http_addresses_are_web_hooks(url: str) -> None:
    done = scrapy("reports", "feed", "--webhook", url, OGI_WEBHOOK_SECRET=SECRET)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "http://" in done.stderr


def test_a_web_hook_needs_a_secret_and_a_feed_a_known_suffix() -> None:
    done = scrapy("reports", "feed", "--webhook", "http://127.0.0.1:9/", OGI_WEBHOOK_SECRET="")
    assert (done.returncode, "OGI_WEBHOOK_SECRET" in done.stderr) == (2, True)
    done = scrapy("reports", "feed", "-o", "feed.txt")
    assert (done.returncode, ".xml" in done.stderr) == (2, True)


@pytest.mark.mongo
def test_watch_tells_what_is_stored_from_now_on(mongo_uri: str, prepared_database: str, repository: Repository) -> None:
    live = {"url": "http://a.gov.cn/9.html", "host": "a.gov.cn"}
    repository.save([document(agency="旧局", **live)], now=NOON)
    command = [sys.executable, "-m", "scrapy", "reports", "watch", "--json", "--year", "2016"]
    with subprocess.Popen(command, cwd=ROOT, env=environ(mongo_uri, prepared_database, None), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watch:  # fmt: skip
        assert watch.stdout is not None
        assert watch.stderr is not None
        assert watch.stderr.readline().startswith("watching")
        repository.save([document(agency="旧局", **live)], now=later(1))  # seen again: nothing to tell
        repository.save([document(agency="他局", year=2011)], now=NOON)
        repository.save([document(agency="新局")], now=NOON)
        repository.save([document(prose("旧局").replace("没有", "确有"), agency="旧局", **live)], now=later(2))
        lines = [json.loads(watch.stdout.readline()) for _ in range(2)]
        watch.send_signal(signal.SIGINT)
        assert watch.wait(20) == 0, watch.stderr.read()
    assert [(line["event"], line["agency"]) for line in lines] == [("new", "新局"), ("changed", "旧局")]
