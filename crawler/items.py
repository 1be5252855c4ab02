"""The report as typed dataclasses: DATA_FORMAT.md in code, a docstring under every field.

Field names are the data contract's and never change: users' queries depend on them. Absent is `None` (or an empty
list), never a guess and never an empty string.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Literal

SCHEMA_VERSION = 1

Kind = Literal[
    "preamble",
    "overview",
    "proactive_disclosure",
    "applications",
    "fees",
    "review_and_litigation",
    "problems_and_improvements",
    "proposals",
    "other",
]
Form = Literal["narrative", "statistics_table", "form_2019", "form_2021"]
OfficialForm = Literal["form_2019", "form_2021"]
Level = Literal["state", "province", "city", "county", "township", "department"]
Severity = Literal["info", "warning", "error"]
Number = int | float
Row = dict[str, Number | str | None]
"""Column key -> printed number, `None` where blank; `amount_unit` is the one string."""


@dataclass(slots=True)
class Period:
    """统计期限 as stated."""

    start: str | None = None
    """First day, ISO date, e.g. `2016-01-01`."""
    end: str | None = None
    """Last day, ISO date, e.g. `2016-12-31`."""


@dataclass(slots=True)
class Forms:
    """Which official form each table follows, decided from its labels, never from the year."""

    proactive_disclosure: OfficialForm | None = None
    """The disclosure table (第二十条 …), `form_2019` or `form_2021`."""
    applications: OfficialForm | None = None
    """The applications table (勾稽关系), `form_2019` or `form_2021`."""


@dataclass(slots=True)
class Region:
    """行政区划 valid in the report year."""

    code: str
    """6 digits from province to county, 9 for a township, e.g. `441900112`."""
    current_code: str | None
    """The code that the place has now (renamed and merged places are joined by it)."""
    name: str
    """Name in the report year, e.g. `樟木头镇`."""
    path: list[str]
    """Names from the province down to the place itself, e.g. `["广东省", "东莞市", "樟木头镇"]`."""


@dataclass(slots=True)
class Agency:
    """Who reports (编制机关); may differ from `metadata.publisher` and `metadata.source`."""

    name: str | None = None
    """The longest form printed in title, preamble or cover, e.g. `樟木头镇人民政府`."""
    level: Level | None = None
    """state, province, city, county, township or department."""
    region: Region | None = None
    """Where; `None` rather than a guess."""
    confidence: float = 0.0
    """0..1."""
    evidence: list[str] = field(default_factory=list)
    """What the name and region rest on, e.g. `title`, `normalised:樟木头镇政府`."""
    candidates: list[dict[str, Any]] = field(default_factory=list)
    """Regions or agencies that are possible when ambiguous: `{"name", "code", "path", "score", "evidence"}`."""


@dataclass(slots=True)
class Metadata:
    """The header block, one field a label family; values as read, raw dates beside."""

    index_number: str | None = None
    """索引号, e.g. `A25010-7481-1397-0846-6018-8139`."""
    publisher: str | None = None
    """发布机构, 发布单位, 发文机关 …; never 来源."""
    source: str | None = None
    """来源, 信息来源, 文章来源."""
    document_number: str | None = None
    """文号, e.g. `坛政办发〔2017〕18号`; 无文号 is `None`."""
    generated_date: str | None = None
    """生成/成文/产生/发文日期, ISO with the printed precision, e.g. `2017-02-27T15:06`."""
    generated_date_raw: str | None = None
    """The same as printed."""
    published_date: str | None = None
    """发布/公开日期, 发布时间, ISO with the printed precision."""
    published_date_raw: str | None = None
    """The same as printed."""
    subject_category: str | None = None
    """主题分类 (also 分类, 信息分类, 主题导航, 公开类别)."""
    genre_category: str | None = None
    """体裁分类."""
    catalogue_category: str | None = None
    """组配分类."""
    disclosure_scope: str | None = None
    """公开范围, e.g. `面向全社会`."""
    disclosure_method: str | None = None
    """公开方式, e.g. `主动公开`."""
    title: str | None = None
    """名称, 标题 of the header block."""
    validity: str | None = None
    """有效性, 时效, 时效状态, 效力状况, e.g. `有效`."""
    keywords: list[str] = field(default_factory=list)
    """主题词, 关键词."""
    abstract: str | None = None
    """内容概述."""
    views: int | None = None
    """浏览量, 点击数."""
    header: list[list[str]] = field(default_factory=list)
    """Every label/value pair as printed, in order, known or not: `[["索引号", "A25010-…"], …]`."""


@dataclass(slots=True)
class Contact:
    """Where to ask about the report, as the preamble prints it."""

    address: str | None = None
    """地址."""
    postcode: str | None = None
    """邮编, six digits."""
    phone: str | None = None
    """电话 as printed, e.g. `0769—87711001`."""
    email: str | None = None
    """电子邮箱."""


@dataclass(slots=True)
class Section:
    """A headed part of the body; its text is its own, without its children's and without lifted tables."""

    number: str | None
    """As printed without 、 and blanks, ASCII brackets: `一`, `(一)`; `None` for the preamble."""
    level: int
    """1 or 2; deeper items stay in the text."""
    heading: str | None
    """Blanks between Han removed, cut at the first 。 or ：."""
    kind: Kind
    """The canonical class; children inherit unless their own heading says otherwise."""
    parent: int | None
    """Index of the level-1 section that holds it."""
    text: str = ""
    """Its paragraphs, joined by line breaks."""


