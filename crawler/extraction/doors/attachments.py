"""Files that a page links in or beside its body."""

from __future__ import annotations

import re
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler.extraction.doors.head import resolve
from crawler.extraction.doors.markup import clean
from crawler.extraction.page import Link

MAX_LINKS = 100
"""Most attachments that are listed."""

_NEAR = 3
_SUFFIX = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|rtf|zip|rar|7z|ofd)(?:$|[?#&])", re.I)
_SERVLET = re.compile(
    r"download\.jsp\?|downloadfile|downfile|DownloadAttachUrl|wbfileid=|attachment_download|/attachment/\d|filedownload|"
    r"/group\d+/M\d\d/",
    re.I,
)
_GENERIC = re.compile(r"(?:点击|点此|文件|附件|立即|查看|原文)?(?:下载|查看|附件|打开)(?:附件|文件|原文)?[:：\d]*$")
_HAS_SUFFIX = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|rtf|zip|rar|7z|ofd)$", re.I)


def read_links(container: LexborNode, base: str | None) -> tuple[Link, ...]:
    """The attachments in the body container and up to three elements around it, in document order."""
    region = container
    for _ in range(_NEAR):
        parent = region.parent
        if parent is None or parent.tag in ("html", "body"):
            break
        region = parent
    links: dict[str, Link] = {}
    for node in region.css("a[href],iframe[src],embed[src],object[data]"):
        attributes = node.attributes
        href = (attributes.get("href") or attributes.get("src") or attributes.get("data") or "").strip()
        if not is_attachment(href, attributes.get("class") or ""):
            continue
        url = resolve(base, href)
        links.setdefault(url, Link(url, _name(node, attributes, href)))
        if len(links) == MAX_LINKS:
            break
    return tuple(links.values())


def is_attachment(href: str, classes: str = "") -> bool:
    """Whether an address is a document file's.

    >>> is_attachment("./W020170326.doc"), is_attachment("/system/_content/download.jsp?wbfileid=77")
    (True, True)
    >>> is_attachment("/xxgk/"), is_attachment("javascript:open('a.doc')"), is_attachment("{{file}}.pdf")
    (False, False, False)
    """
    if not href or len(href) > 2000 or href[:11].lower() == "javascript:" or "{{" in href:
        return False
    return bool(_SUFFIX.search(href) or _SERVLET.search(href) or "attachment" in classes)


def _name(node: LexborNode, attributes: dict[str, str | None], href: str) -> str:
    """The file's name: the link text unless it only says 下载, then alt or title, then the address."""
    text = clean(node.text_lexbor()) if node.tag == "a" else ""
    given = [clean(attributes.get(key) or "") for key in ("alt", "title", "download", "textvalue")]
    named = [name for name in given if _HAS_SUFFIX.search(name)] or [name for name in given if name]
    if text and not _GENERIC.match(text):
        return text
    if named:
        return named[0]
    return text or unquote(re.split(r"[?#]", href)[0].rsplit("/", 1)[-1])
