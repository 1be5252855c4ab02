"""Lines of saved text that may be the title: no tag tells, only their wording and their place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.forms.header_labels import FIELDS
from crawler.extraction.page import Block, FlatTable, Paragraph, TitleCandidate
from crawler.extraction.script.glosses import without_letters
from crawler.extraction.tables.flat_tokens import fold

_EARLY = 40
_LONGEST = 60
_REPORT = re.compile(r"年度?(?:工作)?报告|年报|(?:政府|政务)?信息公开.{0,8}报告")
_FULL = re.compile(r"(?:信息|政务)公开.{0,10}报告")
_YEAR = re.compile(r"20\d\d|二[〇○零0]")
_NO_TITLE = re.compile(r"[。；;!！?？>＞→]|[:：]|当前位置|^(?:一|二|三|第一部分)[、.]|[,，].*[,，]|附件|下载|根据")
_ORGANISATION = re.compile(
    r"(?:政府|办公室|办公厅|委员会|街道|办事处|[省市县区州盟旗镇乡厅局委办院处]|中心|管委会|园区|开发区)$"
)
_DATE_AT_END = re.compile(
    r"[\s\[(（]*20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）]?$"
)
_SECTION = re.compile(r"^[一二三]\s*、|^第一部分")
_LABELS = frozenset(label for groups in FIELDS.values() for group in groups for label in group.split())
_BEGINS = re.compile(r"\S{8,60}?报告(?=\s)")


def body_titles(blocks: Sequence[Block]) -> tuple[TitleCandidate, ...]:
    """The early lines that look like a title line, best first.

    >>> lines = ("2020年信息公开年报", "青石镇人民政府", "2020年政府信息公开工作年度报告", "一、总体情况", "年度报告")
    >>> [title.text for title in body_titles([Paragraph(line) for line in lines])]
    ['青石镇人民政府2020年政府信息公开工作年度报告', '2020年政府信息公开工作年度报告', '2020年信息公开年报']
    """
    found: dict[str, int] = {}
    before = ""
    for block in blocks[:_EARLY]:
        if isinstance(block, FlatTable):
            before = ""
        elif isinstance(block, Paragraph):
            line = block.text
            if _SECTION.match(line):
                break
            title = _title(line)
            if title is not None:
                if _ORGANISATION.search(fold(before)) and not _names_agency(title):
                    found.setdefault(before + title, _rank(before + title))
                found.setdefault(title, _rank(title))
            before = line if len(line) <= _LONGEST and not _NO_TITLE.search(line) else ""
    best_first = sorted(found, key=lambda title: -found[title])
    return tuple(TitleCandidate("body", title) for title in best_first)


def _title(line: str) -> str | None:
    """The title that the line is, or that a page glued into one line begins with."""
    if len(without_letters(line)) > 2 * _LONGEST:
        begins = _BEGINS.match(line)
        line = begins[0] if begins else ""
    line = _DATE_AT_END.sub("", line).strip()
    bare = without_letters(line)
    if not bare or len(bare) > 2 * _LONGEST:
        return None
    folded = fold(bare)
    if " " in line and line.split(" ", 1)[0] in _LABELS:
        return None
    if len(folded) > _LONGEST or _NO_TITLE.search(folded) or not _REPORT.search(folded):
        return None
    return line


def _names_agency(title: str) -> bool:
    return not re.match(r"(?:关于)?(?:20\d\d|二[〇○零]|政府|政务|信息|年度)", fold(title))


def _rank(title: str) -> int:
    """How much of a full title the line holds."""
    folded = fold(title)
    return (
        4 * bool(_FULL.search(folded)) + 2 * bool(_YEAR.search(folded)) + 2 * _names_agency(title) + ("年度" in folded)
    )
