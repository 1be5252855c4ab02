"""A real crawl of given addresses in a process of its own, with the project's settings; what came of each.

`python -m tests.middlewares.visits '{"entries": […], "requests": […], "settings": {}}'` prints it as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.utils.project import get_project_settings

from crawler.catalogue.load import portals_of

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Visits:
    """Address asked -> what came of it; stats; log of the crawl."""

    outcomes: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    log: str

    def reason(self, url: str) -> str | None:
        return self.outcomes[url].get("reason")

    def counted(self, portal: str, counter: str) -> int:
        return int(self.stats.get(f"portal/{portal}/{counter}", 0))


def visit(entries: Iterable[dict[str, Any]], requests: Iterable[dict[str, Any] | str], **settings: Any) -> Visits:
    """Crawl; a request is an address, or a mapping with `url` and what else is to stand in its meta. `then` holds
    requests that are made from its answer."""
    return finish(begin(entries, requests, **settings))


def begin(
    entries: Iterable[dict[str, Any]], requests: Iterable[dict[str, Any] | str], **settings: Any
) -> subprocess.Popen[str]:
    """The same, under way."""
    options = {"entries": list(entries), "requests": list(requests), "settings": settings}
    command = [sys.executable, "-m", "tests.middlewares.visits", json.dumps(options)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(crawl: subprocess.Popen[str]) -> Visits:
    """What came of it, when it has ended."""
    output, log = crawl.communicate(timeout=120)
    assert crawl.returncode == 0, log
    printed = json.loads(output.splitlines()[-1])
    return Visits(printed["outcomes"], printed["stats"], log)


class VisitSpider(Spider):
    name = "visits"
    options: dict[str, Any]
    outcomes: dict[str, dict[str, Any]]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if entries := self.options["entries"]:  # none: a spider of another kind
            self.portals = {portal.id: portal for portal in portals_of(entries, file="test")}

    async def start(self) -> AsyncIterator[Any]:
        for request in self.requests(self.options["requests"]):
            yield request

    def requests(self, wanted: Iterable[dict[str, Any] | str]) -> Iterator[Request]:
        for one in wanted:
            meta = {"url": one} if isinstance(one, str) else dict(one)
            url = meta.pop("url")
            portals = getattr(self, "portals", {})
            serving = (portal.id for portal in portals.values() if portal.serves(url.split("/")[2]))
            owner = next(serving, next(iter(portals), ""))
            meta = {"portal": owner, "role": "detail", "column": "list", "asked": url} | meta
            yield Request(url, callback=self.read, errback=self.miss, meta=meta)

    def read(self, response: Response) -> Iterator[Request]:
        self.note(response, status=response.status)
        yield from self.requests(response.meta.get("then", ()))

    def miss(self, failure: Any) -> None:
        response = getattr(failure.value, "response", None)
        reason = getattr(failure.value, "reason", type(failure.value).__name__)
        self.outcomes[failure.request.meta["asked"]] = {"reason": reason, "status": getattr(response, "status", None)}

    def note(self, response: Response, **more: Any) -> None:
        text = response.text[:200] if isinstance(response, TextResponse) else None
        meta = response.meta
        self.outcomes[meta["asked"]] = more | {
            "url": response.url, "text": text, "answer": meta.get("answer"), "charset": meta.get("charset"),
        }  # fmt: skip


def main(options: dict[str, Any]) -> None:
    VisitSpider.options, VisitSpider.outcomes = options, {}
    settings = get_project_settings()
    settings.setdict({"ITEM_PIPELINES": {}, "LOG_LEVEL": "INFO"} | options["settings"], priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(VisitSpider)
    process.crawl(crawler)
    process.start()
    assert crawler.stats is not None
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | str)}
    sys.stdout.write(json.dumps({"outcomes": VisitSpider.outcomes, "stats": stats}) + "\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
