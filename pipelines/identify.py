"""Every report gets its id, its hashes and its run: all that storing needs to tell same from new."""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.items import AnnualReport, Identity, Reject
from crawler.pages import PageVisit
from pipelines.identity import canonical_url, content_sha256, report_id, text_prints
from pipelines.run_record import run_id


class IdentifyPipeline:
    """Fills `id`, `identity` and the one source of a fresh report; run and spider where they are empty."""

    def __init__(self, run: str, spider: str) -> None:
        self._run = run
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(run_id(crawler), crawler.spidercls.name)

    def process_item(self, item: Any) -> Any:
        """The item itself, identified. Raises `ValueError` as `identify` does."""
        content = item.gave if isinstance(item, PageVisit) else item
        if isinstance(content, AnnualReport):
            for source in content.sources:
                source.run_id = source.run_id or self._run
                source.spider = source.spider or self._spider
            identify(content)
        elif isinstance(content, Reject):
            content.url = canonical_url(content.url)
            content.run_id = content.run_id or self._run
            content.spider = content.spider or self._spider
        return item


def identify(report: AnnualReport) -> None:
    """Fill in, in place, what tells this report from others.

    Raises `ValueError` for a report that has not exactly one source, or whose source does not say the
    hash of its bytes.
    """
    if len(report.sources) != 1 or report.sources[0].page_sha256 is None:
        raise ValueError("a fresh report has one source, and that has page_sha256")
    (source,) = report.sources
    source.url = canonical_url(source.url)
    report.identity = Identity(str(source.page_sha256), *text_prints(report.text))
    source.text_sha256 = report.identity.text_sha256
    source.content_sha256 = content_sha256(report)
    report.id = report_id(report)
