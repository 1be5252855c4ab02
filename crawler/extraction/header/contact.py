"""Where to ask about a report: address, postcode, telephone and e-mail of its contact clause.

Reports say it in one clause (`如对本报告有疑问，请与…联系（地址：…，邮编：…，电话：…）`), mostly in the preamble,
sometimes in the last section. Only that clause and the labelled sentences right behind it are read: hotlines that
the report names elsewhere are not its contact.
"""

from __future__ import annotations

import re
from itertools import islice

from crawler.items import Contact

MAX_TEXT = 20_000
"""Characters of a text that are looked at."""
MAX_CLAUSE = 800
"""Characters of a clause that are looked at."""
MOST_CUES = 20
"""Clauses that are tried."""
MAX_ADDRESS_PART = 30
"""Characters between two commas of an address."""

_GATE = re.compile("电话|致电|来电|地址|邮|@|＠")
_CUE = re.compile(
    r"(?:如|若|对|有|需)[^。！？\n]{0,60}?(?:疑问|问题|不明|不清楚|异议|意见|建议|咨询|询问|了解)"
    r"[^。！？\n]{0,80}?(?:联系|致电|来电|来函|拨打|垂询|咨询|反映|电话)"
    r"|请(?:直接|及时)?(?:与|向|同|和)[^。！？\n]{1,60}?联系|联系方式"
)
_CLAUSE_END = re.compile(r"(?P<open>[（(])|(?P<close>[)）])|[。！？\n]")

_NOT_WEB = "(?<!网站)(?<!网)(?<!邮箱)(?<!邮件)(?<!下载)"
_ADDRESS_LABEL = rf"{_NOT_WEB}(?:(?:联系|办公|通讯|通信|单位|办事)\s?)?地\s{{0,4}}址"
_PHONE_LABEL = (
    r"(?<!监督)(?<!举报)(?<!投诉)(?<!热线)(?:(?:联系|办公|咨询|服务|固定)?电\s{0,4}话(?:号码)?|致电|来电|拨打)"
    r"(?:\s?[/／、及和(（]\s?传\s{0,4}真\s?[)）]?)?"
)
_POST_LABEL = r"邮\s{0,4}政?\s{0,4}编\s{0,4}码?|邮\s?码"
_OTHER_LABEL = (
    rf"{_POST_LABEL}|传\s{{0,4}}真|(?:电子)?邮\s{{0,4}}[箱件]|[Ee]-?mail|联\s{{0,4}}系\s?人|网\s{{0,4}}址|网站"
)
_IS = r"\s{0,4}(?:[:：]|为|是)?\s{0,4}"
_LABELLED = re.compile(
    rf"[\s（(]{{0,8}}(?:{_ADDRESS_LABEL}|{_PHONE_LABEL}|{_OTHER_LABEL}|联系(?:部门|单位|方式))(?:地址)?"
    r"\s{0,4}(?:[:：为是]|(?=[\d(（]))"
)
_ADDRESS = re.compile(rf"{_ADDRESS_LABEL}\s{{0,4}}[:：为是在]{{1,2}}\s{{0,4}}(?P<value>[^。；;\n]{{2,160}})")
_NEXT_LABEL = re.compile(
    rf"[\s,，、（(]{{0,8}}(?:{_PHONE_LABEL}|{_OTHER_LABEL}|联系(?:部门|单位|方式))\s{{0,4}}(?:[:：为是]|(?=[\d(（]))"
)
_BRACKET = re.compile("[（()）]")
_COMMA = re.compile("[,，、]")
_PLACE = re.compile(r"[路街道巷里号楼室层座栋幢院村镇乡县区市厦苑园心府内旁侧]")
_SAYS = re.compile("由|负责|联系|查询|查阅|下载|请|欢迎|我|可以|报告")
_WEB = re.compile(r"https?:|www\.|[@＠]|\.(?:com|cn|org|net)\b", re.I)
_POSTCODE = re.compile(rf"(?:{_POST_LABEL}){_IS}(?P<value>\d{{6}})(?!\d)")
_NUMBER = (
    r"(?:[（(]?\d{3,4}[)）]?\s?[-—–－―─]{0,2}\s?\d{7,8}|\d{7,8}|1\d{10}|[48]00[-—–－]?\d{3,4}[-—–－]?\d{3,4})"
    r"(?:\s?(?:转|[-—–－])\s?\d{1,6})?"
)
_PHONE = re.compile(rf"{_PHONE_LABEL}{_IS}(?P<value>{_NUMBER}(?:\s?[、,，/或]\s?{_NUMBER}){{0,3}})(?![\d\-—–－])")
_EMAIL = re.compile(r"(?<![\w.+-])(?P<value>\w[\w.+-]{0,63}[@＠][\w-]{1,63}(?:\.[\w-]{2,63}){1,4})", re.ASCII)
_ASCII_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def read_contact(text: str) -> Contact:
    """The contact that the preamble (or, where it has none, the last section) states; null what it does not.

    >>> clause = "如对本报告有疑问，请与某镇办公室联系（地址：银河路1号，邮编：523616，电话：0769—87711001）。"
    >>> read_contact(clause + "监督电话：12345678。")
    Contact(address='银河路1号', postcode='523616', phone='0769—87711001', email=None)
    >>> read_contact("政务服务热线电话：0454-7366622。")
    Contact(address=None, postcode=None, phone=None, email=None)
    """
    text = text[:MAX_TEXT]
    if not _GATE.search(text):
        return Contact()
    for cue in islice(_CUE.finditer(text), MOST_CUES):
        clause = _clause(text, cue.start())
        postcode = _first(_POSTCODE, clause)
        contact = Contact(
            address=_address(clause),
            postcode=postcode.translate(_ASCII_DIGITS) if postcode else None,
            phone=_first(_PHONE, clause),
            email=_first(_EMAIL, clause),
        )
        if contact != Contact():
            return contact
    return Contact()