@dataclass(slots=True)
class StatisticsRow:
    """A row of the 政府信息公开情况统计表 (2008-2018) as printed."""

    label: str
    """As printed, ordinals included, e.g. `其中：1、政府网站公开数`."""
    key: str | None
    """Indicator name where the meaning is the same."""
    unit: str | None
    """计量单位, e.g. `条`."""
    value: Number | None
    """The year's column."""
    cumulative: Number | None = None
    """历年累计 where printed."""


@dataclass(slots=True)
class Statistics:
    """The official tables; a table that the page does not have is `None`, a row that it lacks is absent."""

    proactive_disclosure: dict[str, Row] | None = None
    """Row -> column -> number, see DATA_FORMAT.md for the keys of each form."""
    applications: dict[str, Row] | None = None
    """Row -> applicant column -> number."""
    review_and_litigation: dict[str, Row] | None = None
    """Group -> outcome -> number."""
    statistics_table: list[StatisticsRow] | None = None
    """统计表 row by row."""
    raw: dict[str, Any] = field(default_factory=dict)
    """Whatever was printed and is not a plain non-negative integer, at the same place."""


@dataclass(slots=True)
class Indicator:
    """A figure that the prose states, with its quotation."""

    name: str
    """E.g. `proactive_total`; the list is in DATA_FORMAT.md."""
    value: Number
    """The stated number; 3.7万 is 37000."""
    unit: str | None
    """As printed: 条, 件, 宗, 元, % …"""
    status: Literal["reported", "zero", "approximate", "cumulative"]
    """`zero` where the text denies or says zero."""
    section: int
    """Index of the deepest section that holds the quotation."""
    quote: str
    """A substring of that section's text."""
    scope: Literal["own", "area"] | None = None
    """`own` (区本级, this office) or `area` (全区)."""
    category: str | None = None
    """For `proactive_by_category`: the category as printed."""


@dataclass(slots=True)
class Attachment:
    """A file that the page links."""

    url: str
    """Resolved address."""
    name: str | None = None
    """Link text or file name."""
    media_type: str | None = None
    """By magic bytes, e.g. `application/pdf`."""
    sha256: str | None = None
    """Of the stored bytes."""
    status: Literal["read", "stored", "unsupported", "failed"] | None = None
    """`None` as long as nobody fetched it."""


