"""Lines, and places inside lines, that may be headings: an ordinal and the words after it.

Which of the candidates are headings is decided by their sequence, see `heading_series`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crawler.extraction.forms.section_headings import (
    HEADING_ENDS,
    SENTENCE_STARTS,
    SENTENCE_STARTS_WITH,
    TABLE_ROW_LABELS,
)
from crawler.extraction.numerals import HAN_ORDINAL, ordinal
from crawler.extraction.sections.kinds import LONGEST_HEADING, bare, exact_kind, known_kind, known_prefix

System = Literal["part", "han", "paren", "arabic", "paren_arabic", "none"]
"""第一部分 · 一、 · (一) · 1. · (1) · without an ordinal."""

BLANK = r"[\s\u3000\u200b\ufeff]"
LEADER = re.compile(
    rf"{BLANK}*(?:"
    rf"(?P<part>第{BLANK}?{HAN_ORDINAL}{BLANK}?(?:部{BLANK}?分|章|篇)){BLANK}*[、.．:：,，]?"
    rf"|(?P<paren>[(（〔]{BLANK}*(?P<paren_value>{HAN_ORDINAL}){BLANK}*[)）〕]|(?P<half>{HAN_ORDINAL})[)）]|[㈠-㈩])"
    rf"{BLANK}*[、.．,，:：]?"
    rf"|(?P<han>{HAN_ORDINAL}){BLANK}*(?:(?P<mark>[、.．﹑､])|[,，:：]|(?={BLANK})|)"
    rf"|(?P<paren_arabic>[(（]{BLANK}?(?P<paren_digits>\d{{1,2}}){BLANK}?[)）])"
    rf"|(?P<arabic>\d{{1,2}}){BLANK}*[、.．](?!\d)"
    rf"){BLANK}*[、,，。]?{BLANK}*"
)
LEADING_HAN = frozenset("第一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾")
"""The letters that an ordinal begins with: a line that begins with another letter needs no closer look."""
TABLE_ROW = re.compile(TABLE_ROW_LABELS)
_CUT = re.compile(r"[。:：]")
GLUED = re.compile(rf"{HEADING_ENDS}(?={SENTENCE_STARTS})")
_GLUED_YEAR = re.compile(rf"{HEADING_ENDS}(?=20\d\d年|截[至止]|全年)|[一-龥](?={BLANK}+{SENTENCE_STARTS})")
STARTS = re.compile(rf"{BLANK}|{SENTENCE_STARTS}")
_MAY_START = re.compile(rf"[\s\u3000\u200b\ufeff{SENTENCE_STARTS_WITH}]")
_ENDS = re.compile(rf"{HEADING_ENDS}$")
_SENTENCE_END = re.compile(r"[。;；!！?？]")
_NOTHING = re.compile(
    rf"(?:{BLANK}*(?:本年度?)?(?:暂?无|没有)|{BLANK}+(?:本年度?)?(?:[未无]|[暂尚]无|没有).{{1,40}}){BLANK}*$"
)
"""Nothing to report, printed in the heading's line: `其他需要报告的事项 无`."""
_LEADERS_TO_PAGE = re.compile(r"(?:[.．…·]{2,}|—{3,})\s*\d{0,3}$")
_HAN_GAP = re.compile(r"(?<=[一-龥、，。“”《》（）])[\s\u3000]+(?=[一-龥、，。“”《》（）])")


class Candidate(NamedTuple):
    """An ordinal with what would be its heading."""

    line: int
    """Index of the line."""
    start: int
    """Offset of the ordinal in the line."""
    body: int
    """Offset where the text after the heading begins."""
    system: System
    value: int
    """Ordinal as a number; 0 without an ordinal."""
    number: str | None
    """As printed without 、 and blanks, ASCII brackets."""
    heading: str
    """Empty where the first sentence is too long for a heading."""
    known: bool
    """The heading is in the dictionary word by word."""
    shape: Literal["line", "run_in", "inline", "prose"]
    """The whole line; cut from a longer line; inside a line; no heading at all, but it holds its place in a
    sequence."""
    stop: str = ""
    """The 。 or ： that was printed after the heading."""
    last_line: int = -1
    """Index of the last line where the heading is broken over lines, else `line`."""


def clean_heading(text: str) -> str:
    """Blanks between Han and end punctuation removed.

    >>> clean_heading(" 概　述、"), clean_heading("“互联网+” 服务"), clean_heading("A B 平台")
    ('概述', '“互联网+”服务', 'A B 平台')
    """
    if len(text.split()) > 1:
        text = _HAN_GAP.sub("", text)
    return text.strip(" \u3000\t\xa0、，,;；:：。")


def line_candidate(line: str, index: int) -> Candidate | None:
    """The candidate that a printed line begins with.

    >>> found = line_candidate("（二）公开的数量：2016年共公开40条", 7)
    >>> found.number, found.heading, found.shape, found.stop
    ('(二)', '公开的数量', 'run_in', '：')
    >>> line_candidate("一是加强领导", 0) is None, line_candidate("三、本年度办理结果", 0) is None
    (True, True)
    """
    leader = LEADER.match(line)
    if leader is None or TABLE_ROW.match(line.strip()):
        return None
    read = ordinal_of(leader)
    if read is None:
        return None
    system, value, number = read
    rest = line[leader.end() :]
    heading, body, shape, stop = _split(rest)
    known = bool(heading) and known_kind(heading) is not None
    if system == "han" and leader["mark"] is None and not known:
        return None
    if (not rest[-1:].isalpha() and _LEADERS_TO_PAGE.search(rest[-40:])) or "|" in rest:
        return None
    return Candidate(
        index, leader.start(), leader.end() + body, system, value, number, heading, known, shape, stop, index
    )


