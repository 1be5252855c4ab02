"""The pure room: pages in, values out. It knows no Scrapy, no MongoDB, no network and no clock.

>>> page = read_html("<h1>2016年政府信息公开工作年度报告</h1><p>一、概述</p>")
>>> page.titles[0].text
'2016年政府信息公开工作年度报告'
"""

from crawler.extraction.doors.html import read_html
from crawler.extraction.doors.text import read_text
from crawler.extraction.page import (
    Block,
    Cell,
    FlatTable,
    Issue,
    Link,
    Page,
    Paragraph,
    Table,
    TitleCandidate,
    UnreadablePage,
)

__all__ = [
    "Block",
    "Cell",
    "FlatTable",
    "Issue",
    "Link",
    "Page",
    "Paragraph",
    "Table",
    "TitleCandidate",
    "UnreadablePage",
    "read_html",
    "read_text",
]