@dataclass(slots=True)
class Check:
    """One identity of the official tables or of the prose, tried on this report."""

    rule: str
    """E.g. `applications.balance.natural_person`, `text.applications_received`."""
    identity: str
    """I1–I4, S1–S7."""
    status: Literal["pass", "fail", "uncertain", "not_assessable"]
    """See DATA_FORMAT.md."""
    ok: bool | None
    """`None` unless pass or fail."""
    severity: Literal["error", "warning"]
    """What a failure means."""
    expected: Number | None = None
    """The computed side."""
    actual: Number | None = None
    """The printed side."""
    note: str | None = None
    """E.g. `blank_as_zero`."""


@dataclass(slots=True)
class ReportIssue:
    """Something that a reader of the figures must know."""

    code: str
    """E.g. `missing_number`, `spam_phrase`; the list is in DATA_FORMAT.md."""
    severity: Severity
    """info, warning or error."""
    detail: dict[str, Any] = field(default_factory=dict)
    """Plain values: where and what."""


@dataclass(slots=True)
class Identity:
    """Hashes that tell the same from the changed."""

    page_sha256: str
    """Of the bytes as fetched."""
    text_sha256: str
    """Of the NFKC body text with table cells, blanks removed, without header, counters and page chrome."""
    sketch: str
    """MinHash of character 5-shingles, hexadecimal; compares near-duplicates."""


@dataclass(slots=True)
class Source:
    """Where and when the report was seen."""

    url: str
    """Canonical address; `file:` and the relative path for a saved page."""
    host: str | None
    """`None` for a saved page."""
    spider: str
    """Which spider brought it."""
    run_id: str
    """The run that saw it last."""
    first_seen_at: datetime | None = None
    """UTC."""
    last_seen_at: datetime | None = None
    """UTC."""
    fetched_at: datetime | None = None
    """UTC; `None` for a saved page."""
    rendition: str = "html"
    """html, text, pdf, word, excel, image or infographic."""
    gone_at: datetime | None = None
    """UTC; set when the page has been gone in two runs at least a week apart."""
    content_type: str | None = None
    """Content-Type header."""
    charset_declared: str | None = None
    """What the page or the server says."""
    charset_used: str | None = None
    """What the bytes are."""
    etag: str | None = None
    """Validator for conditional requests."""
    last_modified: str | None = None
    """Validator for conditional requests."""
    archive: dict[str, Any] | None = None
    """`{"file", "offset"}` of the WARC record."""
    page_sha256: str | None = None
    """Of the bytes that this source served; the key of a saved page's source."""
    text_sha256: str | None = None
    """`identity.text_sha256` of what this source said last; a re-post may always have differed."""
    content_sha256: str | None = None
    """Of all that was read from this source last, counters left out; while it stays, nothing changed."""


@dataclass(slots=True)
class AnnualReport:
    """One report of one agency on one year: the MongoDB document of the collection `reports`."""

    id: str | None = None
    """`_id`: region code, else host, else `-` : agency, else `~` + text hash : year, else `-`."""
    schema_version: int = SCHEMA_VERSION
    """Of this shape."""
    title: str | None = None
    """E.g. `2016年樟木头镇政府信息公开工作年度报告`; `None` where the page has none and none can be composed."""
    title_source: Literal["heading", "meta", "header", "body", "composed"] | None = None
    """Which witness gave the title."""
    report_year: int | None = None
    """The year reported on, never taken from the publication date."""
    period: Period = field(default_factory=Period)
    """统计期限 as stated."""
    regulation: Literal["2008", "2019"] | None = None
    """Which 政府信息公开条例 governs."""
    form: Form = "narrative"
    """From the labels found, never from the year."""
    forms: Forms = field(default_factory=Forms)
    """Form of each table."""
    agency: Agency = field(default_factory=Agency)
    """Who reports."""
    metadata: Metadata = field(default_factory=Metadata)
    """The header block."""
    contact: Contact = field(default_factory=Contact)
    """Where to ask."""
    sections: list[Section] = field(default_factory=list)
    """In document order; text before the first heading is section 0 of kind preamble."""
    statistics: Statistics = field(default_factory=Statistics)
    """The official tables."""
    indicators: list[Indicator] = field(default_factory=list)
    """Figures of the narrative."""
    attachments: list[Attachment] = field(default_factory=list)
    """Files that the page links."""
    checks: list[Check] = field(default_factory=list)
    """Identities tried."""
    issues: list[ReportIssue] = field(default_factory=list)
    """What a reader of the figures must know."""
    quality: float = 0.0
    """0..1, formula in DATA_FORMAT.md."""
    text: str = ""
    """Body text, restored where the page was obfuscated."""
    text_as_published: str | None = None
    """The untouched text where `text` is restored."""
    identity: Identity | None = None
    """Hashes."""
    sources: list[Source] = field(default_factory=list)
    """Every place where it was seen."""
    mirrors: list[dict[str, Any]] = field(default_factory=list)
    """Sources judged to be copies, with the reason."""
    revision: int = 1
    """Counts up when the content changes."""
    extractor_version: str | None = None
    """Version of the rules that read it."""
    first_seen_run: str | None = None
    """The run that stored it first."""
    first_seen_at: datetime | None = None
    """UTC."""
    last_seen_at: datetime | None = None
    """UTC."""
    changed_at: datetime | None = None
    """UTC; when the current revision was stored."""
    changed_run: str | None = None
    """The run that stored the current revision."""