def ordinal_of(leader: re.Match[str]) -> tuple[System, int, str] | None:
    if leader["part"]:
        number = re.sub(r"\s", "", leader["part"])
        value, system = ordinal(number[1:].rstrip("部分章篇")), "part"
    elif leader["paren"]:
        printed = leader["paren_value"] or leader["half"]
        value = ordinal(printed) if printed else ord(leader["paren"]) - ord("㈠") + 1
        number = f"({leader['paren_value']})" if printed != leader["half"] else f"{printed})"
        if not printed:
            number = f"({'一二三四五六七八九十'[(value or 1) - 1]})"
        system = "paren"
    elif leader["han"]:
        value, number, system = ordinal(leader["han"]), leader["han"], "han"
    elif leader["paren_arabic"]:
        number, system = f"({leader['paren_digits']})", "paren_arabic"
        value = ordinal(leader["paren_digits"])
    else:
        value, number, system = ordinal(leader["arabic"]), leader["arabic"], "arabic"
    return None if value is None else (system, value, number)  # type: ignore[return-value]


def _split(rest: str) -> tuple[str, int, Literal["line", "run_in", "prose"], str]:
    """(heading, offset of the text after it, shape, the 。 or ： after the heading)."""
    longer = len(rest) > 4 * LONGEST_HEADING
    rest = rest[: 4 * LONGEST_HEADING]
    cut = _CUT.search(rest, 0, LONGEST_HEADING + 15)
    end = cut.start() if cut else len(rest)
    stop = cut[0] if cut else ""
    glued = _glue(rest[: max(end, 0)]) if end > 4 else 0
    glued = glued or _before_nothing(rest[:end])
    if glued:
        return clean_heading(rest[:glued]), glued, "run_in", ""
    heading = clean_heading(rest[:end])
    if len(heading) > LONGEST_HEADING or (not stop and re.search(r"[;；!！?？]$", rest.rstrip())):
        return "", 0, "prose", ""
    body = cut.end() if cut else len(rest)
    shape: Literal["line", "run_in"] = "run_in" if longer or rest[body:].strip() else "line"
    return heading, body, shape, stop


def _glue(text: str) -> int:
    """Where a heading ends that runs into its sentence without any mark (`概述2016年…`); 0 if it does not."""
    if not _MAY_START.search(text, 2) or not STARTS.search(text, 2):
        return 0
    known = known_prefix(text)
    if known and known < len(text) and STARTS.match(text, known) and _after_blank_begins(text, known):
        return known
    found = _GLUED_YEAR.search(text, 0, LONGEST_HEADING + 12)
    if found and found.start() > 1 and not re.search(r"[,，]", text[: found.end()]):
        return found.end()
    if len(text) <= LONGEST_HEADING and not re.search(r"[,，]", text):
        return 0
    found = GLUED.search(text, 0, LONGEST_HEADING + 12)
    if found and found.end() <= LONGEST_HEADING and not re.search(r"[,，]", text[: found.end()]):
        return found.end()
    return 0


def _before_nothing(text: str) -> int:
    """Where a known heading ends behind which the line only says that there is nothing; 0 if it says else."""
    nothing = _NOTHING.search(text) if "无" in text or "没有" in text or "未" in text else None
    return nothing.start() if nothing and known_kind(clean_heading(text[: nothing.start()])) else 0


def _after_blank_begins(text: str, end: int) -> bool:
    """After a blank the sentence must be longer than a word, else the blank is one of the heading's own."""
    return not text[end].isspace() or len(text) - end > 8


def unnumbered(line: str, index: int) -> Candidate | None:
    """A line that is exactly a known heading: Word's automatic numbers are lost on the way to HTML.

    >>> unnumbered("主动公开政府信息情况", 3).heading, unnumbered("2016年政府信息公开情况", 3) is None
    ('主动公开政府信息情况', True)
    """
    if not 2 <= len(line) <= LONGEST_HEADING or exact_kind(bare(line)) is None or line.startswith("附"):
        return None
    return Candidate(index, 0, len(line), "none", 0, None, clean_heading(line), True, "line", "", index)


def join_broken(candidate: Candidate, lines: Sequence[str | None]) -> Candidate:
    """The candidate with the lines that continue its heading: up to two more, short, without punctuation or
    ordinal.

    A line is joined only where the heading is not known without it and is known with it, or is visibly
    unfinished. `None` in `lines` is a table: nothing is joined over it.
    """
    if candidate.shape != "line" or candidate.known or candidate.stop:
        return candidate
    heading = candidate.heading
    ending = (lines[candidate.line] or "").rstrip()[-1:]
    heading += ending if heading and ending in "、,，" else ""
    for last in range(candidate.line + 1, min(candidate.line + 3, len(lines))):
        line = lines[last]
        if line is None or len(line) > 25 or _SENTENCE_END.search(line) or "|" in line or LEADER.match(line):
            break
        unfinished = not heading or (heading[-1] in "的和及与或、,，“《(（" and len(heading) > 2)
        joined = clean_heading(heading + line)
        if len(joined) > LONGEST_HEADING:
            break
        if known_kind(joined) or (unfinished and not re.search(r"[:：]", line)):
            candidate = candidate._replace(
                heading=joined,
                last_line=last,
                body=0,
                known=known_kind(joined) is not None,
                shape="line",
            )
            if candidate.known or _ENDS.search(bare(joined)):
                break
        elif _ENDS.search(bare(heading)):
            break
        heading = heading + line
    return candidate
