"""The yardstick: a report extractor as one writes it in an afternoon, with the tools that Scrapy brings along.

XPath for the header, regular expressions for headings and figures, an XPath a cell for the tables, dateparser for the
dates, an ItemLoader to hold it together. It is written to be read, neither tuned nor slowed down, and it reads less
than the extractor does: no repair, no identities, no agency's region, no indicators beyond the common ones.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import dateparser
from itemloaders import ItemLoader
from itemloaders.processors import Identity, MapCompose, TakeFirst
from parsel import Selector
from w3lib.encoding import html_to_unicode

LABELS = {
    "index_number": ("索引号",),
    "publisher": ("发布机构", "发布单位", "发文机关"),
    "source": ("来源", "信息来源"),
    "document_number": ("文号", "发文字号"),
    "generated_date": ("生成日期", "成文日期", "发文日期"),
    "published_date": ("发布日期", "发布时间", "公开日期"),
    "subject_category": ("主题分类",),
    "disclosure_scope": ("公开范围",),
    "disclosure_method": ("公开方式",),
    "validity": ("有效性", "时效"),
}
INDICATORS = {
    "proactive_total": r"主动公开(?:政府)?信息(?:共|总数)?\s*(\d+)\s*条",
    "proactive_website": r"(?:政府)?网站(?:共)?公开(?:政府信息)?\s*(\d+)\s*条",
    "applications_received": r"(?:收到|新收|受理)(?:政府)?(?:信息)?(?:公开)?申请\s*(\d+)\s*[件条宗]",
    "applications_answered": r"答复\s*(\d+)\s*[件条宗]",
    "answer_rate": r"答复率(?:为|达)?\s*(\d+)%",
    "reconsiderations": r"行政复议\s*(\d+)\s*[件宗]",
    "litigations": r"行政诉讼\s*(\d+)\s*[件宗]",
    "trainings": r"培训班?\s*(\d+)\s*[期次]",
}
HEADING = re.compile(r"^\s*([一二三四五六七八九十]+)\s*、\s*(.{2,40})$")
SUBHEADING = re.compile(r"^\s*[（(]([一二三四五六七八九十]+)[)）]\s*(.{2,40})$")
CONTAINERS = ("zoom", "Zoom", "fontzoom", "UCAP-CONTENT", "TRS_Editor", "content", "article-content", "bt_content")


def squeeze(text: str) -> str:
    """The text with single blanks only."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u3000", " ")).strip()


def to_date(text: str) -> str | None:
    """The date as ISO 8601, by dateparser."""
    parsed = dateparser.parse(text, languages=["zh"], settings={"DATE_ORDER": "YMD"})
    return parsed.isoformat() if parsed else None


def to_number(text: str) -> int | None:
    """A whole number or nothing."""
    text = text.strip()
    return int(text) if text.isdigit() else None


class BaselineLoader(ItemLoader):
    """One field a label, the first match wins."""

    default_item_class = dict
    default_input_processor = MapCompose(squeeze)
    default_output_processor = TakeFirst()
    generated_date_in = published_date_in = MapCompose(squeeze, to_date)
    sections_in = tables_in = indicators_in = Identity()
    sections_out = tables_out = indicators_out = Identity()


def extract(body: bytes) -> dict[str, Any]:
    """The document of one page."""
    _, html = html_to_unicode(None, body)
    selector = Selector(text=html)
    loader = BaselineLoader(selector=selector)
    loader.add_xpath("title", "//h1//text()")
    loader.add_xpath("title", "//h2[contains(@class, 'title')]//text()")
    loader.add_xpath("title", "//title/text()", re=r"^[^_-]+")
    for field, labels in LABELS.items():
        for label in labels:
            loader.add_xpath(field, f"//td[contains(., '{label}')]/following-sibling::td[1]//text()")
            loader.add_xpath(field, f"//span[contains(., '{label}')]//text()", re=rf"{label}[:：]\s*(.+)")

    container = find_container(selector)
    lines = [
        line for text in container.xpath(".//text()[not(ancestor::table[@border])]").getall() if (line := squeeze(text))
    ]
    text = "\n".join(lines)
    loader.add_value("text", text)
    loader.add_value("report_year", [loader.get_output_value("title") or "", text], re=r"(20\d\d)年")
    loader.add_value("sections", list(read_sections(lines)))
    loader.add_value("indicators", list(read_indicators(text)))
    loader.add_value("tables", [read_table(table) for table in container.xpath(".//table[@border]")])
    loader.add_value("text_sha256", hashlib.sha256(text.encode()).hexdigest())
    return dict(loader.load_item())


def find_container(selector: Selector) -> Selector:
    """The element that usual systems put round an article, else the body."""
    for name in CONTAINERS:
        found = selector.xpath(f"//*[@id='{name}' or contains(@class, '{name}')]")
        if found:
            return found[0]
    return selector.xpath("//body")[0]


def read_sections(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Headings of two levels, each with the lines below it."""
    section: dict[str, Any] = {"number": None, "level": 1, "heading": None, "text": []}
    for line in lines:
        if found := HEADING.match(line) or SUBHEADING.match(line):
            yield {**section, "text": "\n".join(section["text"])}
            level = 1 if found.re is HEADING else 2
            section = {"number": found[1], "level": level, "heading": found[2], "text": []}
        else:
            section["text"].append(line)
    yield {**section, "text": "\n".join(section["text"])}


def read_indicators(text: str) -> Iterable[dict[str, Any]]:
    """The common figures of the prose."""
    for name, pattern in INDICATORS.items():
        for found in re.finditer(pattern, text):
            yield {"name": name, "value": int(found[1]), "quote": found[0]}


def read_table(table: Selector) -> dict[str, list[int | None]]:
    """Label of a row -> its numbers."""
    rows: dict[str, list[int | None]] = {}
    for row in table.xpath(".//tr"):
        cells = [squeeze(cell.xpath("string(.)").get("")) for cell in row.xpath("./td | ./th")]
        labels = [cell for cell in cells if cell and to_number(cell) is None]
        rows[" ".join(labels)] = [to_number(cell) for cell in cells if cell not in labels]
    return rows
