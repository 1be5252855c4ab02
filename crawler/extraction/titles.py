"""Titles: what is left of one without the site's name, what it says, and whether it is the title of a report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.dates.years import title_years, with_arabic_years
from crawler.extraction.forms.title_patterns import (
    ALWAYS_REJECTED,
    ANNOUNCED,
    BLANK_FORM,
    CORE,
    EXPLAINER_MARK,
    NEWS,
    OF_SEVERAL,
    OTHER_REGIME,
    OTHER_SUBJECT,
    REJECTED,
    RENDITION,
    TAIL,
    WEAK,
)
from crawler.extraction.spam import leading_spam

LONGEST_TITLE = 120
"""A longer text is no title."""

_HAN = "〇㐀-䶿一-鿿"
_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b-\u200d\ufeff]+|<br\s*/?>", re.I)
_BLANK_IN_HAN = re.compile(
    rf"(?<=[{_HAN}，。、；：（）《》“”〔〕]) (?=\S)|(?<=\S) (?=[{_HAN}，。、；：（）《》“”〔〕])"
)
_SEGMENTS = re.compile(rf"\s*[_|｜]+\s*|\s+[-–—]+\s*|\s*>+\s*|\s*-{{2,}}\s*|(?<=[{_HAN})）])[-–](?=[{_HAN}])")
_LABEL = re.compile(r"^(?:标\s*题|名\s*称|信息名称|文件名称|题\s*名)\s*[:：]\s*")
_BULLET = re.compile(
    r"^[\s•·●■◆▪*>→】\]]+|^\d{1,2}[.、．]\s*(?=[^\d\s])|^(?:\[(?!20\d\d年?度?\])[^\]]{1,10}\]|【(?!20\d\d年?度?】)[^】]{1,10}】)\s*(?=\S)"
)
_SITE_BEFORE = re.compile(r"^\S{2,30}(?:门户网站|政府网站|政府网|政务网|信息网|公开网|公开平台)\s+(?=\S)")
_SITE_AFTER = re.compile(r"(?<=[报告结]) \S{2,30}(?:门户网站|网站|政府网|政务网|信息网|公开网|人民政府)$")
_SUFFIX = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|rtf|ofd|html?|shtml|jspx?|txt|zip|rar)$", re.I)
_DATE_AT_END = re.compile(
    r"(?<![-—–~至到\d])[\s\[(（]*(?<![-—–~至到])(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）]?$"
)
_QUOTED_WHOLE = re.compile(r"^《([^《》]*(?:《[^《》]*》[^《》]*)*)》$")
_BRACKETED = re.compile(r"\(([^()]{1,40})\)|\[([^\[\]]{1,40})\]|【([^【】]{1,40})】|〔([^〔〕]{1,40})〕")
_MARK = re.compile(rf"[(（\[【]\s*((?:{RENDITION})(?:[及和、+](?:{RENDITION}))*)\s*[)）\]】]\s*$", re.I)
_QUOTED = re.compile("《[^《》]*》")
_REPORT = re.compile(rf"(?P<before>[^。；;！!？?]*?)(?P<core>{CORE}){TAIL}")
_CORE = re.compile(CORE)
_WEAK = re.compile(WEAK)
_ANNOUNCED = re.compile(ANNOUNCED)
_ALWAYS = tuple((reason, re.compile("|".join(patterns))) for reason, patterns in ALWAYS_REJECTED)
_REASONS = tuple((reason, re.compile("|".join(patterns))) for reason, patterns in REJECTED)
_OTHER_REGIME = re.compile(OTHER_REGIME)
_OTHER_SUBJECT = re.compile(OTHER_SUBJECT)
_BLANK_FORM = re.compile(BLANK_FORM)
_NEWS = re.compile(NEWS)
_EXPLAINER_MARK = re.compile(EXPLAINER_MARK)
_OF_SEVERAL = re.compile(OF_SEVERAL)
_NO_ISSUER = re.compile(
    r"^(?:关于|有关|印发|公布|发布|公开|现将|报送|的|度|年|[我本全][省市区县州盟旗镇乡局委办中心机关部门单位]{1,3})+|(?:的|关于|报送|上报|年度?|度|工作|推进|开展|(?:党务|政务|校务|村务)公开[和及与、]?|20\d\d)+$"
)
_ORGANISATION = re.compile(
    r"(?:政府|办公室|办公厅|委员会|街道|办事处|[省市县区州盟旗镇乡厅局委办院处站所队署室社馆台]"
    r"|[残妇文侨科]联|工商联|中心|管委会|苏木|园区|开发区|公署|兵团|[协总学]会)$"
)
_WORKING_YEARS = re.compile(r"20\d\d(?:年?度?[-至—~到和与及、]20\d\d)?年?度?|本年度?|全年")


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What a title says."""

    title: str
    """The cleaned title."""
    issuer: str | None = None
    """Who reports, as printed; `None` where the title does not say."""
    year: int | None = None
    """The year reported on; `None` where none is printed, or a span of years."""
    years: tuple[int, ...] = ()
    """Every year printed in the title, in order."""
    rendition: str | None = None
    """A bracketed mark such as 图片版: one rendition among several of the same report."""
    is_report: bool = False
    """Whether it has the full shape of a report's title and nothing that speaks against it."""
    is_weak: bool = False
    """Whether it may be one (年报, 年度报告): column and body decide."""
    is_cover: bool = False
    """Whether it announces a report that may stand under it (关于公布…年度报告的公告)."""
    reason: str | None = None
    """Why it is not a report's title: a reason code of the data contract."""


