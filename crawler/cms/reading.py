"""A report's page, in one piece or several, as an item: the same reading as of saved pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from crawler.cms.recipe import Recipe
from crawler.cms.transports import markup
from crawler.extraction import Page, UnreadablePage, read_html
from crawler.extraction.doors.attachments import is_attachment
from crawler.extraction.page import Link
from crawler.items import AnnualReport, Reject, Source
from crawler.loaders import Reading, load_report


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a page: an item, and the sort of page it was."""

    item: AnnualReport | Reject
    outcome: str
    """report, or the reject's reason."""
    pictured: bool = False
    """Whether the page is none of text: a picture of a report, or only a file."""
    reading: Reading | None = None


def read_detail(
    recipe: Recipe, responses: Sequence[Response], *, title: str | None, in_column: bool, now: datetime | None = None
) -> Read:
    """Read a page whose body may go on in further ones. Never raises for what a portal sends."""
    first = responses[0]
    sha256 = hashlib.sha256(b"".join(response.body for response in responses)).hexdigest()
    try:
        if not isinstance(first, TextResponse):
            raise UnreadablePage("unsupported_type", _header(first, "Content-Type") or "no text")
        page = joined([_page(recipe, response) for response in responses])
    except UnreadablePage as error:
        item = Reject(first.url, error.reason, {"message": str(error), "title": title}, sha256, recipe.portal.id)
        return Read(item, error.reason, pictured=error.reason == "unsupported_type")
    reading = load_report(page, listed_title=title, in_column=in_column, issuer=recipe.portal.issuer_default)
    verdict = reading.verdict
    if not verdict.accepted:
        reason = verdict.reason or "not_a_report"
        detail = {"title": reading.report.title or title, "message": verdict.detail}
        item = Reject(first.url, reason, detail, sha256, recipe.portal.id)
        return Read(item, reason, pictured=reason in ("empty", "explainer"), reading=reading)
    report = reading.report
    report.sources = [_source(recipe, first, page, sha256, now or datetime.now(UTC))]
    return Read(report, "report", reading=reading)


def joined(pages: Sequence[Page]) -> Page:
    """One page of several: the bodies of the further ones follow that of the first."""
    first = pages[0]
    bodies = [block for page in pages[1:] for block in page.blocks[page.body_start :]]
    links: dict[str, Link] = {link.url: link for page in reversed(pages) for link in page.links}
    return replace(first, blocks=(*first.blocks, *bodies), links=tuple(links.values()))


def further_pages(recipe: Recipe, response: TextResponse) -> list[str]:
    """Addresses of the pages on which a body goes on: all of them where the family knows, else only the next."""
    wanted = recipe.detail.next_page
    if wanted is None:
        return recipe.family.splitting(response.url, response.text) if recipe.family.splitting else []
    try:
        links = response.css(wanted).css("[href]::attr(href)").getall()
    except ValueError:
        found = re.search(wanted, response.text)
        links = [next((group for group in found.groups() if group), found[0])] if found else []
    return [urljoin(response.url, link) for link in links[:1]]


_META = ("portal", "role", "column", "title", "key", "listed_date", "interval_days", "charset", "walk")


def packed(response: Response) -> dict[str, Any]:
    """A response as plain values: it has to wait, perhaps on disk, for the rest of its body."""
    return {
        "url": response.url,
        "status": response.status,
        "headers": dict(response.headers),
        "body": response.body,
        "encoding": response.encoding if isinstance(response, TextResponse) else "utf-8",
        "meta": {name: response.meta[name] for name in _META if name in response.meta},
    }


def unpacked(values: dict[str, Any]) -> HtmlResponse:
    """The response that `packed` took apart."""
    request = Request(values["url"], meta=values["meta"])
    return HtmlResponse(**{name: value for name, value in values.items() if name != "meta"}, request=request)


def _page(recipe: Recipe, response: Response) -> Page:
    content_type = _header(response, "Content-Type")
    body: bytes | str = response.body
    if recipe.portal.encoding != "auto" and isinstance(response, TextResponse):
        body = response.text
    page = read_html(body, url=response.url, content_type=content_type, body_css=recipe.detail.body)
    charset: dict[str, Any] = response.meta.get("charset") or {}
    page = replace(
        page,
        charset_declared=page.charset_declared or charset.get("declared"),
        charset_used=charset.get("used") or page.charset_used,
    )
    return replace(page, links=_more_links(recipe, response, page)) if recipe.detail.attachments else page


def _more_links(recipe: Recipe, response: Response, page: Page) -> tuple[Link, ...]:
    """The attachments that only the entry or the family can tell."""
    links = {link.url: link for link in page.links}
    if isinstance(response, TextResponse):
        tree = markup(response.text)
        for css in recipe.detail.attachments:
            for node in tree.css(css).css("[href]"):
                url = urljoin(response.url, (node.attrib.get("href") or "").strip())
                name = " ".join((node.xpath("string()").get() or "").split()) or node.attrib.get("title") or ""
                if urlsplit(url).scheme in ("http", "https") and url not in links and _is_file(url, name):
                    links[url] = Link(url, node.attrib.get("alt") or name)
    return tuple(links.values())


def _is_file(url: str, name: str) -> bool:
    return is_attachment(url) or is_attachment(name)


def _source(recipe: Recipe, response: Response, page: Page, sha256: str, now: datetime) -> Source:
    return Source(
        url=response.url,
        host=urlsplit(response.url).hostname,
        spider=recipe.portal.id,
        run_id="",
        fetched_at=now,
        rendition=page.rendition,
        content_type=_header(response, "Content-Type"),
        charset_declared=page.charset_declared,
        charset_used=page.charset_used,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        page_sha256=sha256,
    )


def _header(response: Response, name: Literal["Content-Type", "ETag", "Last-Modified"]) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() or None if value else None
