# ruff: noqa: E501 (patterns in Chinese: a break inside them would hide more than it shows)
"""DATA: how the prose of a report states its figures.

The figures are those that 政府信息公开条例 2008 art. 32 and 2019 art. 50 ask for, in the words of the
政府信息公开情况统计表 (国办发 〔2014〕32号) and of the 年度报告格式 (国办公开办函〔2019〕60号,
〔2021〕30号), which the prose repeats. A figure is taken only where label and number stand side by side; a
label without a number, or a number whose label is open to doubt, is left out.

Patterns run on one statement (a sentence up to a semicolon) with ASCII punctuation. `<n>` stands for the
number with its unit; every gap is bounded, so matching is linear.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extraction.numerals import COUNT
from crawler.items import Kind

CASES = "件次|件|宗|份|起|条|例|次|个"
"""宗, 件, 起, 条 count the same things."""
ITEMS = "条次|条|件|篇|项|则|份|个"

LINK = r"(?:\s|数量?|总条数|条数|总数|总量|总计|总共|合计|共计|累计|共有|共|计|均?为|达到|达|是|了|:){0,4}"
"""What may stand between a label and its number."""


def number(units: str) -> str:
    """The regular expression of a number with one of the units and what makes it approximate; a raised digit behind
    it is a footnote's."""
    return (
        rf"(?P<about>约|大约|近|将近|超过|逾|超)?\s?(?P<n>(?<![\d.])(?:(?<![数几])|(?![十百千万])){COUNT})[⁰¹²³⁴-⁹₀-₉]{{0,2}}\s?(?P<more>多|余|来)?\s?"
        rf"(?P<unit>{units})(?![线街龙心款])(?P<after>左右|以上)?"
    )


OGI = r"(?:政府|政务)?信息公开"
APPLICATION = (
    rf"(?:{OGI}(?:的)?申请(?:书|表|事项)?|依申请公开(?:的)?(?:政府信息|信息)?(?:的)?(?:申请|请求|事项|件)"
    r"|申请公开(?:政府|政务)?信息|公开(?:政府|政务)?信息(?:的)?申请)"
    r"(?!(?:而|被|后|所)?(?:引起|引发|产生|提起|导致|行政|复议|诉讼|的?行政|的?诉讼|的?复议|答复|办理))"
)
"""An application for information, and not 信息公开申请行政复议."""
RECEIVING = r"(?<!不予)(?<!未)(?:收到|受理|接收|接到|收办|新收|接受)"

_ONE_CHANNEL = (
    r"(?<![、和及或与/])(?:网络|网上|互联网|在线|信函|邮寄|(?:电子)?邮件|传真|当面|现场|书面)(?![、和及或与/]|.{0,2}等)"
)
_ASIDE = rf"(?:(?!复议|诉讼|信访|热线|咨询|投诉|来信|{_ONE_CHANNEL})[^。;,0-9])"
"""A letter between 收到 and what was received that brings in nothing else and narrows it to no channel."""
_ONE_WAY = rf"^(?!.*(?:[、和及与或]|等)).*(?:通过|以|采用|经){_ONE_CHANNEL}"
_LONG_TIME = (
    r"历年|20\d\d年?\s?[至到\-—~]\s?20\d\d年(?!\d)|近[几两三四五六七八九十]?年|(?<![今一])(?<!本年)(?<!年度)以来|截[至止].*累计"
    r"|自(?P<since>20\d\d)年(?!1月1日起?[至到](?:(?P=since)年)?12月)|^(?!.*(?:20\d\d年|今年|全年|本年|年内|年度)).*累计"
)
"""累计 without a year, or since a beginning: more than the year's."""

NARRATIVE: frozenset[Kind] = frozenset(("preamble", "overview", "proactive_disclosure"))
ANYWHERE: frozenset[Kind] = frozenset(
    ("preamble", "overview", "proactive_disclosure", "applications", "fees", "review_and_litigation", "other")
)
"""Sections that state figures of the year; problems and plans do not."""