@dataclass(slots=True)
class Reject:
    """A page that was fetched and is not stored as a report: nothing vanishes silently."""

    url: str
    """Canonical address; `file:` and the relative path for a saved page."""
    reason: str
    """Code of the contract: empty, unreadable, notice, list_page …"""
    detail: dict[str, Any] = field(default_factory=dict)
    """Plain values that tell why, e.g. `{"title": "…"}`."""
    page_sha256: str | None = None
    """Of the bytes as fetched; `None` where there were none."""
    spider: str = ""
    """Which spider brought it."""
    run_id: str = ""
    """The run that saw it."""


_LEAVES = frozenset({str, int, float, bool, type(None), datetime})


def as_document(value: Any) -> Any:
    """The plain document of an item: dictionaries and lists all the way down, `id` under `_id`.

    >>> as_document(Section("一", 1, "概述", "overview", None, "我镇…"))["heading"]
    '概述'
    >>> list(as_document(AnnualReport(id="441900112:樟木头镇人民政府:2016")))[:2]
    ['_id', 'schema_version']
    """
    kind = type(value)
    if kind in _LEAVES:
        return value
    if kind is list or kind is tuple:
        return [member if type(member) in _LEAVES else as_document(member) for member in value]
    if kind is dict or isinstance(value, Mapping):
        document = dict(value)
    elif is_dataclass(kind):
        document = fields_of(value)
    else:
        return value
    for key, member in document.items():  # most are leaves, and a call for each would cost more than all else
        if type(member) not in _LEAVES:
            document[key] = as_document(member)
    return document


def fields_of(item: Any) -> dict[str, Any]:
    """The fields of one item by their document keys, the items inside as they are.

    >>> fields_of(Period("2016-01-01", "2016-12-31"))
    {'start': '2016-01-01', 'end': '2016-12-31'}
    """
    kind: type = type(item)
    keys, values_of = _shape(kind)
    return dict(zip(keys, values_of(item), strict=True))


@cache
def _shape(item: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The document keys of an item class (of two fields at least) and what gets all its values at once."""
    names = [f.name for f in fields(item)]
    return tuple("_id" if name == "id" else name for name in names), attrgetter(*names)


def as_json(value: Any) -> Any:
    """The same with instants of our own as ISO strings ending in `Z`: a JSON Lines record.

    >>> from datetime import UTC
    >>> as_json({"last_seen_at": datetime(2026, 11, 1, 8, 30, tzinfo=UTC)})
    {'last_seen_at': '2026-11-01T08:30:00Z'}
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="milliseconds").removesuffix(".000") + "Z"
    if is_dataclass(value):
        return as_json(as_document(value))
    if isinstance(value, Mapping):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(member) for member in value]
    return value
