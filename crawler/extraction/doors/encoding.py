"""The charset ladder: bytes become text by what they are, not by what the page or the server claims.

BOM, strict UTF-8, strict GB18030 with plausibility, Big5-HKSCS, the declared charset, a statistical detector.
Old portals declare gb2312 over UTF-8, over GB18030 and over Big5, and Tomcat's default header says ISO-8859-1
to all: the declaration is the last witness but one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from crawler.extraction.doors.plausibility import common_share, has_han, has_markers, is_binary, looks_chinese
from crawler.extraction.page import Issue, UnreadablePage

MAX_BAD_BYTES = 3
"""So many undecodable bytes are damage of a page (a character cut in two), more are another charset."""
SNIFFED_BYTES = 4096
"""Where a page may declare its charset."""
DETECTED_BYTES = 65536
"""What the statistical detector is shown."""

_MIN_SHARE = 0.02
_SURE_SHARE = 0.15

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FILE_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, Office or OFD"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"GIF8", "GIF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.S)
_META = re.compile(rb"<meta\s[^<>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
_PAGE_CHARSET = re.compile(
    r"(?:iso-?8859-|iso-2022-|windows-|cp|koi8-|euc-|shift_jis|big5|gb|hz|utf-?(?:8|16|32)|us-ascii|latin)[\w-]{0,16}$"
)
"""Charsets that pages are written in; Python's other codecs (`unicode_escape`, `punycode` …) no page may name."""
_FAMILIES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb2312-80": "gb18030",
    "euc-cn": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "gb18030": "gb18030",
    "utf8": "utf-8",
    "utf_8": "utf-8",
    "utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "big5": "big5hkscs",
    "big-5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text.

    `declared` is the label that the server or else the page claims, in lower case (`None`: no claim), `used`
    the charset that the bytes are in. `issues` holds `charset_conflict` where the two disagree and `mojibake`
    where bytes were lost or the text is not plausible.
    """

    text: str
    declared: str | None
    used: str
    issues: tuple[Issue, ...] = ()


def decode(body: bytes, *, declared: str | None = None) -> Decoded:
    """Decode a page; `declared` is the charset of the Content-Type header where there is one.

    Raises `UnreadablePage`: `empty`, `unsupported_type` (a PDF, an archive, an image …) or `undecodable`.

    >>> decoded = decode("信息公开年度报告".encode("gb18030"), declared="utf-8")
    >>> decoded.text, decoded.used, [issue.code for issue in decoded.issues]
    ('信息公开年度报告', 'gb18030', ['charset_conflict'])
    """
    if not body or body.isspace():
        raise UnreadablePage("empty", "the page has no bytes but blanks")
    for magic, kind in _FILE_MAGIC:
        if body.startswith(magic):
            raise UnreadablePage("unsupported_type", f"the bytes are a file of type {kind}, not a page")
    header, page = _label(declared), sniff_declared(body)
    text, used, bad = _climb(body, header or page)
    issues = []
    claims = [claim for claim in (header, page) if claim is not None]
    if used != "ascii" and any(_family(claim) not in (None, used) for claim in claims):
        issues.append(Issue("charset_conflict", "info", {"header": header, "page": page, "used": used}))
    if bad:
        issues.append(Issue("mojibake", "info" if bad <= MAX_BAD_BYTES else "warning", {"undecodable": bad}))
    elif not (has_markers(text) and "\ufffd" not in text) and not looks_chinese(text):
        issues.append(Issue("mojibake", "warning", {"undecodable": text.count("\ufffd")}))
    return Decoded(text, header or page, "utf-8" if used == "ascii" else used, tuple(issues))


def sniff_declared(body: bytes) -> str | None:
    """The charset that the page itself declares in its first 4 KB, in lower case.

    >>> sniff_declared(b'<meta http-equiv="Content-Type" content="text/html; charset=GB2312">')
    'gb2312'
    """
    head = body[:SNIFFED_BYTES]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    found = _META.search(head) or _XML.search(head)
    return _label(found[1].decode("ascii", "replace")) if found else None


def _climb(body: bytes, declared: str | None) -> tuple[str, str, int]:
    """Text, charset and number of undecodable bytes by the first rung that holds."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            text, _ = _lenient(body[len(bom) :], charset)
            return text, charset, text.count("\ufffd")
    if body.isascii() and b"\x00" not in body:
        return body.decode("ascii"), "ascii", 0
    if wide := _wide_charset(body):
        return (*_lenient(body, wide), 0)
    if is_binary(body):
        raise UnreadablePage("undecodable", "the bytes are not text")
    for charset in ("utf-8", "gb18030"):
        try:
            text = body.decode(charset)
        except UnicodeDecodeError:
            continue
        if has_markers(text):
            return text, charset, 0
    readings = []
    for charset in ("utf-8", "gb18030", "big5hkscs"):
        text = body.decode(charset, "replace")
        bad = text.count("\ufffd")
        share = common_share(text)
        if bad <= MAX_BAD_BYTES and (share >= _SURE_SHARE or (not bad and charset == "utf-8" and has_han(text))):
            return text, charset, bad
        readings.append((share, -bad, charset, text))
    return _likeliest(readings) or _last_rungs(body, declared)


def _likeliest(readings: list[tuple[float, int, str, str]]) -> tuple[str, str, int] | None:
    """Of (share of common characters, minus bad bytes, charset, text) the best, where one is plausible.

    Big5 is nearly always valid GB18030 and a few words of GBK are valid UTF-8 by chance: the share decides. A
    page with a fragment in another charset is read by that of its larger part.
    """
    clean = [reading for reading in readings if -reading[1] <= MAX_BAD_BYTES and reading[0] >= _MIN_SHARE]
    if not clean:
        clean = [r for r in readings if r[0] >= _SURE_SHARE and -r[1] * 10 <= len(r[3])]
    if not clean:
        clean = [reading for reading in readings[:1] if not reading[1]]
    if not clean:
        return None
    _, bad, charset, text = max(clean)
    return text, charset, -bad


def _last_rungs(body: bytes, declared: str | None) -> tuple[str, str, int]:
    """The declared charset, then what the detector finds."""
    if declared is not None and _PAGE_CHARSET.match(declared):
        try:
            return body.decode(declared), _family(declared) or declared, 0
        except (UnicodeError, LookupError):
            pass
    best = charset_normalizer.from_bytes(body[:DETECTED_BYTES]).best()
    if best is None:
        raise UnreadablePage("undecodable", "no charset gives text")
    text, used = _lenient(body, best.encoding)
    return text, used.replace("_", "-"), 0


def _lenient(body: bytes, charset: str) -> tuple[str, str]:
    return body.decode(charset, "replace"), charset


def _wide_charset(body: bytes) -> str | None:
    """UTF-16 without a BOM: every markup character has a zero byte beside it."""
    head = body[:64].lstrip()
    if head[:1] == b"<" and head[1:2] == b"\x00":
        return "utf-16-le"
    return "utf-16-be" if head[:2] == b"\x00<" else None


def _label(declared: str | None) -> str | None:
    return declared.strip(" \t\r\n\"'").lower() or None if declared else None


def _family(label: str) -> str | None:
    """The charset that a label stands for; `None` for a label that says nothing."""
    if label in _FAMILIES:
        return _FAMILIES[label]
    try:
        return codecs.lookup(label).name if _PAGE_CHARSET.match(label) else None
    except LookupError:
        return None