@lru_cache(maxsize=2048)
def clean_title(text: str) -> str | None:
    """The title alone: without site name, label, bullet, file suffix, glued date, rendition mark, and blanks in Han.

    >>> clean_title("青石镇2016年政府信息公开年度报告_政府信息公开年报_青石镇人民政府网")
    '青石镇2016年政府信息公开年度报告'
    >>> clean_title("2017年 青石县 民政局政府信息公开工作年度报告(图片版) 2018-02-22")
    '2017年青石县民政局政府信息公开工作年度报告'
    >>> clean_title("《青石县2020年政府信息公开工作年度报告》.pdf"), clean_title(" - ")
    ('青石县2020年政府信息公开工作年度报告', None)
    """
    title = _BLANKS.sub(" ", text[: 4 * LONGEST_TITLE]).strip()
    title = _LABEL.sub("", _BULLET.sub("", title))
    title = _SITE_AFTER.sub("", _SITE_BEFORE.sub("", _best_segment(title)))
    title = _DATE_AT_END.sub("", title).strip()
    title = _SUFFIX.sub("", title)
    title = _MARK.sub("", title)
    title = _BLANK_IN_HAN.sub("", title).strip()
    whole = _QUOTED_WHOLE.match(title)
    if whole:
        title = whole[1]
    spam = leading_spam(title)
    if spam and spam != title:
        title = title[len(spam) :].lstrip(" ,，:：-_|")
    if not 2 <= len(title) <= LONGEST_TITLE or not re.search(f"[{_HAN}]", title):
        return None
    return title


def match_form(title: str) -> str:
    """The title as the patterns see it: no blanks, half-width digits and brackets, years in Arabic digits.

    >>> match_form("二〇一六年度 政府信息公开（年报）")
    '2016年度政府信息公开(年报)'
    """
    return with_arabic_years(_BLANKS.sub("", unicodedata.normalize("NFKC", title)))


