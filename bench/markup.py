"""How editors and content management systems print a report: four kinds of markup, and the site around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from random import Random

from bench.prose import WORDS
from bench.report import Heading, Part, Report
from bench.tables import Grid

MARKUPS = ("clean", "word", "breaks", "nested")
Wrap = Callable[[str], str]

_FONT = (
    "font-family:仿宋_GB2312;mso-hansi-font-family:宋体;mso-bidi-font-family:宋体;font-size:16.0pt;mso-font-kerning:0pt"
)
_EDGE = "border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt"


def body_markup(markup: str, parts: Iterable[Part]) -> str:
    """The report's parts as that kind of markup, without its container."""
    if markup == "word":
        return "\n".join(_table(part, _word_cell) if isinstance(part, Grid) else _word(part) for part in parts)
    if markup == "breaks":
        return "".join(_table(part, _bare_cell) if isinstance(part, Grid) else _broken(part) for part in parts)
    return "\n".join(_table(part, _plain_cell) if isinstance(part, Grid) else _clean(part) for part in parts)


def _clean(part: Heading | str) -> str:
    if isinstance(part, Heading):
        return f'<p style="text-indent:2em"><strong>{escape(part.text)}</strong></p>'
    return f'<p style="text-indent:2em">{escape(part)}</p>'


def _broken(part: Heading | str) -> str:
    text = part.text if isinstance(part, Heading) else part
    return f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(text)}<br />\r\n"


def _word(part: Heading | str) -> str:
    """Word splits its runs at digits, where the script of the font changes."""
    bold = isinstance(part, Heading)
    runs = _runs(part.text if isinstance(part, Heading) else part)
    weight = "font-weight:bold;" if bold else ""
    spans = "".join(
        f'<span lang="EN-US" style="{weight}{_FONT}">{run}</span>'
        if run[0].isdigit()
        else f'<span style="{weight}{_FONT}">{escape(run)}</span>'
        for run in runs
    )
    return (
        '<p class="MsoNormal" style="text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;'
        f'mso-line-height-rule:exactly">{spans}<span style="{_FONT}"><o:p></o:p></span></p>'
    )


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    digits = None
    for character in text:
        is_digit = character.isascii() and character.isdigit()
        if is_digit is digits:
            runs[-1] += character
        else:
            runs.append(character)
            digits = is_digit
    return runs


def _table(grid: Grid, cell: Wrap) -> str:
    rows = []
    for row in grid.rows:
        cells = []
        for slot in row:
            spans = (f' colspan="{slot.colspan}"' if slot.colspan > 1 else "") + (
                f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 else ""
            )
            cells.append(cell(escape(slot.text)).replace("<td", f"<td{spans}", 1))
        rows.append("<tr>" + "".join(cells) + "</tr>\n")
    return f'<table border="1" cellspacing="0" cellpadding="0" width="640"><tbody>{"".join(rows)}</tbody></table>'


def _bare_cell(text: str) -> str:
    return f"<td>{text or '&nbsp;'}</td>"


def _plain_cell(text: str) -> str:
    return f'<td style="padding:0 4px" valign="center" width="48"><p style="text-indent:0em">{text}</p></td>'


def _word_cell(text: str) -> str:
    return (
        f'<td width="48" style="width:36.0pt;{_EDGE};height:20.0pt"><p class="MsoNormal" align="center" '
        f'style="text-align:center;line-height:16.0pt"><span lang="EN-US" style="font-size:9.0pt;'
        f'mso-bidi-font-family:宋体">{text}</span></p></td>'
    )


def container(markup: str, body: str) -> str:
    """The body inside the box that its system puts round it."""
    if markup == "nested":
        return (
            '<table width="980" align="center" cellpadding="0" cellspacing="0"><tr><td valign="top">'
            '<table width="100%" border="0"><tr><td class="bt_content">'
            f'<table width="94%" align="center"><tr><td id="fontzoom">{body}</td></tr></table>'
            "</td></tr></table></td></tr></table>"
        )
    if markup == "word":
        return f'<div id="zoom"><div class="TRS_Editor"><div class="WordSection1">{body}</div></div></div>'
    if markup == "breaks":
        return f'<div class="article-content" id="Zoom">{body}</div>'
    return f'<div class="article"><div class="content" id="UCAP-CONTENT">{body}</div></div>'


def header(random: Random, markup: str, report: Report) -> str:
    """The block of labels over the report: a table on half of the systems, a line of text on the others."""
    date = f"{report.year + 1}-0{random.randint(1, 3)}-{random.randint(10, 28)}"
    index = f"{random.randint(10**8, 10**9 - 1)}/{report.year + 1}-{random.randint(10000, 99999)}"
    if markup in ("clean", "breaks"):
        return (
            f'<h1>{report.title}</h1><div class="info"><span>发布时间：{date} 15:20</span> '
            f"<span>来源：{report.agency}</span> <span>浏览次数：{random.randint(9, 999)}</span></div>"
        )
    pairs = (
        ("索引号", index), ("主题分类", "政务公开"), ("发布机构", report.agency), ("生成日期", date),
        ("文号", ""), ("有效性", "有效"), ("公开方式", "主动公开"), ("公开范围", "面向全社会"),
    )  # fmt: skip
    cells = [f"<td><b>{label}：</b></td><td>{value}</td>" for label, value in pairs]
    rows = "".join(f"<tr>{a}{b}</tr>" for a, b in zip(cells[::2], cells[1::2], strict=True))
    return f'<table class="xxgk_head" width="860">{rows}</table><h2 class="title">{report.title}</h2>'


def chrome(random: Random, size: int) -> tuple[str, str, str]:
    """About `size` bytes of site: what stands in <head>, menus before and lists after the report."""
    style = "".join(
        f".m{n} a{{color:#{n * 977 % 4096:03x};padding:0 {n % 9}px;line-height:{20 + n % 8}px}}\n"
        for n in range(size // 300)
    )
    script = "".join(
        f'var c{n}=document.getElementById("c{n}");if(c{n}){{c{n}.onclick=show;}}\n' for n in range(size // 360)
    )
    menu: list[str] = []
    after: list[str] = []
    spent = len(style) + len(script)
    while spent < size:
        name = random.choice(WORDS["matter"])
        item = f'<li class="m{len(menu)}"><a href="/zwgk/{random.randint(100, 999)}/" target="_blank">{name}</a></li>\n'
        (menu if len(menu) < 60 else after).append(item)
        spent += len(item.encode())
    head = f'<style type="text/css">\n{style}</style>\n<script type="text/javascript">\n{script}</script>'
    return head, f'<ul class="nav">{"".join(menu)}</ul>', f'<div class="list"><ul>{"".join(after)}</ul></div>'