def _clause(text: str, start: int) -> str:
    """From the cue to the end of its sentence, a bracket taken as one, and the labelled sentences behind it."""
    end = start
    depth = 0
    for mark in _CLAUSE_END.finditer(text, start, start + MAX_CLAUSE):
        if mark["open"]:
            depth += 1
        elif mark["close"]:
            depth = max(0, depth - 1)
        elif depth == 0 or mark[0] == "\n":
            depth, end = 0, mark.start()
            if not _LABELLED.match(text, mark.end()):
                return text[start:end]
    return text[start : start + MAX_CLAUSE]


def _first(pattern: re.Pattern[str], clause: str) -> str | None:
    found = pattern.search(clause)
    return found["value"].strip() if found else None


def _address(clause: str) -> str | None:
    """The first address that is no web address; it ends where a label, a sentence or the bracket around it ends.

    >>> _address("（地址：甲市乙路1号，政务中心3楼（东侧） 邮编：523616）"), _address("网站地址：http://www.x.gov.cn/")
    ('甲市乙路1号，政务中心3楼（东侧）', None)
    """
    for found in _ADDRESS.finditer(clause):
        value = found["value"]
        label = _NEXT_LABEL.search(value)
        first, *parts = _COMMA.split(_bracketed(value[: label.start()] if label else value))
        end = len(first)
        for part in parts:
            if not _PLACE.search(part) or _SAYS.search(part) or len(part) > MAX_ADDRESS_PART:
                break
            end += 1 + len(part)
        address = value[:end].strip(" \u3000:：")
        if len(address) >= 2 and not _WEB.search(address):
            return address
    return None


def _bracketed(text: str) -> str:
    """The text up to the bracket that closes what began before it."""
    depth = 0
    for mark in _BRACKET.finditer(text):
        depth += 1 if mark[0] in "（(" else -1
        if depth < 0:
            return text[: mark.start()]
    return text
