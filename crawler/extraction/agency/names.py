"""Where a report prints who made it: titles, preamble (由…编制), cover and signature. Names as printed."""

from __future__ import annotations

import re

from crawler.extraction.regions.chains import read_chain

_BLANKS = re.compile(r"[\s\u3000\u00a0]+")
_DIGITS = "〇○零OoＯ一二三四五六七八九十"
_YEAR = (
    rf"[(（\[【〔]?(?:(?:19|20)\d\d|[一二][{_DIGITS}]{{3}})(?:[-—~至](?:20)?\d\d)?"
    r"(?:学年度?|年度?|度)?[)）\]】〕]?"
)
_LEAD = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{1,8}}[〔\[(（【]20\d\d[〕\])）】]第?\d{{1,4}}号|(?:关于)?(?:公布|发布|印发)|关于|{_YEAR}|年度|度|的"
    r"|[-—:：·,，、.“”\"《])+"
)
_NOT_DISCLOSURE_OFFICE = r"(?!办(?!理)|领导|工作办|工作领导|中心|科(?!技)|处)"
_TAIL = re.compile(
    rf"关于|{_YEAR}(?!路|街)|(?:贯彻)?(?:实施|执行|落实)《?(?:中华人民共和国)?政府信息公开条例|政府信息(?=公开|和|工作|主动|依|年)(?!公开办(?!理)|公开工作办|公开工作?领导)|"
    rf"(?:(?:党务|政务|校务|院务|企务)(?:和政府信息|信息)?|信息|政府信息)公开{_NOT_DISCLOSURE_OFFICE}|"
    r"(?:依申请|主动)公开|年度|年报|工作(?:情况|报告|总结|年)|情况(?:的|报告|统计)|信息公示|[《》_|—:：]|(?<=.)的"
)
_REPORT = re.compile(r"年度?报告|年报|信息公开|政务公开|报告|总结")
_SITE_TAIL = re.compile(r"[_|｜]|\s[-–—]\s|--|(?<=[报告])[-–—]")
_DASHED = re.compile(r"(?:报告|年报|总结)\s*(?:——|--)\s*([\u4e00-\u9fff]{4,30})$")
_ORGAN = re.compile(
    r"(?:政府|公署|行署|室|办公厅|厅|局|署|部|委|委员会|党工委|管委会|办|办事处|中心|街道|公司|集团|院|校|大学|小学|"
    r"中学|医院|保健院|所|站|队|(?:委员|常委|协|学|总|联合|工|商|字|合作|基金|理事)会|社|处|科|馆|台|网|[残妇文侨科]联|工商联|政协|人大|总队|支队|大队|分局|海关|银行|支行|分行|兵团|第[一二三四五六七八九十]{1,3}师|团场|[〇○零一二三四五六七八九\d]团|基金|园|场|区|县|市|镇|乡|州|盟|旗|省|苏木)$"
)
_NO_AGENCY = re.compile(
    r"^(?:[我本全][省市州县区旗镇乡]|各[\u4e00-\u9fff]{1,8}|乡镇(?:街道)?|镇街|街镇|区县|县区|市县|本|我|我们|该|各|全|本年|全年|上|首页|政府|人民|人民政府|政府办公室|办公室|市|县|区|镇|乡|省|街道|单位|部门|机关|政务|政府部门|信息|年度|"
    r"其他|现将|我[省市州盟县区旗镇乡局委办院厅处所站队]|本[省市州盟县区旗镇乡局委办院厅处所站队]|政府网站?|门户网站?|网站|行政机关)$"
)
_BREAK = re.compile(r"[，,。;；!！?？:：|\n]")
_COMPILED_BY = re.compile(
    r"由([^,，。；;、:：()（）《》\s]{2,40}?)(?:负责|组织|牵头|汇总|统一|综合|进行|根据[^。;；]{0,60}?){0,2}"
    r"(?:编制|编写|撰写|起草|汇编)"
)
_COMPILES = re.compile(
    r"(?:^|[。，,;；\n])[^\S\n]*([\u4e00-\u9fff]{4,30}?)(?:现(?:向社会)?(?:公布|发布)|特?编制了?)(?=本|20\d\d年)"
)
_INSIDE = re.compile(
    r"(?:[我本]?(?:局|委|厅|院|机关|单位|中心|镇|乡|街道))?(?:党政|综合|秘书|信息|政务公开|政府信息公开|行政|文秘|政工|宣传)*"
    r"(?:办公室|办|科|科室|股|室|处|部门|中心)"
)
"""An office inside the agency, as the agency itself calls it."""
_CITED = re.compile(r"《[^》]{0,80}(?:关于|条例|办法|规定|意见)[^》]{0,80}》?")
_PROCLAIMED = re.compile(
    r"(?:现将|现公布|现发布|现向社会(?:公布|公开|发布)|向社会公布|特向社会公布|公布|(?:报告|年报)(?:涵盖|反映|是)|编制(?:了|完成)?)"
    r"([^。；;\n]{2,60})"
)
_CONTACT = re.compile(
    r"(?:请?(?:直接)?(?:与|同|向|到|致电|联系[:：]|咨询[:：]))([^,，。；;:：()（）\s]{3,40}?)"
    r"(?:联系|咨询|反映|查询|垂询|提出|索取|(?=[(（,，:：]))"
)
_DATED_LINE = re.compile(
    r"(?:^|\n)[ \t\u3000\u00a0]*([\u4e00-\u9fff ]{3,40})[ \t\u3000\u00a0]*\n\s*"
    rf"(?:20\d\d|[二][{_DIGITS}]{{3}})\s*年"
)


