"""The corpus: 300 made-up report pages of 20–250 KB, always the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.markup import MARKUPS, body_markup, chrome, container, header
from bench.report import FORMS, Form, Report, enlarge, make_report

SEED = 20190515  # the day on which the revised 政府信息公开条例 came into force
PAGES = 300
SMALLEST, LARGEST = 20_000, 250_000
CACHE = Path(__file__).resolve().parents[1] / ".cache" / "bench"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and what it says. `body_share` is the share of its bytes inside the report's container."""

    name: str
    html: bytes
    charset: str
    form: Form
    markup: str
    year: int
    agency: str
    received: int
    body_share: float


def make_corpus(pages: int = PAGES) -> list[MadePage]:
    """The first `pages` pages. Forms, markups, sizes and charsets are spread evenly over each sixteen pages."""
    return [_make_page(number) for number in range(pages)]


def write_corpus(pages: list[MadePage], folder: Path = CACHE) -> None:
    """Keep the pages as files, to look at them."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (folder / f"{page.name}.html").write_bytes(page.html)


def _make_page(number: int) -> MadePage:
    random = Random(SEED + number)  # noqa: S311 (no secret depends on it)
    form = FORMS[number % 4]
    markup = MARKUPS[number // 4 % 4]
    charset = "gb18030" if (number + number // 4 + number // 16) % 4 == 0 else "utf-8"
    # The golden ratio spreads the sizes evenly, however few pages are asked for.
    target = int(SMALLEST * 1.1 * (LARGEST / SMALLEST / 1.15) ** (number * 0.618034 % 1))
    report = make_report(random, form)
    share = random.uniform(0.55, 0.85)
    missing = int(target * share) - _size(body_markup(markup, report.parts), charset)
    if missing > 0:
        _fill(random, report, markup, charset, missing)
    body = container(markup, body_markup(markup, report.parts))
    room = max(2_000, min(target, LARGEST) - _size(body, charset) - 2_500)
    head, before, after = chrome(random, min(room, int(_size(body, charset) * 0.7)))
    html = (
        f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" />\n'
        f"<title>{report.title}_{report.place[2]}人民政府</title>\n{head}\n</head><body>\n"
        f'<div class="top">{before}</div>\n<div class="path">当前位置：<a href="/">首页</a> &gt; '
        f'<a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>\n'
        f'<div class="main">{header(random, markup, report)}\n{body}</div>\n{after}\n'
        f'<div class="footer"><p>主办单位：{report.place[2]}人民政府办公室</p></div>\n</body></html>\n'
    )
    encoded = html.encode(charset)
    return MadePage(
        name=f"{number:03d}-{form}-{markup}-{charset}",
        html=encoded,
        charset=charset,
        form=form,
        markup=markup,
        year=report.year,
        agency=report.agency,
        received=report.received,
        body_share=_size(body, charset) / len(encoded),
    )


def _fill(random: Random, report: Report, markup: str, charset: str, missing: int) -> None:
    left = missing

    def add(text: str) -> bool:
        nonlocal left
        left -= _size(body_markup(markup, [text]), charset)
        return left <= 0

    enlarge(random, report, add)


def _size(text: str, charset: str) -> int:
    return len(text.encode(charset))
