"""Is it an annual report on information disclosure? Title, column and body decide together.

年报 or 年度报告 alone is never enough; a page without a title is judged by its body; a notice about reports, a
list, an explainer and a yearly report on other duties never pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.extraction.body_evidence import BodyEvidence
from crawler.extraction.forms.report_evidence import CHALLENGE, SOFT_404
from crawler.extraction.forms.title_patterns import FINAL_REASONS
from crawler.extraction.page import Issue
from crawler.extraction.titles import TitleFacts, parse_title

__all__ = ["BodyEvidence", "Verdict", "classify"]

_COLUMN = re.compile("公开(?:工作)?(?:年度)?(?:年报|报告)|年度报告|年报")
_CHALLENGE = re.compile(CHALLENGE, re.I)
_SOFT_404 = re.compile(SOFT_404, re.I)
_SHORT = 400
_NO_BODY = 60
_SEVERAL = 3
_SECTIONS_OF_A_REPORT = 4
_OURS_ALONE = frozenset(("law", "applications", "fees", "form"))
_FACTS_OF_AN_ORDER = 5  # a notice names a date and a number of copies, a report under a cover letter far more


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page is a report, and if not, why."""

    accepted: bool
    """A report of this kind."""
    reason: str | None = None
    """A reason code of the data contract; `None` where accepted."""
    detail: str | None = None
    """What decided, for people."""
    issues: tuple[Issue, ...] = ()
    """`no_body` where the report itself is in an attachment."""


def classify(*, titles: Sequence[str], column: str | None, body: BodyEvidence) -> Verdict:
    """Judges a page by its titles (in order of trust), the column that it stands in, and its body.

    >>> body = BodyEvidence(("2016年我局主动公开信息36条。", "未收到依申请公开。", "没有行政复议、行政诉讼。"))
    >>> classify(titles=["青石县民政局2016年政府信息公开年度报告"], column=None, body=body).accepted
    True
    >>> classify(titles=["关于报送2016年政府信息公开年度报告的通知"], column="年报", body=body).reason
    'notice'
    """
    facts = [fact for fact in map(parse_title, dict.fromkeys(titles)) if fact.title]
    against = next((fact for fact in facts if fact.reason), None)
    failure = _failure(titles, body) or _nothing(facts, against, body)
    if failure:
        return failure
    in_column = bool(column and _COLUMN.search(column))
    best = next((fact for fact in facts if fact.is_report), None)
    pictured = against is not None and against.reason == "explainer" and not (body.reports or body.official_table)
    if best and not pictured:
        return _titled(best, body, in_column=in_column)
    final = against is not None and against.reason in FINAL_REASONS and not against.is_cover
    if against and (final or not _is_strong(body)):
        return Verdict(False, against.reason, against.title)
    return _untitled(facts, body, in_column=in_column)


def _nothing(facts: Sequence[TitleFacts], against: TitleFacts | None, body: BodyEvidence) -> Verdict | None:
    """No text, or none but a list: each line of one may have been read as a title."""
    reports = {(fact.issuer, fact.year) for fact in facts if fact.is_report and fact.year}
    if len(reports) >= _SEVERAL and not body.says_something:
        hub = against is not None and against.reason == "index"
        return Verdict(False, "index" if hub else "list_page", "titles of several reports")
    if not body.han and not body.attachments:
        nothing = ("not_a_report", "no Chinese text") if body.text.strip() else ("empty", "no text and no attachment")
        return Verdict(False, against.reason, nothing[1]) if against and against.reason else Verdict(False, *nothing)
    return None


def _failure(titles: Sequence[str], body: BodyEvidence) -> Verdict | None:
    """A gate or an error page in the place of the page."""
    if body.han > _SHORT or body.signals:
        return None
    text = "\n".join((body.text, *titles))
    if challenge := _CHALLENGE.search(text):
        return Verdict(False, "challenge", challenge.group())
    if missing := _SOFT_404.search(text):
        return Verdict(False, "soft_404", missing.group())
    return None


