"""The title that a reader sees: the heading above or at the head of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.doors.boxes import Line, Printed
from crawler.extraction.doors.chrome import is_breadcrumb, is_chrome, is_header_line, is_prose, is_section
from crawler.extraction.script.glosses import without_letters

MAX_TITLE = 120
"""Longest title; the longest real ones have about 60 characters."""

_BEFORE = 60
_INSIDE = 8
_MAX_CANDIDATES = 4
_LEAST = 3

_TITLE_NAME = re.compile(
    r"(?:^|[-_\s])(?:article|content|info|news|doc|con|xl|detail|main|wz|zw)?[-_]?(?:tit(?:le)?|bt|biaoti|headline)\d*(?:$|[-_\s])",
    re.I,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_LARGE = re.compile(r"font-size\s*:\s*(?:1[89]|[2-4]\d)(?:\.\d+)?p[tx]|font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_REPORT = re.compile("年度?报告|年报|工作总结|工作报告|总体情况|年度總結|年度報告")
_TOPIC = re.compile("信息公开|政务公开|信息公開|政務公開")
_FINISHED = re.compile("(?:报告|年报|总结|情况|报表|通知|意见|办法|報告)(?:[(（][^()（）]{1,20}[)）])?$")
_HEADINGS = {"h1": 5, "h2": 4, "h3": 2, "ucaptitle": 6}


def visible_titles(blocks: Sequence[Printed], body_start: int, claimed: Sequence[str]) -> list[str]:
    """Candidates for the visible title, best first. `claimed` are the titles of the page's head.

    Looked at are the last lines before the body and its first ones, by what they are (a heading element, a class
    that says title, a centred line), by their words, and by whether the head of the page says the same.
    """
    scored: list[tuple[int, int, str]] = []
    bare_claims = [without_letters(title) for title in claimed]
    first = max(0, body_start - _BEFORE)
    for order, (text, line, in_body) in enumerate(_groups(blocks[first : body_start + _INSIDE], body_start - first)):
        bare = without_letters(text)
        if not 4 <= len(bare) <= MAX_TITLE:
            continue
        if is_breadcrumb(text) or is_header_line(text) or is_prose(text) or is_section(text):
            continue
        score = _words(bare, bare_claims)
        if score <= 0 and is_chrome(text):
            continue
        score += _element(line)
        if in_body and score < _LEAST + 2:
            continue
        if score >= _LEAST:
            scored.append((-score, order, text))
    return list(dict.fromkeys(text for _, _, text in sorted(scored)))[:_MAX_CANDIDATES]


def _groups(blocks: Sequence[Printed], body_start: int) -> list[tuple[str, Line, bool]]:
    """Lines, those of one element and centred ones that go on joined: a title may be printed over lines."""
    groups: list[tuple[str, Line, bool]] = []
    previous: Line | None = None
    for number, block in enumerate(blocks):
        if not isinstance(block, Line) or block.linked * 2 > len(block.text):
            previous = None
            continue
        in_body = number >= body_start
        if previous is not None and groups and _goes_on(previous, block, groups[-1][0]):
            groups[-1] = (groups[-1][0] + block.text, groups[-1][1], groups[-1][2])
        else:
            groups.append((block.text, block, in_body))
        previous = block
    return groups


def _goes_on(line: Line, following: Line, so_far: str) -> bool:
    if len(so_far) > MAX_TITLE or is_prose(following.text) or is_section(following.text):
        return False
    if line.node is following.node:
        return _element(line) > 0 and not is_header_line(following.text)
    return (
        line.node.tag == following.node.tag == "p"
        and not _FINISHED.search(so_far)
        and _FINISHED.search(following.text) is not None
        and _is_centred(line)
        and _is_centred(following)
    )


def _words(text: str, claimed: Sequence[str]) -> int:
    score = 0
    if _REPORT.search(text):
        score += 3
    if _TOPIC.search(text):
        score += 2
    bare = text.replace(" ", "")
    for title in claimed:
        other = title.replace(" ", "")
        if bare == other:
            score += 5
            break
        if len(bare) >= 8 and other.startswith(bare):
            score += 4
            break
    return score


def _element(line: Line) -> int:
    """What the element that prints the line says: heading, title class, centred or large."""
    node = line.node
    score = _HEADINGS.get(node.tag or "", 0)
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if names != " " and _TITLE_NAME.search(names):
        score += 4
    if _is_centred(line):
        score += 2
    return score


def _is_centred(line: Line) -> bool:
    attributes = line.node.attributes
    return (attributes.get("align") or "").lower() == "center" or bool(_CENTRED.search(attributes.get("style") or ""))
