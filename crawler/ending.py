"""Whether a crawl is being ended: by a signal, a full spool or a lost database."""

from __future__ import annotations

from scrapy.crawler import Crawler


def is_ending(crawler: Crawler) -> bool:
    """Whether what a callback still yields comes too late. Scrapy asks for no more requests then, but lets a callback
    that makes its items itself run to its end, and has no public word for it."""
    engine = crawler.engine
    return engine is None or not engine.running or engine._slot is None or engine._slot.closing is not None
