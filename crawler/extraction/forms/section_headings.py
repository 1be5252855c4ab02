# ruff: noqa: E501 (patterns in Chinese: a break inside them would hide more than it shows)
"""DATA: what the sections of a report are called, and which class a heading belongs to.

Sources: 政府信息公开条例 2008 (State Council Order 492, art. 32) and 2019 (Order 711, art. 50), the
年度报告格式 of 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号 (exactly six headings), the groups of
the 政府信息公开情况统计表 ordered by 国办发〔2014〕32号, and the wordings in use that vary them. To add a
variant: one fragment in `KNOWN_HEADINGS`.

A fragment is a regular expression over a heading without blanks, quotes and end punctuation. Repetitions
are bounded and alternatives disjoint, so matching is linear.
"""

from __future__ import annotations

from crawler.items import Kind

_OGI = r"(?:(?:政府|政务)?信息公开(?:工作)?(?:中)?)"
_AND = r"(?:[、和及与或,/]|以及|及其)"
_STATE = r"(?:的)?(?:相关|有关|具体)?(?:情况|方面|工作|结果)"

KNOWN_HEADINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        "problems_and_improvements",
        (
            rf"(?:{_OGI}|工作|工作中)?(?:存在|面临)(?:的)?(?:主要)?(?:问题|不足|困难)(?:(?:{_AND}|{_AND}?(?:下一步|今后|具体|主要)(?:的)?)?(?:困难|不足)?{_AND}?(?:改进|整改|解决|工作|努力)?(?:的)?(?:情况|措施|办法|打算|方向|意见|建议|计划))?",
            rf"{_OGI}?主要问题{_AND}(?:改进|整改)(?:的)?(?:情况|措施)",
            r"主要问题",
            r"(?:下一步|下步|下一阶段|今后|明年|来年|20\d\d年)(?:的)?(?:主要)?(?:工作)?(?:打算|计划|安排|思路|重点|措施|努力方向|改进措施)",
            r"(?:具体)?(?:改进|整改|解决)(?:的)?(?:措施|情况|办法|方向)",
            r"努力方向|工作打算",
        ),
    ),
    (
        "review_and_litigation",
        (
            rf"(?:因|涉及)?(?:{_OGI})?(?:而)?(?:被)?(?:申请|提起|引起的)?行政复议(?:{_AND}(?:因)?{_OGI}?(?:被)?(?:提起|申请)?)(?:行政)?诉讼(?:{_AND}?(?:申诉|举报|投诉|有关申诉)){{0,2}}{_STATE}",
            rf"{_OGI}?(?:行政)?复议{_AND}(?:行政)?诉讼(?:{_AND}?(?:申诉|举报|投诉)){{0,2}}{_STATE}",
            rf"(?:因|涉及)?{_OGI}?(?:举报{_AND}?投诉|投诉{_AND}?举报)(?:{_AND}(?:行政)?复议)?(?:{_AND}(?:行政)?诉讼)?{_STATE}",
            rf"(?:因|涉及)?{_OGI}?(?:被)?(?:申请|提起)?(?:行政复议|行政诉讼){_STATE}",
            r"复议诉讼和举报投诉(?:情况)?",
        ),
    ),
    (
        "fees",
        (
            rf"(?:依申请公开)?(?:政府信息|信息)?{_OGI}?(?:的)?(?:相关)?(?:收费|费用)(?:{_AND}(?:费用)?减免)?(?:费用)?{_STATE}",
            rf"(?:依申请公开)?{_OGI}?(?:的)?收取(?:信息处理费|费用)(?:{_AND}减免)?{_STATE}",
            rf"(?:政府信息|{_OGI})?(?:的)?(?:政府)?(?:支出|成本){_AND}(?:收费|减免)(?:{_AND}减免)?{_STATE}",
        ),
    ),
    (
        "applications",
        (
            rf"收到{_AND}处理{_OGI}(?:的)?申请{_STATE}",
            r"(?:行政机关)?(?:政府)?(?:信息)?依申请公开(?:政府|政务)?(?:信息)?(?:(?:和|及|、|与)?(?:申请|办理|受理|处理|咨询|答复|工作|不予公开(?:政府)?(?:信息)?)){0,4}(?:的)?(?:情况|方面|工作)",
            rf"{_OGI}?(?:的)?申请(?:的)?(?:受理|处理|办理|答复)(?:{_AND}(?:受理|处理|办理|答复)){{0,2}}{_STATE}",
            r"不予公开(?:政府)?信息(?:的)?情况",
        ),
    ),
    (
        "proactive_disclosure",
        (
            rf"(?:行政机关)?主动公开(?:(?:政府|政务)?信息)?(?:工作)?{_STATE}",
            rf"(?:政府|政务)?信息主动公开(?:工作)?{_STATE}",
            rf"重点领域(?:政府|政务)?(?:信息)?公开(?:{_AND}五公开)?(?:工作)?{_STATE}",
            rf"(?:推进)?五公开(?:工作)?{_STATE}",
            rf"(?:政策)?(?:回应{_AND}?解读|解读{_AND}?回应)(?:工作)?{_STATE}",
            rf"政策解读(?:{_AND}(?:舆情)?回应(?:社会)?(?:关切|热点)?)?(?:工作)?{_STATE}",
        ),
    ),
    (
        "proposals",
        (
            rf"(?:全国)?(?:人大(?:代表)?)?(?:意见)?(?:建议|议案){_AND}?(?:政协)?(?:委员)?提案(?:的)?(?:办理)?(?:结果|复文)?(?:公开)?{_STATE}",
        ),
    ),
    (
        "overview",
        (
            r"(?:情况|工作|总体|基本|年度|主要工作|总体情况)?概述|(?:工作|总体|基本|总体情况)?概况",
            rf"(?:年度)?{_OGI}?(?:总体|基本|主要|整体)(?:工作)?(?:情况|概述)",
            rf"{_OGI}(?:的)?(?:开展|进展|完成)?(?:情况)(?:概述)?",
            r"(?:主要)?(?:工作)?(?:开展|完成|进展)(?:的)?情况|主要工作(?:情况|成效|措施)?|工作情况",
            r"(?:主要)?(?:工作)?(?:做法|成效)(?:(?:和|及|与|、)(?:工作)?(?:做法|成效))?",
        ),
    ),
    (
        "other",
        (
            r"其[他它](?:需要|需|应当|应)?(?:报告|说明)?(?:的)?(?:有关)?(?:事项|情况)",
            rf"需要?说明的(?:其他|有关)?(?:事项|问题|情况)(?:{_AND}附[表件])?",
            r"附表|附件|附录",
            rf"(?:组织)?机构(?:建设|人员)?(?:{_AND}(?:人员|保障|工作)?经费)?(?:收支|保障)?情况|机构建设{_AND}(?:保障)?经费",
            rf"会议{_AND}培训(?:情况)?",
            rf"咨询(?:处理|受理|服务){_STATE}",
            rf"{_OGI}?(?:情况)?(?:指标)?统计(?:表|情况|数据)",
            r"政府信息管理(?:方面|情况)|监督保障(?:方面|情况)|(?:政府)?信息公开平台建设(?:方面|情况)",
            rf"工作考核{_AND}社会评议(?:{_AND}责任追究)?(?:结果)?情况",
        ),
    ),
)
"""(class, fragments): headings that are known word by word. They decide which ordinals are headings, and
where a heading that is glued to its text ends."""

