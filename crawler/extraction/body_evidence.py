"""What a page's body says for and against its being an annual report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from crawler.extraction.forms import report_evidence as forms
from crawler.extraction.page import FlatTable, Page, Paragraph
from crawler.extraction.titles import parse_title

REPORT_KINDS = frozenset(
    ("proactive_disclosure", "applications", "fees", "review_and_litigation", "problems_and_improvements")
)
"""Kinds of section that the 条例 prescribes; 概述 and 其他 prove nothing."""

_SIGNALS = tuple((name, re.compile(pattern)) for name, pattern in forms.SIGNALS)
_FIGURE = re.compile(f"{forms.FIGURE}|{forms.NOTHING}")
_ANNOUNCES = re.compile(forms.ANNOUNCES)
_SELF = re.compile(forms.SELF)
_NOTICE = re.compile(forms.NOTICE)
_ARTICLE = re.compile(forms.ARTICLE)
_EXPLAINS = re.compile(forms.EXPLAINS)
_GUIDES = re.compile(forms.GUIDES)
_PLANS = re.compile(forms.PLANS)
_PRESS = re.compile(forms.PRESS)
_EVALUATES = re.compile(forms.EVALUATES)
_LEGAL = re.compile(forms.LEGAL_REPORT)
_SCHOOL = re.compile(forms.SCHOOL)
_ATTACHED = re.compile(forms.ATTACHED)
_QUOTED = re.compile("《[^《》\n]{0,80}》")
_DATED = re.compile(r"(?:^|.*\S)?[\[(]?(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])]?$")
_PAGER = re.compile(r"共\s*\d+\s*[页条]|下一页|尾\s*页|上一页")
_NAMES_REPORT = re.compile("报告|年报|总结")
_BEGINNING = 300
_LIST_LINES = 4
_MOST_SCANNED = 60_000


@dataclass(frozen=True)
class BodyEvidence:
    """The body as the classifier sees it; `of` makes it from a page and what was read of it."""

    lines: tuple[str, ...]
    """Every printed line in order, table cells included, restored."""
    kinds: frozenset[str] = frozenset()
    """Kinds of the sections that were read."""
    official_table: bool = False
    """Whether an official table with numbers was read."""
    attachments: int = 0
    """How many files the page links."""

    @classmethod
    def of(cls, page: Page, *, kinds: Iterable[str] = (), official_table: bool = False) -> BodyEvidence:
        """The evidence of a restored page; its lines before the body count only where there is no body.

        >>> page = Page((Paragraph("首页"), Paragraph("我局主动公开信息36条。")), body_start=1)
        >>> BodyEvidence.of(page).lines
        ('我局主动公开信息36条。',)
        """
        lines = _lines(page, page.body_start) or _lines(page, 0)
        return cls(lines, frozenset(kinds), official_table, len(page.links))

    @cached_property
    def text(self) -> str:
        """The lines, joined; of a very long page its first part."""
        return "\n".join(self.lines)[:_MOST_SCANNED]

    @cached_property
    def han(self) -> int:
        """How many characters there are beyond ASCII: a measure of how much Chinese there is."""
        return len(self.text) - len(self.text.encode("ascii", "ignore"))

    @cached_property
    def prose(self) -> str:
        """The text without quoted titles: a report cites notices and rules, which must not speak against it."""
        return _QUOTED.sub("《》", self.text)

    @cached_property
    def signals(self) -> frozenset[str]:
        """Which of the prescribed subjects are treated."""
        return frozenset(name for name, pattern in _SIGNALS if pattern.search(self.text))

    @cached_property
    def sections(self) -> int:
        """How many of the prescribed kinds of section there are."""
        return len(self.kinds & REPORT_KINDS)

    @cached_property
    def facts(self) -> int:
        """How many counted or denied facts there are."""
        return len(_FIGURE.findall(self.prose))

    @cached_property
    def reports(self) -> bool:
        """Whether somebody reports: of itself, with facts or their denial."""
        announces = _ANNOUNCES.search(self.prose) is not None
        if self.facts >= 5 or (announces and "period" in self.signals):
            return True
        voices = 2 if announces else len(_SELF.findall(self.prose))
        return self.facts >= 1 and voices >= 1 and self.facts + voices >= 3

    @cached_property
    def says_something(self) -> bool:
        """Whether there is a sentence, or a fact on a prescribed subject: more than buttons and captions."""
        return bool(self.signals and self.facts) or any("。" in line and len(line) > 20 for line in self.lines)

    @cached_property
    def orders(self) -> bool:
        """Whether somebody is told what to do: a notice."""
        return _NOTICE.search(self.prose) is not None

    @cached_property
    def legislates(self) -> bool:
        """Whether it consists of articles, or says that it is a guide, a rule or a plan."""
        if any(_PLANS.search(line) for line in self.lines[:3]) or _GUIDES.search(self.text):
            return True
        return len(_ARTICLE.findall(self.text)) >= 2

    @cached_property
    def evaluates(self) -> bool:
        """Whether somebody grades the work of others."""
        return len(_EVALUATES.findall(self.prose)) >= 2

    @cached_property
    def explains(self) -> bool:
        """Whether it explains another paper, or is news of one."""
        opening = (line for line in self.lines[:8] if len(line) <= 60 and "。" not in line)
        return any(_EXPLAINS.search(line) for line in opening) or _PRESS.search(self.text[:_BEGINNING]) is not None

    @cached_property
    def of_website(self) -> bool:
        """Whether it is the report form of a website."""
        rows = forms.WEBSITE_REPORT
        enough = 3  # one of them at least stands behind the first two; a report has none
        may_be = any(row in self.text for row in rows[enough - 1 :])
        return may_be and sum(row in self.text for row in rows) >= enough

    @cached_property
    def of_legal_work(self) -> bool:
        """Whether it reports on 法治政府建设, of which 信息公开 is but one measure."""
        legal = len(_LEGAL.findall(self.prose))
        return legal >= 4 and legal > self.prose.count("信息公开") and self.sections < 3

    @cached_property
    def of_institution(self) -> bool:
        """Whether a school or hospital speaks."""
        return not self.official_table and len(_SCHOOL.findall(self.text)) >= 3

    @cached_property
    def refers_to_file(self) -> bool:
        """Whether it sends the reader to an attachment."""
        return _ATTACHED.search(self.text) is not None

    @cached_property
    def is_list(self) -> bool:
        """Whether it lists pages: dated lines or titles of several reports, and hardly a sentence."""
        sentences = sum(len(line) > 50 and "。" in line for line in self.lines)
        if self.official_table or sentences > 2:
            return False
        short = [line for line in self.lines if len(line) <= 80]
        dated = sum(line[-1:] in "0123456789日])" and _DATED.match(line) is not None for line in short)
        if dated >= _LIST_LINES:
            return True
        titles = {
            line for line in short if "信息公开" in line and _NAMES_REPORT.search(line) and parse_title(line).is_report
        }
        return len(titles) >= 3 or (len(titles) >= 2 and _PAGER.search(self.text) is not None)


def _lines(page: Page, start: int) -> tuple[str, ...]:
    lines: list[str] = []
    for block in page.blocks[start:]:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, FlatTable):
            lines += (cell for line in block.lines for cell in line if cell)
        else:
            cells = {id(cell): cell.text for row in block.grid for cell in row if cell.text}
            lines += cells.values()
    return tuple(lines)
