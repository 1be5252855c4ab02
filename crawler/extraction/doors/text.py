"""The text door: a saved, flattened page (one printed line a text line) becomes a `Page`.

Saved text has no tags. What tells a table is its pipes, which text extractions put between cells, and the prescribed
labels of the official tables (`flat.lift_flat_tables`); every other line is a paragraph as printed. Of headings nothing
is decided here: a page glued into one line stays one paragraph, and the section reader splits it.
"""

from __future__ import annotations

import re

from crawler.extraction.doors.encoding import decode
from crawler.extraction.doors.text_tables import lift_pipe_tables
from crawler.extraction.doors.text_titles import body_titles
from crawler.extraction.page import Issue, Page, Paragraph, UnreadablePage
from crawler.extraction.tables.flat import MAX_CHARACTERS, lift_flat_tables

MAX_SIZE = 16 * 1024 * 1024
"""Largest saved text that is read, in bytes or characters. The longest real report is below 1 MB; the bound keeps
hostile files cheap."""

_COMMENT = re.compile(r"<!--\[(?:if|endif)[^\]\n]{0,80}\]-->|<!\[(?:if|endif)[^\]\n]{0,80}\]>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_ODD = re.compile(
    "[\t\x0b\x0c\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202e\u202f\u205f\u2060\u3000\ufeff\x00-\x08]"
)
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\x00\x01\x02\x03\x04\x05\x06\x07\x08\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff",
    )
)
_MARKDOWN_HEADING = re.compile(
    r"^[ \u3000]{0,3}#{1,6}(?:[ \u3000]+|(?=[*（(《一-鿿〇]))(.*?)[ \u3000]{0,8}#{0,8}$", re.M
)
_MARKDOWN_BOLD = re.compile(r"^([ \u3000]{0,8})(\*\*|__)(?=\S)([^*\n]{1,200}?)(?<=\S)\2", re.M)
_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_BLANKS = dict.fromkeys(
    map(ord, "\t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"),
    " ",
)
_PLAIN = {**_INVISIBLE, **_BREAKS, **_BLANKS}


def read_text(body: bytes | str, *, url: str | None = None, content_type: str | None = None) -> Page:
    """Read a flattened page; `content_type` is the Content-Type header where there was one.

    Raises `UnreadablePage`: `empty` where nothing is printed, `too_large` above `MAX_SIZE`, `undecodable` and
    `unsupported_type` for bytes that are no text.

    >>> page = read_text("索引号: | A1-2020 |\\n青石镇2019年政府信息公开工作年度报告\\n一、总体情况\\n|\\n")
    >>> [type(block).__name__ for block in page.blocks], page.titles[0].text
    (['FlatTable', 'Paragraph', 'Paragraph'], '青石镇2019年政府信息公开工作年度报告')
    """
    if len(body) > MAX_SIZE:
        raise UnreadablePage("too_large", f"the text is longer than {MAX_SIZE} bytes")
    declared = used = None
    issues: tuple[Issue, ...] = ()
    if isinstance(body, bytes):
        found = _CHARSET.search(content_type or "")
        decoded = decode(body, declared=found[1] if found else None)
        body, declared, used, issues = decoded.text, decoded.declared, decoded.used, decoded.issues
    lines = printed_lines(body)
    if not any(line.strip("| ") for line in lines):
        raise UnreadablePage("empty", "the text prints nothing")
    breaks_off = body[-1] not in "\r\n|"
    blocks = lift_pipe_tables(lift_flat_tables([Paragraph(line) for line in lines], breaks_off=breaks_off))
    if sum(map(len, lines)) > MAX_CHARACTERS:
        issues = (*issues, Issue("too_large", "warning", {"characters": len(body), "tables": "not looked for"}))
    return Page(
        blocks,
        rendition="text",
        url=url,
        titles=body_titles(blocks),
        issues=issues,
        charset_declared=declared,
        charset_used=used,
    )


def printed_lines(text: str) -> list[str]:
    """The lines that print something, blanks of all kinds at their ends removed and inside made plain; marks of
    Markdown before a line are none of its words.

    >>> printed_lines("\\u3000\\u3000一、概\\u3000述\\r\\n\\xa0\\n<!--[if !supportLists]-->7、<!--[endif]-->公共监管")
    ['一、概 述', '7、公共监管']
    >>> printed_lines("# 2016年年报\\n## **一、概述**\\n**（一）数量**公开12条")
    ['2016年年报', '一、概述', '（一）数量公开12条']
    """
    if "#" in text:
        text = _MARKDOWN_HEADING.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = _MARKDOWN_BOLD.sub(r"\1\3", text)
    if "<!" in text:
        text = _COMMENT.sub("", text)
    if _ODD.search(text):
        text = text.translate(_PLAIN)
    return [line for raw in text.replace("\r", "\n").split("\n") if (line := raw.strip(" "))]
