"""Log lines that name an item instead of printing all of it."""

from __future__ import annotations

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


def name_of(item: Any) -> str:
    """The report's id or title, or the address of its source; never its text.

    >>> from crawler.items import AnnualReport
    >>> name_of(AnnualReport(id="441900112:樟木头镇人民政府:2016"))
    '441900112:樟木头镇人民政府:2016'
    """
    for attribute in ("id", "title", "url"):
        if value := getattr(item, attribute, None):
            return str(value)
    return type(item).__name__


class ShortLogFormatter(LogFormatter):
    """Scrapy's formatter with `name_of(item)` in place of the item."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        return super().scraped(name_of(item), response, spider)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return super().dropped(name_of(item), exception, response, spider)

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return super().item_error(name_of(item), exception, response, spider)