HEADING_PREFIX = (
    r"(?:20\d\d年(?:度)?)?(?:关于)?"
    r"(?:[本我][省市州盟区县旗镇乡局委办院会部厅站所处室校]|[一-龥]{2,12}?(?:[省市州盟区县旗镇乡局委办院部厅]|街道|中心|管委会))?"
)
"""What may stand before a known heading: the year and the place or agency (`2016年我镇…`)."""

CLASS_KEYWORDS: tuple[tuple[Kind, str], ...] = (
    ("proactive_disclosure", r"热点问题|回应.{0,8}关切|关注.{0,6}问题.{0,4}回应"),
    ("other", r"需要?说明的|机构建设|经费|会议(?:和|、|与|及)培训"),
    ("problems_and_improvements", r"问题|不足|困难|薄弱|改进|整改|打算|努力方向|下一?步|今后|(?:明|来|20\d\d)年(?:度)?.{0,8}(?:计划|安排|思路|重点)"),
    ("review_and_litigation", r"复议|诉讼|申诉|举报|投诉"),
    ("fees", r"收费|减免|费用|信息处理费"),
    ("applications", r"依申请|申请"),
    ("proactive_disclosure", r"主动公开|^公开(?:的)?(?:情况|内容|数量)$|重点领域|[五5]公开|回应|解读"),
    ("proposals", r"(?:人大|政协|代表|委员).{0,8}建议|提案|议案"),
    ("other", r"其[他它]|附[表件录]|统计|监督|保障|考核|评议|责任追究|培训|会议|机构|咨询|平台|政府信息管理"),
    ("overview", r"概述|概况|(?:总体|基本|主要|整体|工作|开展|完成|进展)情况|引言|主要工作|工作措施|成效|做法|组织领导"),
)  # fmt: skip
"""The class of a level-1 heading by the first keyword that it holds: 重点领域 and 申请行政复议 overlap, so
order matters."""

OVERRIDING_HEADINGS = (
    r"(?:组织)?机构建设(?:和|、|及)(?:保障)?经费(?:情况)?|会议(?:和|、|及)培训(?:情况)?|(?:保障|专项)?经费(?:保障)?情况"
)
"""Known headings of class other that override the class of the section above; the rest of them inherit."""

HEADING_ENDS = (
    r"(?:情况|概述|概况|措施|事项|问题|打算|方向|方面|统计表|数量|类别|形式|结果|建议|计划|不足|办法|附表|内容|渠道)"
)
"""Words that headings end with: a heading that does not is perhaps broken over lines."""

SENTENCE_STARTS = (
    r"(?:20\d\d年|今年|全年|本年|年内|我[省市州盟区县旗镇乡局委办院会部厅站所处室校街单中]|本[省市州区县镇乡局委办院部厅单机街]"
    r"|全[省市州区县镇乡局]|截[至止]|根据|按照|依据|为了|为进一步|为深入|一年来|近年来|目前|自20|[（(]一[)）]|一是)"
)
"""Words that the text after a heading begins with, where heading and text are glued together."""

SENTENCE_STARTS_WITH = "2今全年我本截根按依为一近目自（("
"""The first characters of these words: a cheap look before the words are looked for."""

TABLE_ROW_LABELS = (
    r"[一二三四]、?(?:本年新收政府信息公开申请|上年结转政府信息公开申请|本年度办理结果|结转下年度继续办理)"
    r"|[(（][一二三四五六七][)）](?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)"
    r"|第二十条第[(（].{1,2}[)）]项"
)
"""Row labels of the official forms (国办公开办函〔2019〕60号 and 〔2021〕30号) that look like headings and
never are."""