def name_in_title(text: str) -> str | None:
    """The issuer that a title prints, as printed; `None` where it has none.

    >>> name_in_title("2016年龙归镇政府信息公开年度报告")
    '龙归镇'
    >>> name_in_title("屯溪区人民政府2019年度政府信息公开工作年度报告")
    '屯溪区人民政府'
    >>> name_in_title("青田县人民政府信息公开工作2017年年度报告_青田县政府网")
    '青田县人民政府'
    >>> name_in_title("关于县水务局二〇一六年度政府信息公开工作情况的报告")
    '县水务局'
    >>> name_in_title("2020年度政府信息公开工作年度报告") is None
    True
    """
    dashed = _DASHED.search(text)
    title = _report_part(text)
    head = _LEAD.sub("", title)
    match = _TAIL.search(head)
    if match is None:
        return None
    name = head[: match.start()]
    if name.endswith("人民") and match.group().startswith("政府信息"):
        name += "政府"
    return _accepted(name) or _bracketed(head[match.start() :]) or (dashed and _accepted(dashed[1]))


def _report_part(text: str) -> str:
    """The title without the site's name behind it and without blanks."""
    parts = [part for part in _SITE_TAIL.split(text[:300]) if part]
    best = next((part for part in parts if _REPORT.search(part)), text[:300])
    return _BLANKS.sub("", best).strip('《》"“”')


def _bracketed(tail: str) -> str | None:
    """…年度报告(县水务局)."""
    match = re.search(r"(?:报告|年报|总结)[(（]([\u4e00-\u9fff]{3,30})[)）]$", tail)
    return _accepted(match.group(1)) if match else None


def _accepted(name: str) -> str | None:
    """The name if it looks like a body or a place."""
    name = name.strip("-—:：·,，、.。“”\"'《》()（）[]【】 ").rstrip("0123456789")  # 旅游局222012年度
    if not 2 <= len(name) <= 50 or _NO_AGENCY.match(name) or _BREAK.search(name):
        return None
    if _ORGAN.search(name):
        return name
    chain = read_chain(name)
    return name if chain.names and not chain.rest else None


def names_in_preamble(text: str) -> list[tuple[str, str]]:
    """(kind, name) in an opening: `compiled` 由…编制, `proclaimed` 现公布…报告, `cover` above a date.

    >>> names_in_preamble("本报告由青田县水利局编制。")
    [('compiled', '青田县水利局')]
    >>> names_in_preamble("现公布2016年龙归镇政府信息公开工作年度报告。")
    [('proclaimed', '龙归镇')]
    """
    found = []
    for match in _COMPILED_BY.finditer(text[:3000]):
        name = _accepted(_BLANKS.sub("", match.group(1)))
        if name and not _INSIDE.fullmatch(name):
            found.append(("compiled", name))
    for match in _COMPILES.finditer(text[:3000]):
        if _accepted(match.group(1)) and read_chain(match.group(1)).names:
            found.append(("proclaimed", match.group(1)))
    for match in _PROCLAIMED.finditer(text[:3000]):
        clause = _CITED.sub("", match.group(1))
        name = name_in_title(clause) if _REPORT.search(clause) else None
        if name and not _NO_AGENCY.match(name):
            found.append(("proclaimed", name))
    found.extend(("cover", name) for name in signatures(text[:3000]))
    return found


def signatures(text: str) -> list[str]:
    """Names that stand on a line of their own above a date: cover page and signature.

    >>> signatures("...谢谢。\\n青田县水利局\\n2017年3月1日")
    ['青田县水利局']
    """
    names = (_accepted(_BLANKS.sub("", match.group(1))) for match in _DATED_LINE.finditer(text))
    return [name for name in names if name and not _REPORT.search(name)]


def names_in_contact(text: str) -> list[str]:
    """Whom to ask about the report: 请与…联系; weak, mostly an office inside the agency.

    >>> names_in_contact("如有疑问，请与青田县水利局办公室联系（地址：…）。")
    ['青田县水利局办公室']
    """
    names = (_BLANKS.sub("", match.group(1)) for match in _CONTACT.finditer(text[:3000]))
    return [name for name in names if _ORGAN.search(name) and not _NO_AGENCY.match(name)]
