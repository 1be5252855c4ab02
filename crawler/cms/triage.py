"""From its title in a list: is a page fetched, is it a lead to further lists, or is it clearly none of ours?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crawler.catalogue import Accept
from crawler.catalogue.portal import ColumnKind
from crawler.extraction.titles import parse_title

_ABOUT = re.compile(r"信息公开|政务公开|年报|年度报告|\.\.$|…$")
"""What a title of a mixed column must say to be worth a look."""
_YEAR = re.compile(r"^\D{0,12}(?:19|20)\d\d\D{0,10}$")
_ORGAN = re.compile(
    r"(?:政府|办公室|办公厅|委员会|街道|办事处|[省市县区州盟旗镇乡厅局委办院处站所队署]|中心|管委会|苏木|园区|开发区)$"
)


@dataclass(frozen=True, slots=True)
class Triage:
    """What to do with an item, and why not."""

    action: Literal["fetch", "reject", "hub"]
    reason: str | None = None


def triage(title: str, kind: ColumnKind, accept: Accept = Accept()) -> Triage:  # noqa: B008 - frozen
    """What an article's title in a column of some kind calls for.

    >>> triage("青石县2016年政府信息公开工作年度报告", "annual_report").action
    'fetch'
    >>> triage("关于报送2016年政府信息公开年度报告的通知", "annual_report")
    Triage(action='reject', reason='notice')
    >>> triage("历年政府信息公开年报汇总", "annual_report").reason
    'index'
    >>> triage("县城供水恢复", "mixed"), triage("2016年", "annual_report").action
    (Triage(action='reject', reason='not_a_report'), 'fetch')
    """
    if any(re.search(pattern, title) for pattern in accept.title_any):
        return Triage("fetch")
    if any(re.search(pattern, title) for pattern in accept.title_none):
        return Triage("reject", "not_a_report")
    facts = parse_title(title)
    if facts.reason == "index":
        return Triage("hub", "index")
    if facts.reason and not facts.is_cover:
        return Triage("reject", facts.reason)
    if kind == "mixed" and not (facts.is_report or facts.is_weak or facts.is_cover or _ABOUT.search(title)):
        return Triage("reject", "not_a_report")
    return Triage("fetch")


def leads_on(title: str, kind: ColumnKind, *, year_hubs: bool) -> bool:
    """Whether a link to a list leads to a column of a year, or of an organ.

    >>> leads_on("2016年", "year_hub", year_hubs=False), leads_on("2016年年报", "annual_report", year_hubs=True)
    (True, True)
    >>> leads_on("青石镇", "organ_hub", year_hubs=False), leads_on("首页", "organ_hub", year_hubs=True)
    (True, False)
    """
    facts = parse_title(title)
    if kind == "year_hub" or year_hubs:
        return bool(_YEAR.match(title)) or facts.is_report or facts.reason == "index"
    return kind == "organ_hub" and (bool(_ORGAN.search(title)) or facts.is_report)