NOT_THE_YEAR = (
    r"比|同比|较上年|较去年|去年|上年|上一年|其中|增加|减少|增长|力争|计划(?!生育|[局委和])|拟|不少于|目标|要求各"
    r"|前年|历年|[上下]半年|季度|[1-9]\d?\s?[至到\-—]\s?[1-9]\d?月|平均|每[月日季个]|(?<![今一]年)以来|[二三四五六七八九十]年来"
    r"|应主动|应当主动|未主动|不予主动|不宜|撤销|删除|漏报"
)
"""Words before a figure that make it another one."""
OTHER_DESKS = (
    r"留言|网民|诉求|工单|信件|来电|热线|信箱|信访|来信|来访|12345|提案|议案|人大|政协|咨询|投诉|办件|许可|审批|窗口"
)
"""Subjects whose own figures of cases and rates stand in the same sections."""


@dataclass(frozen=True, slots=True)
class CountRule:
    """One way to state one or several figures."""

    names: tuple[str, ...]
    pattern: str
    """With the groups of `number`."""
    gates: tuple[str, ...]
    """Words; without one of them the pattern cannot match."""
    kinds: frozenset[Kind]
    """Classes of sections where it is looked for."""
    context: str = ""
    """Must stand in the sentence, unless the section is of the class `home`."""
    of_paragraph: bool = False
    """The context may stand anywhere in the paragraph."""
    home: Kind | None = None
    deny: str = NOT_THE_YEAR
    """Must not stand in the clause before the figure."""
    deny_all: str = _LONG_TIME
    """Must not stand in the statement up to the figure."""


_OF_THESE = r"[,(:]?\s?其中[,:]?(?:属于|属|涉及|为|有)?"
"""Only some of the applications that an office receives are for information."""
_PUBLIC = r"公开|申请"
_REVIEW = OGI + r"|政务公开|依申请|申请公开|公开政府信息"
_JOINT = r"(?:复议|诉讼|投诉|举报|申诉)(?:申请|案件|案|事项)?(?:、|和|及|与|或|以及|/|,)\s?(?:因|被)?(?:提起|申请)?(?:政府信息公开)?$"
_LATE = r"延期|逾期|超期|未$|未[按能及]"
_AS_JUDGE = r"^(?!.*公开).*(?:办理|受理|审结)|应诉|出庭|撤回|不予受理|化解"
"""The office decides the cases of others."""
_AS_GUEST = r"参加|选派|派员|派出|上级|赴"
_COURSE = (
    r"(?:[了的和及、]|政府信息公开|政务公开|信息公开|政务信息|业务|知识|工作|相关|有关|专题|专项|集中|各类|各级|系列|人员|工作人员|骨干|信息员|联络员|条例|宣传"
    r"|法律法规|政策|操作|技能|《[^》]{1,30}》|全[省市州区县镇局]|[省市州区县](?:级|本级)?){0,8}"
)
_HOLD = r"(?:举办|组织|开展|召开|举行|组织召开|组织开展|组织举办|开展了|举办了|组织了|召开了)"

FEE_PART = r"(?:检索|复印|复制|邮寄|成本|工本|打印)费"
"""One of several fees: only their sum, or the one that stands alone, is what was charged."""
FEE_SUM = rf"[,:](?:费用|收取|收费)?(?:共计|合计|总计|总共|共)(?:收取|收费|收)?(?:费用)?{number('元')}"
_NOT_CHARGED = (
    NOT_THE_YEAR
    + r"|支出|经费|行政事业性|每|标准|预算|项目|减免|免收|免除|支付|退还|节约|节省|办公|维护|建设|运行|运维|印刷|多$|[免应未减不]$|其[他它]$"
)

