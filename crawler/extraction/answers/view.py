"""An answer as a person would see it: what it shows, what of that are links, what it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLANK = re.compile(r"\s+")
_UNSEEN = ("script", "style", "noscript", "template")


@dataclass(frozen=True, slots=True)
class View:
    """A page of HTML, counted; texts are without blanks."""

    size: int
    """Characters of the source."""
    title: str
    text: str
    """What the body shows."""
    links: tuple[tuple[str, str], ...]
    """(Target, text) of every `a[href]`."""
    beside_links: str
    """Title, descriptions and what the body shows that is no link."""
    scripts: str
    elements: frozenset[str]
    """Names of the elements that stand in it."""

    @property
    def linked_share(self) -> float:
        """The part of the shown text that is links."""
        return sum(len(text) for _, text in self.links) / (len(self.text) or 1)


def view_of(html: str) -> View:
    """The view of a page's source.

    >>> seen = view_of("<title>甲县</title><p>共 1 条</p><a href='/a.html'>2016 年报告</a><script>var a</script>")
    >>> seen.text, seen.links, seen.beside_links, seen.scripts
    ('共1条2016年报告', (('/a.html', '2016年报告'),), '甲县 共1条', 'var a')
    """
    tree = LexborHTMLParser(html)
    elements = frozenset(node.tag or "" for node in tree.root.traverse()) if tree.root else frozenset()
    scripts = "\n".join(node.text() for node in tree.css("script"))
    title = _plain(node.text()) if (node := tree.css_first("title")) else ""
    descriptions = [_plain(node.attributes.get("content") or "") for node in tree.css("meta[name]")]
    tree.strip_tags(list(_UNSEEN))
    text = _shown(tree.body)
    links = tuple((node.attributes.get("href") or "", _plain(node.text())) for node in tree.css("a[href]"))
    tree.strip_tags(["a"])
    beside = " ".join(part for part in (title, *descriptions, _shown(tree.body)) if part)
    return View(len(html), title, text, links, beside, scripts, elements)


def _shown(body: LexborNode | None) -> str:
    return _plain(body.text(separator=" ")) if body else ""


def _plain(text: str) -> str:
    return _BLANK.sub("", text)
