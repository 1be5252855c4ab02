"""Restores pages whose writing was tampered with: byte damage, pinyin glosses, radicals, traditional script.

Hijacked mirrors rewrite government pages so that search engines take them for new ones; PDF text layers
print radicals for characters. `restore_page` gives the twin in plain simplified script and says what it did.
A clean page comes back as the very same object after two looks at its characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crawler.extraction.characters import Characters
from crawler.extraction.data.han import TRADITIONAL
from crawler.extraction.page import Block, Cell, FlatTable, Issue, Page, Paragraph, Table
from crawler.extraction.script.alignment import printed_slice
from crawler.extraction.script.byte_damage import Repair, apply_repairs, damaged, find_repairs
from crawler.extraction.script.glosses import GLOSS, LETTERS, strip, weigh
from crawler.extraction.script.mojibake import LATIN_MARKS, MARKS, is_mojibake, undo_mojibake
from crawler.extraction.script.radicals import RADICALS, count_radicals, replace_radicals
from crawler.extraction.script.traditional import count_simplified, count_traditional, simplify_line

_ODD_CHARACTERS = f"{TRADITIONAL}{MARKS}{LATIN_MARKS}{RADICALS}"
_ODD = re.compile(f"[{_ODD_CHARACTERS}]")
_ODD_GATE, _GLOSS_GATE = Characters(_ODD_CHARACTERS), Characters(LETTERS)
_GLOSS = re.compile(GLOSS)
_MOST_QUOTED = 20


@dataclass(frozen=True, slots=True)
class Restoration:
    """A page in plain simplified script, and what had to be done for it."""

    page: Page
    """The restored twin, block for block; the very page that was given where nothing had to be done."""
    changed: bool = False
    """Whether any string differs from the published one."""
    issues: tuple[Issue, ...] = ()
    """`pinyin_annotations`, `traditional_script`, `byte_damage`, `mojibake`, `radical_characters`."""


def restore_page(page: Page) -> Restoration:
    """Restores every string of a page: blocks, titles, meta values, column, names of links.

    >>> lines = ["一、概述", "我局積極(jí)推進(jìn)政務(wù)公開(kāi)工作,全年主動公開(kāi)信息36條(tiáo)。"]
    >>> restored = restore_page(Page(tuple(Paragraph(line) for line in lines)))
    >>> restored.page.blocks[1].text
    '我局积极推进政务公开工作,全年主动公开信息36条。'
    >>> [issue.code for issue in restored.issues]
    ['pinyin_annotations', 'traditional_script']
    >>> clean = Page((Paragraph("全年主动公开信息36条(含微博)。"),))
    >>> restore_page(clean).page is clean
    True
    """
    texts = _texts(page)
    joined = "\n".join(texts)
    is_odd = _ODD_GATE.may_be_in(joined) and _ODD.search(joined)
    if not is_odd and not (_GLOSS_GATE.may_be_in(joined) and _GLOSS.search(joined)):
        return Restoration(page)
    restorer = _Restorer(texts, joined)
    restored = _map_page(page, restorer.line)
    issues = restorer.issues()
    if restored == page:
        return Restoration(page, issues=issues)
    return Restoration(restored, changed=True, issues=issues)


def restore_line(text: str) -> str:
    """One string by its own evidence alone; use `restore_page` where there is a page.

    >>> restore_line("柳河區(qū)統(tǒng)計(jì)局"), restore_line("涪(fú)陵区")
    ('柳河区统计局', '涪(fú)陵区')
    """
    if not _ODD.search(text) and not _GLOSS.search(text):
        return text
    return _Restorer([text], text).line(text)


def printed_span(printed_line: str, restored_line: str, start: int, end: int) -> str:
    """What the page printed where `restored_line[start:end]` stands now; a character's glosses belong to it.

    >>> printed_span("發(fā)布機(jī)構(gòu): 柳河區(qū)", "发布机构: 柳河区", 0, 4)
    '發(fā)布機(jī)構(gòu)'
    """
    return printed_slice(printed_line, restored_line, start, end)


class _Restorer:
    """What is decided for a whole page, applied line by line, and counted."""

    def __init__(self, texts: list[str], joined: str) -> None:
        traditional, simplified = count_traditional(joined), count_simplified(joined)
        self._traditional = traditional > simplified
        brackets = _GLOSS.search(joined) is not None
        evidence = weigh(texts) if brackets and (self._traditional or len(_GLOSS.findall(joined)) >= 5) else None
        self._annotated = evidence is not None and evidence.annotated(traditional=self._traditional)
        self._done: dict[str, str] = {}
        self._glosses = self._unread = self._folded = self._radicals = self._garbled = self._undone = 0
        self._repairs: list[Repair] = []

    def line(self, text: str) -> str:
        """The restored line."""
        known = self._done.get(text)
        if known is None:
            known = self._done[text] = self._restore(text)
        return known

    def _restore(self, text: str) -> str:
        if not _ODD.search(text) and not _GLOSS.search(text) and not self._traditional:
            return text
        if is_mojibake(text):
            self._garbled += 1
            meant = undo_mojibake(text)
            if meant is None:
                return text
            self._undone += 1
            text = meant
        if self._annotated and damaged(text):
            return self._restore_damaged(text)
        return self._restore_sound(text)

    def _restore_damaged(self, text: str) -> str:
        repairs = find_repairs(text)
        self._repairs += repairs
        lost = [repair for repair in repairs if repair.after is None]
        if not lost:
            return self._restore_sound(apply_repairs(text, repairs))
        # What stands in a run that could not be repaired is unknown: it stays as printed, nothing is folded in it.
        parts, at = [], 0
        for repair in repairs:
            parts.append(self._restore_sound(text[at : repair.start]))
            parts.append(repair.before if repair.after is None else self._restore_sound(repair.after))
            at = repair.end
        return "".join([*parts, self._restore_sound(text[at:])])

    def _restore_sound(self, text: str) -> str:
        if self._annotated:
            bare = strip(text)
            left = len(_GLOSS.findall(bare))
            self._glosses += len(_GLOSS.findall(text)) - left
            self._unread += left
            text = bare
        radicals = count_radicals(text)
        if radicals:
            self._radicals += radicals
            text = replace_radicals(text)
        self._folded += count_traditional(text)
        return simplify_line(text, page_is_traditional=self._traditional)

    def issues(self) -> tuple[Issue, ...]:
        """What was found on the page, after every line went through."""
        found = []
        if self._glosses:
            detail = {"count": self._glosses, "unverified": self._unread}
            found.append(Issue("pinyin_annotations", "warning", detail))
        if self._folded:
            found.append(Issue("traditional_script", "info", {"count": self._folded}))
        if self._radicals:
            found.append(Issue("radical_characters", "info", {"count": self._radicals}))
        if self._garbled:
            detail = {"lines": self._garbled, "repaired": self._undone == self._garbled}
            found.append(Issue("mojibake", "info" if detail["repaired"] else "warning", detail))
        if self._repairs:
            found.append(self._damage())
        return tuple(found)

    def _damage(self) -> Issue:
        lost = sum(repair.after is None for repair in self._repairs)
        lines = [
            {
                "before": repair.before,
                "after": repair.after and simplify_line(repair.after, page_is_traditional=True),
            }
            for repair in self._repairs[:_MOST_QUOTED]
        ]
        detail = {"count": len(self._repairs), "repaired": not lost, "lines": lines}
        return Issue("byte_damage", "warning", detail)


def _texts(page: Page) -> list[str]:
    texts = [candidate.text for candidate in page.titles]
    texts += page.meta.values()
    texts += (link.name for link in page.links)
    if page.column:
        texts.append(page.column)
    for block in page.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Table):
            texts += [cell.text for row in block.grid for cell in row]
        else:
            texts += [cell for line in block.lines for cell in line]
    return texts


def _map_page(page: Page, line: Callable[[str], str]) -> Page:
    return replace(
        page,
        blocks=tuple(_map_block(block, line) for block in page.blocks),
        titles=tuple(replace(candidate, text=line(candidate.text)) for candidate in page.titles),
        meta={key: line(value) for key, value in page.meta.items()},
        column=page.column and line(page.column),
        links=tuple(replace(link, name=line(link.name)) for link in page.links),
    )


def _map_block(block: Block, line: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=line(block.text))
    if isinstance(block, FlatTable):
        return replace(block, lines=tuple(tuple(line(cell) for cell in cells) for cells in block.lines))
    twins: dict[int, Cell] = {}  # a spanning cell stays one object at all its places
    for row in block.grid:
        for cell in row:
            if id(cell) not in twins:
                twins[id(cell)] = cell._replace(text=line(cell.text))
    return Table(tuple(tuple(twins[id(cell)] for cell in row) for row in block.grid))