COUNT_RULES: tuple[CountRule, ...] = (
    CountRule(
        ("applications_received",),
        rf"{RECEIVING}{_ASIDE}{{0,26}}?(?<![、和及与]){APPLICATION}{LINK}{number(CASES)}",
        ("申请",),
        ANYWHERE,
        deny=NOT_THE_YEAR + "|" + _ONE_WAY,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_received",),
        rf"{RECEIVING}(?:了)?(?:政府信息)?依申请公开(?:共|总数|数量|数|为|:){{0,2}}{number('件|宗|份|起')}",
        ("申请",),
        ANYWHERE,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_received", "applications_answered"),
        rf"{RECEIVING}(?:并|、|和|及|且)?(?:答复|回复|办结)(?:了)?{_ASIDE}{{0,16}}?(?<![、和及与]){APPLICATION}{LINK}{number(CASES)}",
        ("申请",),
        ANYWHERE,
        deny=NOT_THE_YEAR + "|" + _ONE_WAY,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_received",),
        rf"{RECEIVING}(?:了)?{_ASIDE}{{0,12}}?{number(CASES)}(?:关于)?{_ASIDE}{{0,12}}?(?<![、和及与]){APPLICATION}",
        ("申请",),
        ANYWHERE,
        deny=NOT_THE_YEAR + "|" + _ONE_WAY,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_received",),
        rf"{RECEIVING}(?:了)?(?:各类|群众|有效|社会公众)?(?:的)?(?:公开)?申请(?:事项)?{LINK}{number(CASES)}(?!{_OF_THESE}{APPLICATION})",
        ("申请",),
        frozenset(("applications",)),
        deny=NOT_THE_YEAR + "|" + _ONE_WAY,
        deny_all=r"其中|复议|诉讼|" + _LONG_TIME + "|" + OTHER_DESKS,
    ),
    CountRule(
        ("applications_received",),
        rf"{RECEIVING}(?:了)?(?:各类|各种|群众|社会公众)?(?:的)?申请(?:事项)?(?:共计|共|总计|合计)?\d{{1,6}}(?:件|宗|份|起){_OF_THESE}{APPLICATION}{LINK}{number(CASES)}",
        ("申请",),
        frozenset(("applications",)),
        deny=NOT_THE_YEAR + "|" + _ONE_WAY,
        deny_all=r"复议|诉讼|" + _LONG_TIME + "|" + OTHER_DESKS,
    ),
    CountRule(
        ("applications_received",),
        rf"^(?:\s|20\d\d年度?|全年|本年度?|,|我[镇区县市局委办]|共)*(?:{OGI}申请|依申请公开(?:政府信息|信息)?(?:申请)?)(?:数量|总数|总量|件数|数|共计|总计|合计|共)(?:共|共计|为|达|是|:)?\s?{number(CASES)}",
        ("申请",),
        frozenset(("applications", "overview")),
    ),
    CountRule(
        ("applications_answered",),
        rf"(?:答复|回复|办结)(?:了|申请人|完毕)?(?:各类)?{APPLICATION}{LINK}{number(CASES)}",
        ("申请",),
        ANYWHERE,
        deny=NOT_THE_YEAR + "|" + _LATE,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_answered",),
        rf"(?:答复|回复|办结)(?:了)?依申请公开(?:政府信息|信息)?{LINK}{number(CASES)}",
        ("申请",),
        ANYWHERE,
        deny=NOT_THE_YEAR + "|" + _LATE,
        deny_all=r"其中|" + _LONG_TIME,
    ),
    CountRule(
        ("applications_answered",),
        rf"(?:^|(?<=[已均共并,:、年度局镇区县市办委法])|(?<=及时)|(?<=全部))(?:答复|办结)(?:了)?(?:申请)?(?:总数|数)?(?:共计|共|为|:){{0,1}}\s?{number(CASES)}",
        ("答复", "办结"),
        frozenset(("applications",)),
        deny=NOT_THE_YEAR + "|" + _LATE + r"|不予|同意|部分公开|" + OTHER_DESKS + "|复议|诉讼",
        deny_all=r"其中|" + _LONG_TIME + "|" + OTHER_DESKS,
    ),
    *(
        CountRule(
            (name,),
            rf"(?:{word})(?:方式|形式|渠道|途径)?(?:提出|提交|递交|受理|收到|接收)?(?:的)?(?:政府信息公开|信息公开)?(?:申请)?(?:数)?(?:共|为|:)?\s?{number(CASES)}",
            tuple(word.split("|")),
            ANYWHERE,
            context=APPLICATION,
            home="applications",
            deny=r"(?:当面|现场|传真|网络|网上|信函|邮寄|邮件)(?:申请)?[、和及与或/]$|比|同比|去年|上年|" + OTHER_DESKS,
            deny_all=_LONG_TIME + "|答复|办结|" + OTHER_DESKS,
        )
        for name, word in (
            ("applications_in_person", "当面|现场|到场"),
            ("applications_fax", "传真"),
            ("applications_online", "网络|网上|互联网|在线"),
            ("applications_letter", "信函|邮寄"),
        )
    ),
    CountRule(
        ("fees_charged_yuan",),
        rf"(?<![免减未不])(?:信息处理费|收费|费用|实际收取(?:的)?(?:总)?金额)(?:用|金额|总额|总金额)?{LINK}{number('万元|元')}",
        ("元",),
        ANYWHERE,
        context=r"信息处理费|收费通知|依申请|" + OGI,
        home="fees",
        deny=_NOT_CHARGED,
    ),
    CountRule(
        ("fees_charged_yuan",),
        rf"收取?(?:了)?[^。;,0-9]{{0,16}}?{FEE_PART}(?:用)?(?:等)?(?:费用)?{LINK}{number('元')}(?!.*\d\s?元)",
        ("元",),
        ANYWHERE,
        context=r"信息处理费|收费通知|依申请|" + OGI,
        home="fees",
        deny=_NOT_CHARGED,
        deny_all=_LONG_TIME + r"|\d\s?元.*\d\s?元",
    ),
    CountRule(
        ("fee_waivers",),
        rf"(?:减免|免收)[^。;,0-9]{{0,8}}?{LINK}{number('万元|元|人次|件|次|人')}",
        ("免",),
        ANYWHERE,
        context=r"信息处理费|依申请|" + OGI,
        home="fees",
        deny=NOT_THE_YEAR + r"|行政事业性|收费(?:及|和|、|与)$",
    ),
    CountRule(
        ("reconsiderations", "litigations"),
        rf"行政复议(?:申请|案件|案)?(?:、|和|及|与|,)(?:被)?(?:提起)?行政诉讼(?:案件|案)?各{number(CASES)}",
        ("复议",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
        deny=rf"{NOT_THE_YEAR}|{_AS_JUDGE}|投诉|举报|申诉",
    ),
    CountRule(
        ("reconsiderations",),
        rf"行政复议(?:的)?(?:申请|案件|案|事项)?{LINK}{number(CASES)}",
        ("复议",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
        deny=rf"{NOT_THE_YEAR}|审理|代理|{_AS_JUDGE}|{_JOINT}",
    ),
    CountRule(
        ("litigations",),
        rf"行政诉讼(?:的)?(?:申请|案件|案|事项)?{LINK}{number(CASES)}",
        ("诉讼",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
        deny=rf"{NOT_THE_YEAR}|代理|{_AS_JUDGE}|{_JOINT}",
    ),
    CountRule(
        ("reconsiderations",),
        rf"(?:发生|收到|受理|被申请|提起)(?:了)?\s?{number(CASES)}(?:因|涉及|有关)?(?:政府信息公开)?(?:的)?行政复议(?:申请|案件|案)?(?![、和及与或])",
        ("复议",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
    ),
    CountRule(
        ("litigations",),
        rf"(?:发生|收到|被|提起)(?:了)?\s?{number(CASES)}(?:因|涉及|有关)?(?:政府信息公开)?(?:的)?行政诉讼(?:案件|案)?(?![、和及与或])",
        ("诉讼",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
    ),
    CountRule(
        ("complaints",),
        rf"(?:举报、?投诉|投诉、?举报|举报和投诉|投诉)(?:案件|事项|件)?{LINK}{number(CASES)}(?![,、和]?\s?举报)",
        ("投诉",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
        deny=NOT_THE_YEAR + r"|热线|信访|消费|12345|网上|信箱",
        deny_all=_LONG_TIME + r"|热线|信访|消费|12345|信箱|举报\d{1,6}\D{1,4}投诉",
    ),
    CountRule(
        ("appeals",),
        rf"申诉(?:案件|事项|案)?{LINK}{number(CASES)}",
        ("申诉",),
        ANYWHERE,
        context=_REVIEW,
        home="review_and_litigation",
        deny=rf"{NOT_THE_YEAR}|{_JOINT}",
    ),
    CountRule(
        ("npc_proposals",),
        rf"(?:承办|办理|收到|答复|办结|交办|受理|承接|主办)(?:了)?[^。;,0-9]{{0,12}}?人大(?:代表)?(?:的)?(?:意见|批评|议案|和|、){{0,4}}(?:建议|议案)(?:意见)?(?:总数|共计|共|为|:){{0,2}}\s?{number('件|份|个')}",
        ("人大",),
        ANYWHERE | {"proposals"},
        deny=NOT_THE_YEAR + "|网站|栏目",
    ),
    CountRule(
        ("cppcc_proposals",),
        rf"政协(?:委员)?(?:的)?提案(?:总数|共计|共|为|:){{0,2}}\s?{number('件|份|个')}",
        ("政协",),
        ANYWHERE | {"proposals"},
        context=r"承办|办理|收到|答复|办结|交办|受理|承接|主办",
        deny_all=_LONG_TIME + r"|公开[^,。]{0,8}(?:人大|政协|建议|提案)",
        deny=NOT_THE_YEAR + r"|网站|栏目|(?:建议|议案)(?:和|及|与|、|以及)[区县市省州]?$",
    ),
    CountRule(
        ("interpretations",),
        rf"(?:(?:发布|公开|刊发|上传|编发|推出|制作|开展)(?:了)?(?:各类|重要|相关)?(?:政策)?(?:文件)?解读|政策解读|解读)(?:稿件?|材料|信息|文章|文件|类信息)?(?:发布)?(?:数量?)?(?:共计|共|为|:){{0,1}}\s?{number('篇次|条|篇|件|份|次|个|期')}",
        ("解读",),
        NARRATIVE,
        deny=NOT_THE_YEAR + r"|(?:图文|图解|视频|媒体)(?!.*等)|转发|转载|报送|上级|专家|领导|负责人|回应$|栏目",
    ),
    CountRule(
        ("hot_topic_responses",),
        rf"回应(?:了)?(?:公众|社会|群众|民众)?(?:关注|关切|关心)?(?:的)?(?:社会)?(?:热点|焦点)(?:问题|话题)?(?:(?:或|及|和)?重大舆情)?(?:数量?)?(?:\([^)]{{1,30}}\))?(?:共|为|:){{0,1}}\s?{number('次|宗|件|条|个|起')}",
        ("回应",),
        NARRATIVE,
    ),
    CountRule(
        ("normative_documents",),
        rf"(?:公开|制发|印发|发布|制定|出台|新制|制作|公布)[^。;,0-9]{{0,10}}?规范性文件{LINK}{number('件|个|份|条|部')}",
        ("规范性文件",),
        NARRATIVE,
        deny=r"比|同比|去年|上年|现行|有效|清理|废止|失效|修订|修改|审查|备案|审核|报备|累计",
    ),
    CountRule(
        ("trainings",),
        rf"{_HOLD}{_COURSE}培训(?:班|会|活动|讲座)?{LINK}{number('场次|班次|期次|期|次|场|班')}(?!,?其中.{{0,12}}公开)",
        ("训",),
        ANYWHERE,
        context=r"公开",
        of_paragraph=True,
        deny_all="",
        deny=NOT_THE_YEAR + "|" + _AS_GUEST,
    ),
    CountRule(
        ("trainings",),
        rf"{_HOLD}(?:了)?{number('场次|班次|期|次|场')}{_COURSE}培训(?:班|会|活动|讲座)?(?!,?其中.{{0,12}}公开)",
        ("训",),
        ANYWHERE,
        context=r"公开",
        of_paragraph=True,
        deny_all="",
        deny=NOT_THE_YEAR + "|" + _AS_GUEST,
    ),
    CountRule(
        ("trained_people",),
        rf"(?:参加培训|接受培训|参训|受训|培训)(?:的)?(?:人员|人数|干部|工作人员|总人数)?{LINK}{number('人次|人')}",
        ("训",),
        ANYWHERE,
        context=rf"{OGI}|政务公开|{_HOLD}{_COURSE}培训",
        of_paragraph=True,
        deny=NOT_THE_YEAR + r"|技能|农民|就业|创业",
        deny_all=rf"{_HOLD}(?!{_HOLD}?{_COURSE}培训)(?:(?!公开|条例)[^,;]){{1,20}}培训|"
        + r"技能|农民|就业|创业|技术|安全|消防|法制|党员",
    ),
    CountRule(
        ("publicity_events",),
        rf"{_HOLD}(?:政府信息公开|政务公开|信息公开|条例|《[^》]{{1,30}}》|集中|专题|日|的){{0,4}}宣传(?:活动)?{LINK}{number('场次|次|场')}",
        ("宣传",),
        ANYWHERE,
        context=r"公开",
        of_paragraph=True,
        deny_all="",
    ),
)

REVIEW_OUTCOMES: tuple[tuple[str, str], ...] = (
    ("litigations_closed", rf"(?<!未)(?:办结|审结|结案)(?:了)?{number('件|起|宗|例')}"),
    (
        "litigations_pending",
        rf"(?:正在(?:办理|审理)(?:中)?|尚未(?:审结|办结|结案)|未(?:审结|办结)|在审|待审)(?:的)?\s?{number('件|起|宗|例')}",
    ),
)
"""Figures that belong to the litigation named last before them in the sentence."""


def _not_on_request(verbs: str) -> str:
    """One of the verbs, but not behind 申请 or 不予: 依申请公开 and 不予公开 are no proactive disclosure.

    What must not stand before a verb is asked behind it, so that the search goes from verb to verb.
    """
    before = ("申请", "不予", "免予", "予以", "同意", "部分", "未", "不", "拟", "应")
    asked = ((verb, "".join(f"(?<!{word}{'.' * len(verb)})" for word in before)) for verb in verbs.split("|"))
    return "|".join(f"{verb}{not_before}" for verb, not_before in asked)


_PERCENT = r"(?P<n>(?<![\d.])\d{1,3}(?:\.\d{1,4})?)\s?%|(?P<all>百分之?百)"
RATES = (
    r"(?P<rates>(?:[按及限准]时|按期|及时)?(?:答复|回复|办结|受理|及时|按时)率"
    rf"(?:[、和及与](?:[按及限准]时|按期)?(?:答复|回复|办结|受理|及时|按时)率){{0,3}})(?:均|都)?(?:为|达到?|是|均达|保持){{0,2}}(?:了|在|到)?\s?(?:{_PERCENT})"
)
"""答复率 and 办结率 are the answer rate, those with 按时 or 及时 the timely rate; 受理率 is neither."""

DISCLOSED = rf"(?P<verb>{_not_on_request('主动公开|公开')})(?:发布|[了的]){{0,2}}(?:各类|各项|相关)?(?P<of>政府|政务)?信息(?P<link>{LINK}){number(ITEMS)}"
DISCLOSED_LABEL_FIRST = rf"(?:(?P<verb>(?:政府|政务)?信息主动公开)(?:的)?(?:信息)?(?:总条数|条数|总数|总量|数量|量)?|(?<!申请)(?<!申请公开)(?:政府|政务)信息公开(?:总条数|总数|总量|数量|量)){LINK}{number(ITEMS)}"
OF_THE_CUMULATED = rf"[,(]\s?其中,?\s?(?P<of_year>20\d\d)年度?(?:新增|主动公开|公开|发布)?(?:政府|政务)?(?:信息)?{LINK}{number(ITEMS)}(?=[,)]|$)"
"""The year's part, just behind the sum since the beginning."""
CHANGED = rf"主动公开(?:各类)?(?:政府|政务)?信息(?:总数|总量|数量|条数)?[由从]20\d\d年的?\d{{1,9}}(?:条次|条|件|篇)(?:增加|增长|上升|减少|下降|提高)?[到至](?:了)?(?P<of_year>20\d\d)年的?{number('条次|条|件|篇')}(?=[,)]|$)"
"""The year's total as the end of a change from another year."""
DISCLOSED_KINDS = rf"各类(?:政府|政务)信息(?P<link>{LINK}){number('条次|条|件|项|则')}"
POSTED = rf"(?P<verb>{_not_on_request('发布|公开|公布|更新|上传|推送|转发|转帖|编发|刊发')})(?:或转帖|[了的]){{0,2}}(?:各类|各项)?(?:公开|主动公开)?(?:的)?(?P<what>(?:政府|政务|官方|公开)?(?:信息|微博|微信|图文)(?:信息|消息|文章)?){LINK}{number('条次|条|篇|期|次|则')}"
LIST_TOTAL = rf"(?:总计|合计|共计)(?:公开|发布|更新)?(?:各类)?(?:政府|政务)?(?:信息)?(?:共)?\s?{number(ITEMS)}"
LISTED = rf"(?:和|及|以及)?\s?(?P<label>[^,;:。]{{1,40}}?){LINK}{number(ITEMS)}"

CHANNELS: tuple[tuple[str, str], ...] = (
    ("proactive_other", r"其[他它](?:方式|渠道|形式|途径|媒体)"),
    ("proactive_website", r"网站|门户网|官网|网页"),
    ("proactive_weibo", r"微博"),
    ("proactive_wechat", r"微信|公众号"),
    (
        "proactive_other",
        r"宣传栏|公示栏|公告栏|公开栏|电子屏|显示屏|触摸屏|电视|广播|新媒体|客户端|抖音|头条|手册|查阅点|档案馆|图书馆|政府公报",
    ),
)
"""(indicator, words): the first entry outranks the rest; two different channels together are no single
channel."""

POST_BEFORE = r"\d[多余]?\s?(?:条次|条|篇|期|次|则|件)(?:\([^)]{1,8}\))?[、和及]"
"""The end of the item before, where posts are listed in one clause."""

MEDIA = r"村务|被|采用|录用|日报|晚报|早报|媒体|报送|投稿|约稿|刊登|简报|访问|采购网|招标网|大厅"
"""Words that make posts another thing than disclosure by the office."""
RESTRICTED = r"其中|领域|专栏|专题|板块|(?<!公开)(?<!工作)(?<!信息)方面|累计.{0,30}累计"
"""A count after them is a part of the year's, not the whole."""
RESTRICTED_HEADING = (
    r"重点|财政|预决算|资金|采购|资源|环境|环保|食品|药品|安全|教育|医疗|卫生|就业|社保|社会保障|住房|征地|拆迁|扶贫|救助|民生|权力|许可|处罚|执法"
    r"|监管|招投标|工程|项目|价格|信用|应急|规划|国企|企业|公共服务|人事|热点|关切|微博|微信|其他渠道"
)
"""Headings whose text counts one field only."""
SINCE_THE_BEGINNING = r"截[至止]|历年|(?<!今年)以来|自20\d\d年|(?:20\d\d年|起)至"
OF_THE_YEAR = r"全年|年内|本年度?|今年|一年来"
CATEGORY_INTRODUCTION = r"(?:类别|分类|种类|类型)[^。;0-9]{0,12}$"
NORMATIVE_CATEGORY = r"(?:行政)?规范性文件(?:类)?(?:信息)?$"
NO_CATEGORY = r"(?:局|厅|委|办|所|镇|乡|街道|(?<!干)部|中心|站|院|科|股|处|室|公司|社区|村|(?:单位|部门|乡镇)(?:公开|发布)?)$|各(?:乡镇|镇|乡|街道|部门|单位)|管委会|占|比|增|减|[省市州区县]直|本级|其中"
MEANS = r"通过|利用|依托|借助"
"""A label that begins so is a way of disclosing, no category."""
