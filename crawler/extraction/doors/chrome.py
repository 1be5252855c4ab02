"""What belongs to the site and not to the document: menus, breadcrumbs, share widgets, footers; and what does not."""

from __future__ import annotations

import re

from crawler.extraction.doors.boxes import Sheet

_CHROME_WORDS = (
    "版权所有|主办单位|主办[:：]|承办|ICP备|ICP证|网安备|公安备案|网站标识码|技术支持|维护单位|友情链接|网站地图|站点地图"
    "|联系我们|关于我们|设为首页|加入收藏|无障碍|分享到|分享[:：]|打印|关闭|扫一扫|二维码|上一篇|下一篇|上一条|下一条|返回顶部"
    "|相关链接|相关文章|相关解读|您的浏览器|浏览器版本|网站支持|IPV6|IPv6|登录|注册|繁体|移动版|客户端|手机版|长者|适老|微信|微博"
    "|字体|字号[:：]|收藏|纠错|分辨率|在线咨询|附件下载$|文件下载$|全真版$|文字版$|朗读|主办[\\s\u3000]|APP$|首页$"
)
_BREADCRUMB_WORDS = "(?:当前|所在|您的|现在|你的|您在|當前|您所在)的?(?:位置|栏目)"
_HEADER_LABELS = (
    r"(?:信息)?索\s*[引取]\s*[号號码]|(?:信息|公开)?(?:发布|公开|制发|發布|公開)\s*(?:责任)?\s*(?:机构|机关|单位|部门|日期|时间|機構|機關|單位|時間|方式|范围"
    r"|範圍|范圍|时限|程序|属性|类别)|所属机构|发文\s*(?:机关|字号|日期|单位|文号)|(?:生成|成文|产生|印发|登记|生效|废止|產生|發文|实施)\s*(?:日期|时间)"
    r"|文\s*号|文件(?:编号|編號|字号)|(?:主题|信息|组配|体裁|主題)\s*(?:分类|分類|导航)|分\s*类|体\s*裁|主\s*题\s*词|关\s*键\s*[词字]|(?:信息)?名\s*称"
    r"|标\s*题|有\s*效\s*[性期]|时\s*效(?:状态|性)?|效力状[况态]|内容(?:概述|描述)|(?:信息|文章|稿件)?来\s*源|來\s*源|作\s*者|(?:发布|发表|更新)?时\s*间|日\s*期"
    r"|更新(?:时间|日期)|浏览(?:次数|量)|点击(?:数|率|次数|量)?|阅读(?:次数|量)?|责任编辑|信息提供(?:日期|单位)|统一编号|语\s*种|信息格式"
)
_CHROME = re.compile(_CHROME_WORDS)
_BREADCRUMB = re.compile(_BREADCRUMB_WORDS)
_CRUMB_SEPARATOR = re.compile(r"\s*(?:[>＞»›→/\\|｜]|::|--+|—+)+\s*|\s+")
_HEADER_LINE = re.compile(rf"[\s【\[◆■●·]*(?:{_HEADER_LABELS})\s*[】\]]?\s*[:：]")
_TABLE_LABEL = re.compile(rf"[\s【\[]*(?:{_HEADER_LABELS})\s*[】\]]?\s*[:：]?\s*$")
_SECTION = re.compile(
    "[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|章)"
)

_SHORT = 60
_NUMBERS = 6
_CRUMB = 200


def is_chrome(text: str) -> bool:
    """Whether a short line outside a document is a button, a footer or a widget.

    >>> is_chrome("【打印】【关闭】"), is_chrome("网站标识码：3590000001"), is_chrome("主动公开政府信息情况")
    (True, True, False)
    """
    return len(text) <= _SHORT * 2 and _CHROME.search(text) is not None and not is_section(text)


def is_section(text: str) -> bool:
    """Whether a line begins as a numbered heading does.

    >>> is_section("一、概述"), is_section("（一）主动公开方面"), is_section("第一条 总则")
    (True, True, False)
    """
    return _SECTION.match(text) is not None


def is_breadcrumb(text: str) -> bool:
    """Whether a line tells the place of the page in the site.

    >>> is_breadcrumb("您现在的位置：首页 > 政务公开"), is_breadcrumb("当前位置："), is_breadcrumb("首页")
    (True, True, False)
    """
    return len(text) <= _CRUMB and _BREADCRUMB.search(text[:40]) is not None


def last_crumb(text: str) -> str | None:
    """The column that a breadcrumb ends in.

    >>> last_crumb("当前位置：首页 > 政务公开 > 政府信息公开年报"), last_crumb("当前位置：")
    ('政府信息公开年报', None)
    """
    found = _BREADCRUMB.search(text)
    rest = text[found.end() :].lstrip(":： 》") if found else text
    crumbs = [crumb for crumb in _CRUMB_SEPARATOR.split(rest) if crumb]
    while crumbs and crumbs[-1] in ("正文", "内容", "信息内容", "详细内容", "浏览文章"):
        crumbs.pop()
    return crumbs[-1] if crumbs else None


def is_header_line(text: str) -> bool:
    """Whether a line begins with a label of the header block and a colon.

    >>> [is_header_line(text) for text in ("索 引 号：A25010-7481", "来源：某县 时间：2016-01-12", "概述")]
    [True, True, False]
    """
    return _HEADER_LINE.match(text) is not None


def is_header_label(text: str) -> bool:
    """Whether a cell or a line is nothing but a label of the header block.

    >>> is_header_label("发布机构"), is_header_label("标　　题："), is_header_label("发布机构：某县")
    (True, True, False)
    """
    return len(text) <= 16 and _TABLE_LABEL.match(text) is not None


def is_header_table(sheet: Sheet) -> bool:
    """Whether two cells at least and a sixth of all are labels of the header block or begin with one."""
    if sheet.numbers >= _NUMBERS:
        return False
    labels = cells = 0
    for number, row in enumerate(sheet.table.grid[:20]):
        for column, cell in enumerate(row[:12]):
            if cell.row == number and cell.column == column and cell.text:
                cells += 1
                labels += is_header_label(cell.text) or (len(cell.text) < _SHORT and is_header_line(cell.text))
    return (labels >= 2 and labels * 6 >= cells) or labels == cells == 1


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of some length."""
    return len(text) >= 30 and ("。" in text or "；" in text or ";" in text)
