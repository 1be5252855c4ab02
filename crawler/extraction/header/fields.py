"""From label/value pairs to the fields of `Metadata`: which label wins, which value is one.

A value is taken only where it can be what the label says; everything else stays in the header list alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from crawler.extraction.dates.absolute import parse_date
from crawler.extraction.forms.header_labels import ACCOUNTS, META_FIELDS, ORGANISATION_ENDS
from crawler.extraction.header.lines import Pair
from crawler.extraction.header.words import BLANK, COLON, HAN, LABEL, as_label, is_placeholder, tidy
from crawler.extraction.page import Issue
from crawler.items import Metadata

_DATE_HEAD = re.compile(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?"
    rf"(?:\s{{1,4}}\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?=[\s(（\[【|]|{LABEL.pattern})"
)
_FIRST_YEAR = "1995"
"""No office published on the web before: 1970 is an empty field's date."""
_LIKE_DATE = re.compile(r"\d|[一二三四五六七八九十〇○零].*[年月日]")
_HAN_ONE = re.compile(f"[{HAN}]")
_LABEL_INSIDE = re.compile(f"[{HAN}]{BLANK}{{0,4}}{COLON}(?!//)")
_KNOWN_INSIDE = re.compile(f"(?:{LABEL.pattern}){BLANK}{{0,4}}{COLON}")
_ADDRESS = re.compile(r"https?://|www\.", re.I)
_SERIAL = re.compile(r"\d|[一二三四五六七八九十百〇○零]")
_NO_SERIAL = re.compile(r"[〔\[（(【]\s*\d{2,4}年?\s*[〕\]）)】]\s*第?\s*号$")
_VIEWS = re.compile(r"[\[(（【]?\s{0,3}(\d{1,3}(?:[,，]\d{3})+|\d{1,9})\s{0,3}(?:人?次|人)?\s{0,3}[\])）】]?")
_KEYWORD_GAP = re.compile(r"[;；,，、|\s\u200b\ufeff]+")
_SHORT = 80
_SHORT_LABEL = 2
"""Words so short are part of index numbers, too."""

CLOSED = {
    "validity": re.compile(r"(?:现行|继续|全文|部分)?(?:有效|失效|废止)|已(?:失效|废止)"),
    "disclosure_method": re.compile(r"(?:主动|依申请|不予)公开"),
    "disclosure_scope": re.compile(r"(?:面?向)?(?:全?社会|公众|公民)(?:公开)?|全部公开"),
}
"""The usual values of fields that have few."""


class Reading(NamedTuple):
    """A value as a field takes it, and what was printed for it."""

    value: str
    raw: str


def fill_metadata(pairs: Sequence[Pair], meta: Mapping[str, str]) -> tuple[Metadata, tuple[Issue, ...]]:
    """The metadata that the visible pairs state, completed from the meta tags, and what was doubtful.

    >>> printed = (("文号", "—"), ("来源", "县政府办"))
    >>> pairs = [Pair(label, text, text, as_label(label)) for label, text in printed]
    >>> metadata, _ = fill_metadata(pairs, {"PubDate": "2017-03-26 15:18"})
    >>> metadata.document_number, metadata.source, metadata.published_date
    (None, '县政府办', '2017-03-26T15:18')
    """
    metadata = Metadata(header=[[pair.label, pair.value] for pair in pairs])
    issues = [
        Issue("unknown_label", "info", {"label": pair.label, "where": "header"}) for pair in pairs if not pair.known
    ]
    by_field: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.known and pair.known.field and not is_placeholder(pair.text) and not as_label(pair.text):
            by_field.setdefault(pair.known.field, []).append(pair)
    numbers = {tidy(pair.text) for pair in by_field.get("index_number", ())}
    if len(numbers) > 2:
        issues.append(Issue("header_conflict", "warning", {"field": "index_number", "values": sorted(numbers)[:5]}))
        by_field.clear()
    for field, candidates in by_field.items():
        candidates.sort(key=lambda pair: pair.known.trust if pair.known else 0)
        issues += _fill(metadata, field, candidates)
    issues += _fill_from_meta(metadata, meta)
    return metadata, tuple(issues)


def reads_as(pair: Pair) -> bool:
    """Whether the value can be one of the label; a label without a field takes any short text."""
    if is_placeholder(pair.text) or as_label(pair.text):
        return False
    field = pair.known.field if pair.known else None
    return _READERS.get(field or "", _short_text)(pair) is not None


def fits_in_place(pairs: Sequence[Pair]) -> bool:
    """Whether values printed in the order of their labels, blank ones among them, stand in their places: each can be
    one of its label, and the last one is not blank, so that none is missing at the end."""
    return bool(pairs[-1].text) and all(reads_as(pair) for pair in pairs if not is_placeholder(pair.text))


