"""政府信息公开情况统计表 (report years 2008 to 2018): which printed rows mean the same as an indicator.

国办发〔2014〕32号 made the national table; provinces and cities had their own before (福建 printed the year
beside the running total). Rows are kept as printed, known or not; this list only gives keys. A row that means
something else than the indicator (信函 and 传真 together, 办结 instead of 答复) has no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crawler.extraction.tables.labels import read_label

_KEYS = {
    "proactive_total": (
        "主动公开政府信息数",
        "主动公开政府信息总数",
        "主动公开政府信息数量",
        "主动公开信息数",
        "主动公开信息总数",
        "主动公开文件数",
        "主动公开政府信息条数",
    ),
    "normative_documents": ("主动公开规范性文件数", "主动公开规范性文件数量"),
    "gazette_disclosures": ("政府公报公开政府信息数", "政府公报公开数", "政府公报公开信息数"),
    "proactive_website": (
        "政府网站公开政府信息数",
        "政府网站公开数",
        "政府网站公开信息数",
        "网站公开政府信息数",
        "网站公开数",
    ),
    "proactive_weibo": ("政务微博公开政府信息数", "政务微博公开数", "政务微博公开信息数"),
    "proactive_wechat": ("政务微信公开政府信息数", "政务微信公开数", "政务微信公开信息数"),
    "proactive_other": ("其他方式公开政府信息数", "其他方式公开数", "其他方式公开信息数"),
    "hot_topic_responses": ("回应公众关注热点或重大舆情数", "回应公众关注热点或重大舆情数量"),
    "press_conferences": ("参加或举办新闻发布会总次数", "举办新闻发布会总次数", "参加或举办新闻发布会次数"),
    "interpretations": ("政策解读稿件发布数", "政策解读稿件发布数量"),
    "applications_received": (
        "收到申请数",
        "收到申请总数",
        "收到申请数量",
        "收到依申请公开信息总数",
        "收到政府信息公开申请数",
        "收到政府信息公开申请总数",
        "受理申请数",
        "受理申请总数",
        "受理依申请公开信息总数",
        "受理依申请公开信息数",
        "受理政府信息公开申请数",
        "受理政府信息公开申请总数",
    ),
    "applications_in_person": ("当面申请数", "当面申请数量"),
    "applications_fax": ("传真申请数", "传真申请数量"),
    "applications_online": ("网络申请数", "网上申请数", "网络申请数量", "网上申请数量"),
    "applications_letter": ("信函申请数", "信函申请数量"),
    "applications_answered": (
        "申请答复数",
        "对申请的答复总数",
        "申请答复总数",
        "对申请答复总数",
        "申请答复数量",
    ),
    "answers_granted": ("同意公开答复数", "同意公开答复数量", "同意公开数"),
    "answers_partly_granted": (
        "同意部分公开答复数",
        "同意部分公开答复数量",
        "同意部分公开数",
        "部分公开答复数",
    ),
    "answers_refused": ("不同意公开答复数", "不予公开答复数", "不同意公开答复数量", "不予公开答复数量"),
    "answers_other": ("其他类型答复数", "其他类型答复数量"),
    "reconsiderations": ("行政复议数量", "行政复议数", "行政复议总数"),
    "litigations": ("行政诉讼数量", "行政诉讼数", "行政诉讼总数"),
    "complaints": ("举报投诉数量", "举报投诉数", "投诉举报数量", "投诉举报数"),
    "fee_waivers": ("政府信息公开收费减免金额", "收费减免金额", "减免费用"),
    "trainings": ("举办各类培训班数", "举办培训班数", "举办各类培训班次数"),
    "trained_people": ("接受培训人员数", "接受培训人数", "接受培训人员数量"),
    "staff_full_time": ("专职人员数", "专职人员数量"),
    "staff_part_time": ("兼职人员数", "兼职人员数量"),
}

_MONEY_KEYS = {
    "fees_charged_yuan": (
        "元",
        ("依申请公开信息收取的费用", "依申请公开收取的费用", "依申请公开政府信息收取的费用", "收取费用"),
    ),
    "funding_10k_yuan": ("万元", ("政府信息公开专项经费", "专项经费", "政府信息公开工作专项经费")),
}
"""Keys that name a unit fit only where the row prints it."""

_NO_KEY = (
    "制发规范性文件总数",
    "其中主要负责同志参加新闻发布会次数",
    "主要负责同志参加新闻发布会次数",
    "主要负责同志参加新闻发布会总次数",
    "政府网站在线访谈次数",
    "主要负责同志参加政府网站在线访谈次数",
    "微博微信回应事件数",
    "其他方式回应事件数",
    "信函传真申请数",
    "申请办结数",
    "按时办结数",
    "延期办结数",
    "属于已主动公开范围数",
    "涉及国家秘密",
    "涉及商业秘密",
    "涉及个人隐私",
    "危及国家安全公共安全经济安全和社会稳定",
    "不是条例所指政府信息",
    "法律法规规定的其他情形",
    "不属于本行政机关公开数",
    "申请信息不存在数",
    "告知作出更改补充数",
    "告知通过其他途径办理数",
    "维持具体行政行为数",
    "被依法纠错数",
    "其他情形数",
    "维持具体行政行为或者驳回原告诉讼请求数",
    "接受行政诉讼举报数",
    "政府信息公开工作专门机构数",
    "设置政府信息公开查阅点数",
    "从事政府信息公开工作人员数",
    "召开政府信息公开工作会议或专题会议数",
)
"""Rows of the national table and its forerunners that no indicator means: they only tell that a table is one."""

KEY_BY_STEM: Mapping[str, str] = MappingProxyType(
    {read_label(label).stem: key for key, labels in _KEYS.items() for label in labels}
)
MONEY_KEY_BY_STEM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {read_label(label).stem: (key, unit) for key, (unit, labels) in _MONEY_KEYS.items() for label in labels}
)
KNOWN_STEMS = frozenset((*KEY_BY_STEM, *MONEY_KEY_BY_STEM, *(read_label(label).stem for label in _NO_KEY)))
"""Any three of these rows make a table a 统计表, whatever its header says."""

LABEL_HEADS = frozenset(("指标名称", "统计指标", "指标", "统计项目", "指标项目", "项目名称"))
"""Heads of the column of labels."""

UNIT_HEADS = frozenset(("计量单位", "单位", "统计单位"))
"""Heads of the column of units."""

YEAR_HEADS = (
    "本年累计",
    "本年累计数",
    "本年",
    "本年度",
    "当年",
    "全年",
    "年度",
    "本年数",
    "本年度数",
    "本年度数据",
)
"""Heads of the column of the year, beside a printed year (2015年度); 本年累计 stands beside the quarter 本期实际."""

PLAIN_HEADS = ("统计数", "统计数据", "数量", "数值", "数据", "合计", "总数", "值", "数")
"""Heads of the only column of values."""

CUMULATIVE_HEADS = ("历年累计", "历年累计数", "历史累计", "累计", "累计数", "累计总数")
"""Heads of the column of the running total since the beginning."""

OTHER_HEADS = (
    "代码", "指标代码", "序号", "行号", "行次", "编号", "本期实际", "本期", "上年", "上年度", "去年", "同比", "备注",
    "说明", "增长", "同比增长",
)  # fmt: skip
"""Heads of columns that are not the year's figures."""

UNITS = frozenset(("条", "件", "次", "篇", "个", "人", "人次", "元", "万元", "份", "期", "起", "宗", "项", "%", "部"))
"""Printed units."""
