# ruff: noqa: E501 (patterns in Chinese: a break inside them would hide more than it shows)
"""DATA: how the prose of a report denies a figure, or says that it is zero.

A denial counts as the figure zero (`status: zero`); a topic that is not mentioned stays absent. Patterns
run on a clause with ASCII punctuation, every gap is bounded.
"""

from __future__ import annotations

from crawler.items import Kind

LONGEST_DENIAL = 60
"""Characters between the negation and the end of its clause."""

NEGATION = (
    r"没有|从未|尚未|暂未|并未|均未|(?<![如若是])未(?!来|成年|经|央|及时|按)|不存在|暂不|(?<!不)不(?=收取|收费|产生|发生)"
    r"|(?<![有如若])无(?!锡|法|偿|障|理|正|关|论|纸|极|线|为|形|需|须|不|缝|人|序|故|效)"
)

OPENING = (
    r"\s?(?:曾|有|再|出现|发生|产生|收到|接到|受理|接收|接受|收取|收费|收|提起|引发|引起|涉及|因|由于|由|就|对|向|关于|有关|针对|任何|公民|法人|群众|社会"
    r"|依申请|申请|行政复议|行政诉讼|复议|诉讼|申诉|举报|投诉|政府信息|信息公开|被|减免|减收|免收|费用|信息处理费|相关|此类|上述|通过|人)"
)
"""What a denial of ours goes on with: 未收到, 未因, 无行政复议; not 未按时, 没有落实."""

NOT_MEANT = r"按时|败诉|纠错|纠正|撤销|违法|逾期|超期|责任追究|满意|落实|违规|乱收|不合理|擅自|泄密|失密|事故|变更|驳回|及时|到位|影响|热线|信访|信箱|12345|消费|回应|维持"
"""Denials of something else about the same things (没有败诉的行政诉讼)."""

CONDITIONAL = r"有\d{1,3}\s?[个家]|如果|若|是否|凡|除|假如|一旦|比|去年|上年|不得|不应|严禁|[对于]于没有"

_ENDS = r"(?=\s*(?:[,;。:)]|$))"
AFTERWARDS = (
    rf"(?:情况)?(?:数量?|件数)?(?:均|都|也)?(?:为|是)(?:零|0)(?:件|宗|起|例|元|次)?{_ENDS}"
    rf"|(?:情况)?(?:均|都)(?:没有|未)(?:发生|出现){_ENDS}|(?:均|都)无{_ENDS}|(?:情况)?:\s?无{_ENDS}"
)
"""The negation that follows its targets: 情况为零, 均未发生."""
NONE_OF_EACH = rf"(?:案件|案|事项)?(?:均|各|共)?(?<![\d.])0\s?(?:件|起|宗|例){_ENDS}"
"""行政复议、行政诉讼0件: several targets share the number, which only zero can."""

_ASKED = (
    r"(?:(?:政府|政务)?信息公开(?:的)?申请(?:事项|书|情况)?|依申请公开(?:的)?(?:政府信息|信息)?(?:的)?(?:申请|请求|事项|件|情况)"
    r"|申请公开(?:的)?(?:政府|政务)?信息(?:的)?(?:公民|情况|事项|申请)?|公开(?:政府|政务)?信息(?:的)?(?:申请|请求))"
    r"(?!(?:而|被|后|所)?(?:引起|引发|产生|提起|导致|行政|复议|诉讼|收费|费|的?行政|的?诉讼|的?复议|的?收费|的?费|答复|办理|不))"
)
NO_APPLICATION = (
    rf"(?!对|把|将)(?:(?!复议|诉讼|费|因|举报|投诉|不予|部分|逾期|超期)[^,;。]){{0,30}}?{_ASKED}"
    r"(?:的)?(?:情况|情形|事项|要求|现象)?(?:的)?(?:发生|出现)?\s?(?:$|[、和及或与])"
)
"""The target of a denial, from just after the negation."""
DENIED_APPLICATION = rf"^(?:(?!答复|办理|延期|办结|补正|撤回|转|不予|部分|同意)[^,;。])*(?:{_ASKED}|(?:政府信息|信息)依申请公开(?:的)?|收到(?:的)?申请)(?:(?!答复|办理|延期|办结|补正|撤回|转|不予|部分|同意)[^,;。])*$"
"""The target before 为零."""

REVIEW_TARGETS: tuple[tuple[str, str], ...] = (
    ("reconsiderations", r"复议(?!机关|机构|部门|决定|委员会|法|应诉|局|答复)"),
    ("litigations", r"诉讼(?!法|应诉|费)"),
    ("complaints", r"(?:举报|投诉)(?!电话|热线|信箱|渠道|平台|制度|方式)"),
    ("appeals", r"申诉"),
)

NO_FEE = r"收取|收费|收.{0,4}费用?|产生.{0,8}费用|信息处理费|(?:发生|有)(?:任何|相关)?费用|无(?:任何|相关)?费用"
NO_WAIVER = r"减免|免收|减收"
NOT_OUR_FEE = r"其[他它](?:任何)?费|行政事业性|审批|许可|办证|押金|保证金|项目|摊派|罚|捐|经费|支出|标准"
ABOUT_OGI = r"收费通知|信息公开|政务公开|依申请|申请公开|公开政府信息|信息处理费|政府信息"
TOPIC = r"申请|费|复议|诉讼|投诉|举报|申诉|减免"

APPLICATION_KINDS: frozenset[Kind] = frozenset(
    ("preamble", "overview", "proactive_disclosure", "applications", "other")
)
REVIEW_KINDS: frozenset[Kind] = APPLICATION_KINDS | {"review_and_litigation"}
FEE_KINDS: frozenset[Kind] = APPLICATION_KINDS | {"fees"}

PART_OF_ALL = r"[上下]半年|季度|[1-9]\d?月份?|网上|网络|书面|当面|现场|信函|传真|邮件|(?<![、和及或与])个人|自然人|(?<!公民、)法人(?![和或及、])|企业|重复|涉密|符合|有效|关于[^,，。]{1,14}的"
"""Words that narrow a denial to one channel, kind of applicant, subject or part of the year: the rest stays open."""
TAKEN_BACK = r"(?:并非|不是|除[^,，。]{1,14}外[,，]?)\s?$"
"""Words before a denial that deny it, or that leave something out of it."""