def _fill(metadata: Metadata, field: str, candidates: list[Pair]) -> list[Issue]:
    issues: list[Issue] = []
    readings: list[tuple[Pair, Reading]] = []
    for pair in candidates:
        reading = _READERS.get(field, _short_text)(pair)
        if reading:
            readings.append((pair, reading))
        elif field.endswith("_date") and _LIKE_DATE.search(pair.text):
            issues.append(Issue("unreadable_date", "warning", {"field": field, "raw": pair.value}))
            if getattr(metadata, f"{field}_raw") is None and not _LABEL_INSIDE.search(pair.text):
                setattr(metadata, f"{field}_raw", pair.value)
    if not readings:
        return issues
    first, reading = readings[0]
    rivals = {
        other.value
        for pair, other in readings
        if pair.known and first.known and pair.known.trust == first.known.trust and not _agree(other, reading)
    }
    if rivals and field not in ("views", "abstract", "keywords"):
        detail = {"field": field, "values": [reading.value, *sorted(rivals)][:5]}
        issues.append(Issue("header_conflict", "warning", detail))
        if field == "index_number":
            return issues
    if field == "views":
        metadata.views = int(reading.value)
    elif field == "keywords":
        metadata.keywords = [word for word in _KEYWORD_GAP.split(reading.value) if not is_placeholder(word)]
    else:
        setattr(metadata, field, reading.value)
        if field.endswith("_date"):
            setattr(metadata, f"{field}_raw", reading.raw)
    return issues


def _agree(one: Reading, other: Reading) -> bool:
    """Whether two values say the same, one perhaps more precisely (day and minute)."""
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _fill_from_meta(metadata: Metadata, meta: Mapping[str, str]) -> list[Issue]:
    """Meta tags fill what the visible header leaves open; a source that is the title is none."""
    issues: list[Issue] = []
    tags = {name.lower(): tidy(value) for name, value in meta.items()}
    for tag, field in META_FIELDS.items():
        text = tags.get(tag, "")
        if getattr(metadata, field) is not None or is_placeholder(text):
            continue
        pair = Pair(tag, text, text, None)
        reading = _READERS.get(field, _short_text)(pair)
        if reading is None and field == "published_date" and metadata.published_date_raw is None:
            metadata.published_date_raw = text
            issues.append(Issue("unreadable_date", "warning", {"field": field, "raw": text}))
        if reading is None or (field == "source" and text in (tags.get("articletitle"), metadata.title)):
            continue
        setattr(metadata, field, reading.value)
        if field == "published_date":
            metadata.published_date_raw = reading.raw
    return issues


def _date(pair: Pair) -> Reading | None:
    """A date, without what follows behind a blank or a label's name; a damaged one gives none."""
    value = parse_date(pair.text)
    if value:
        return Reading(value, pair.value) if value >= _FIRST_YEAR else None
    head = _DATE_HEAD.match(pair.text)
    value = parse_date(head[0]) if head else None
    if value is None or head is None or value < _FIRST_YEAR:
        return None
    return Reading(value, head[0] if pair.value.startswith(head[0]) else pair.value)


def _index_number(pair: Pair) -> Reading | None:
    """Opaque; ends at the first blank if Chinese text follows that no label announces."""
    words = tidy(pair.text).split(" ")
    value = words[0] if _SERIAL.search(words[0]) and _HAN_ONE.search(" ".join(words[1:])) else " ".join(words)
    swallowed = any(len(label[0]) > _SHORT_LABEL for label in LABEL.finditer(value))
    bare = swallowed or not re.search(r"[0-9A-Za-z]", value) or re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", value)
    return None if bare or len(value) > _SHORT or _LABEL_INSIDE.search(value) else Reading(value, pair.value)


def _office(pair: Pair) -> Reading | None:
    """A name, not a date, a number, an address, nor one that a glued label may have taken a part of."""
    reading = _short_text(replace(pair, shared=False))
    if reading is None or _ADDRESS.search(reading.value) or not re.search(f"[{HAN}A-Za-z]", reading.value):
        return None
    if reading.value.lower() in ACCOUNTS or any(usual.fullmatch(reading.value) for usual in CLOSED.values()):
        return None
    if parse_date(reading.value) or (pair.cut and reading.value[-1] not in ORGANISATION_ENDS):
        return None
    return reading


def _document_number(pair: Pair) -> Reading | None:
    """A number with a serial; `〔2017〕号` is what a template leaves of one that was not given."""
    reading = _short_text(pair)
    if reading is None or not _SERIAL.search(reading.value) or _NO_SERIAL.search(reading.value):
        return None
    return reading


def _views(pair: Pair) -> Reading | None:
    found = _VIEWS.fullmatch(pair.text.strip())
    return Reading(re.sub("[,，]", "", found[1]), pair.value) if found else None


def _free_text(pair: Pair) -> Reading | None:
    value = tidy(pair.text)
    torn = pair.shared and value and _HAN_ONE.match(value[-1])
    swallowed = not pair.whole and _KNOWN_INSIDE.search(value)
    return None if not value or torn or swallowed else Reading(value, pair.value)


def _short_text(pair: Pair) -> Reading | None:
    """A word or two; not where the next label may have taken its end (`主动` before 公开日期)."""
    value = tidy(pair.text)
    if not value or len(value) > _SHORT or _LABEL_INSIDE.search(value):
        return None
    closed = CLOSED.get(pair.known.field or "") if pair.known else None
    if pair.shared and _HAN_ONE.match(value[-1]) and not (closed and closed.fullmatch(value)):
        return None
    return Reading(value, pair.value)


_READERS: dict[str, Callable[[Pair], Reading | None]] = {
    "generated_date": _date,
    "published_date": _date,
    "index_number": _index_number,
    "publisher": _office,
    "source": _office,
    "document_number": _document_number,
    "views": _views,
    "title": _free_text,
    "abstract": _free_text,
    "keywords": _free_text,
}