def _titled(title: TitleFacts, body: BodyEvidence, *, in_column: bool) -> Verdict:
    """The title is a report's: the body has to agree, or to be elsewhere."""
    accepted = Verdict(True, detail=title.title)
    trusted = title.issuer and "政府信息公开" in title.title
    bare = not title.issuer and not title.year  # 政府信息公开年报 heads whole columns, too
    if body.of_website or (not trusted and body.of_institution) or (bare and body.of_legal_work):
        return Verdict(False, "other_annual_report", "the body reports on something else")
    if body.official_table:
        return accepted
    other = _other_paper(body)
    if other:
        return other
    if body.sections >= 3:
        return accepted
    agrees = (body.han >= _NO_BODY or body.says_something) and len(body.signals) >= (
        1 if not bare and (in_column or title.year) else 2
    )
    if bare:
        agrees &= body.reports and not body.evaluates and not body.signals.isdisjoint(_OURS_ALONE)
    return accepted if agrees else _elsewhere(title, body)


def _other_paper(body: BodyEvidence) -> Verdict | None:
    """What stands under a report's title but is none."""
    if body.legislates and not body.reports:
        return Verdict(False, "policy_procedure", "articles of a rule, or a guide")
    if body.sections >= 3:
        return None
    if body.explains and not body.reports:
        return Verdict(False, "explainer", "the body explains a paper")
    if body.is_list:
        return Verdict(False, "list_page", "lines of a list")
    if body.orders and not _is_strong(body):
        return Verdict(False, "notice", "the body tells others what to do")
    return None


def _elsewhere(title: TitleFacts, body: BodyEvidence) -> Verdict:
    """The body is not the report: it may be in a file."""
    if body.attachments and (body.refers_to_file or body.han < 3 * _NO_BODY):
        return Verdict(True, detail=title.title, issues=(Issue("no_body", "warning", {"han": body.han}),))
    if body.says_something:
        return Verdict(False, "not_a_report", "the body treats none of the prescribed subjects")
    if title.rendition and "图" in title.rendition:
        return Verdict(False, "explainer", title.rendition)
    return Verdict(False, "empty", "a title without body and attachment")


_OTHERS: tuple[tuple[Callable[[BodyEvidence], bool], str, str], ...] = (
    (lambda body: body.is_list, "list_page", "lines of a list"),
    (
        lambda body: body.of_website or body.of_legal_work or body.of_institution,
        "other_annual_report",
        "the body reports on something else",
    ),
    (lambda body: body.legislates and not body.official_table, "policy_procedure", "articles of a rule"),
    (lambda body: body.orders and not _is_strong(body), "notice", "the body tells others what to do"),
    (lambda body: body.explains and not body.official_table, "explainer", "the body explains a paper"),
    (lambda body: body.evaluates and not _is_strong(body), "policy_procedure", "the body grades others' work"),
)


def _untitled(facts: list[TitleFacts], body: BodyEvidence, *, in_column: bool) -> Verdict:
    """No title or one that says little: the body decides."""
    for holds, reason, detail in _OTHERS:
        if holds(body):
            return Verdict(False, reason, detail)
    if _is_strong(body):
        return Verdict(True, detail="body")
    weak = in_column or any(fact.is_weak for fact in facts)
    headed = body.sections >= _SECTIONS_OF_A_REPORT and body.facts > 0
    if weak and (headed or (body.reports and len(body.signals) >= 3)):
        return Verdict(True, detail="body and column")
    return Verdict(False, "not_a_report", f"{len(body.signals)} of the prescribed subjects")


def _is_strong(body: BodyEvidence) -> bool:
    """Whether the body alone proves a report."""
    if body.legislates or (body.orders and (not body.reports or body.facts < _FACTS_OF_AN_ORDER)):
        return False
    if "disclosure" in body.signals and body.official_table:
        return True
    if "form" in body.signals and (body.reports or (body.facts and len(body.signals) >= 4)):
        return True
    return body.reports and ((body.sections >= 3 and len(body.signals) >= 4) or len(body.signals) >= 5)