@lru_cache(maxsize=2048)
def parse_title(text: str) -> TitleFacts:
    """Reads a title; it need not be clean.

    >>> facts = parse_title("2009年度下坝镇政府信息公开年度报告")
    >>> facts.issuer, facts.year, facts.is_report
    ('下坝镇', 2009, True)
    >>> parse_title("县政府办公室关于做好2016年政府信息公开年度报告编制工作的通知").reason
    'notice'
    >>> parse_title("法治政府建设年度报告").reason, parse_title("2016年年报").is_weak
    ('other_annual_report', True)
    """
    mark = _MARK.search(_DATE_AT_END.sub("", _SUFFIX.sub("", text.strip())))
    title = clean_title(text)
    if title is None:
        return TitleFacts("", rendition=mark and mark[1])
    form = match_form(title)
    outside, inside = _split_brackets(form)
    year, years = title_years(outside)
    if not years:
        year, years = title_years(" ".join(inside))
    issuer = _issuer(outside, inside)
    bare = outside.strip('"“”《》.。…').removeprefix("关于")
    shape = _REPORT.fullmatch(bare)
    reason = _reason(outside, issuer)
    if reason is None and _EXPLAINER_MARK.search(text):
        reason = "explainer"
    if reason is None and any(map(_BLANK_FORM.search, inside)):
        reason = "policy_procedure"
    if reason is None and shape and shape["core"] == "信息公开" and issuer and _OTHER_SUBJECT.search(issuer):
        reason = "other_annual_report"
    doubtful = _NEWS.search(outside) is not None or bool(issuer and _OF_SEVERAL.search(issuer))
    is_report = reason is None and shape is not None and not doubtful
    return TitleFacts(
        title=title,
        issuer=issuer if is_report else None,
        year=year,
        years=years,
        rendition=mark[1] if mark else None,
        is_report=is_report,
        is_weak=not is_report and reason is None and (doubtful or _WEAK.search(bare) is not None),
        is_cover=_ANNOUNCED.search(outside) is not None,
        reason=reason,
    )


def compose_title(agency_name: str, year: int) -> str:
    """The prescribed title, for a page that prints none.

    >>> compose_title("青石镇人民政府", 2016)
    '青石镇人民政府2016年政府信息公开工作年度报告'
    """
    return f"{agency_name}{year}年政府信息公开工作年度报告"


def _best_segment(title: str) -> str:
    """Of `title_column_site` the part that is the title: the fullest report's title, else the first part."""
    segments = [segment for segment in _SEGMENTS.split(title) if segment]
    if len(segments) < 2:
        return title if segments else ""
    return max(enumerate(segments), key=lambda item: (_fullness(item[1]), -item[0]))[1]


def _fullness(segment: str) -> int:
    form = match_form(segment)
    if not _CORE.search(form):
        return 0
    return 1 + (title_years(form)[1] != ()) + 2 * (_REPORT.fullmatch(_split_brackets(form)[0]) is not None)


def _split_brackets(form: str) -> tuple[str, list[str]]:
    inside = ["".join(part for part in groups if part) for groups in _BRACKETED.findall(form)]
    return _BRACKETED.sub("", form), inside


def _reason(outside: str, issuer: str | None) -> str | None:
    for reason, pattern in _ALWAYS:
        if pattern.search(outside):
            return reason
    subject = outside.replace(issuer, "", 1) if issuer else outside
    for reason, pattern in _REASONS:
        if pattern.search(subject):
            return reason
    return "other_annual_report" if issuer and _OTHER_REGIME.search(issuer) else None


def _issuer(outside: str, inside: list[str]) -> str | None:
    found = _REPORT.match(outside)
    if not found:
        return None
    before = _WORKING_YEARS.sub("", found["before"].strip('"“”《》'))
    if before.endswith("人民") and found["core"].startswith("政府"):
        before += "政府"  # 人民政府政府信息公开 is mostly printed with one 政府
    before = _NO_ISSUER.sub("", re.split("[:,!;。]", before)[-1]).rstrip("0123456789")
    if len(before) >= 2:
        return before
    return next((text for text in inside if _ORGANISATION.search(text)), None)
