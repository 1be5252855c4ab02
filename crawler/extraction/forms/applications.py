"""收到和处理政府信息公开申请情况: what both official forms of the applications table share.

国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号: seven columns of applicants, and every
row but those under （六）其他处理. 法人或其他组织 only spans five columns; there is no column of its sum.
"""

from __future__ import annotations

from crawler.extraction.forms.shapes import Column, Group, Row

APPLICANTS = (
    Column("natural_person", ("自然人",)),
    Column("commercial_enterprise", ("商业企业",)),
    Column("research_institution", ("科研机构",)),
    Column("public_interest_organization", ("社会公益组织", "公益组织", "社会公益")),
    Column("legal_service_organization", ("法律服务机构", "法律服务", "法律机构")),
    Column("other", ("其他", "其它")),
    Column("total", ("总计", "合计", "总数")),
)
"""The seven value columns in the order of the grid."""

HEADER_WORDS = (
    "申请人情况",
    "法人或其他组织",
    "法人或者其他组织",
    "法人和其他组织",
    "法人及其他组织",
    "法人或其它组织",
)
"""Labels of the header that span columns."""

COLUMN_RELATION = "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和"
"""Stem of the text in the header's corner."""

RESULTS = Group("results", ("三、本年度办理结果", "三、本年办理结果", "三、办理结果"))
REFUSED = Group("refused", ("（三）不予公开",))
UNAVAILABLE = Group("unavailable", ("（四）无法提供",))
UNPROCESSED = Group("unprocessed", ("（五）不予处理",))
OTHER_HANDLING = Group("other_handling", ("（六）其他处理", "（六）其它处理"))
GROUPS = (RESULTS, REFUSED, UNAVAILABLE, UNPROCESSED, OTHER_HANDLING)

RECEIVED = (
    Row(
        "received",
        (
            "一、本年新收政府信息公开申请数量",
            "一、本年度新收政府信息公开申请数量",
            "一、本年新收政府信息公开申请数",
            "一、本年新收政府信息公开申请",
            "一、本年新收申请数量",
            "一、新收政府信息公开申请数量",
        ),
    ),
    Row(
        "carried_in",
        (
            "二、上年结转政府信息公开申请数量",
            "二、上年度结转政府信息公开申请数量",
            "二、上一年结转政府信息公开申请数量",
            "二、上年结转政府信息公开申请数",
            "二、上年结转政府信息公开申请",
            "二、上年结转申请数量",
        ),
    ),
)

RESULT_ROWS = (
    Row("granted", ("（一）予以公开",), "results"),
    Row(
        "partly_granted",
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公开",
            "（二）部分公开（区分处理）",
        ),
        "results",
    ),
    Row("refused_state_secret", ("1.属于国家秘密",), "refused"),
    Row("refused_prohibited_by_law", ("2.其他法律行政法规禁止公开", "2.法律行政法规禁止公开"), "refused"),
    Row("refused_security_and_stability", ("3.危及“三安全一稳定”",), "refused"),
    Row("refused_third_party_rights", ("4.保护第三方合法权益",), "refused"),
    Row("refused_internal_affairs", ("5.属于三类内部事务信息",), "refused"),
    Row("refused_process_information", ("6.属于四类过程性信息",), "refused"),
    Row("refused_enforcement_files", ("7.属于行政执法案卷",), "refused"),
    Row("refused_administrative_inquiry", ("8.属于行政查询事项",), "refused"),
    Row("unavailable_not_held", ("1.本机关不掌握相关政府信息",), "unavailable"),
    Row("unavailable_needs_creation", ("2.没有现成信息需要另行制作",), "unavailable"),
    Row("unavailable_unclear_after_correction", ("3.补正后申请内容仍不明确",), "unavailable"),
    Row("unprocessed_petition", ("1.信访举报投诉类申请",), "unprocessed"),
    Row("unprocessed_repeated", ("2.重复申请",), "unprocessed"),
    Row("unprocessed_published_material", ("3.要求提供公开出版物",), "unprocessed"),
    Row("unprocessed_abusive", ("4.无正当理由大量反复申请",), "unprocessed"),
    Row("unprocessed_confirmation", ("5.要求行政机关确认或重新出具已获取信息",), "unprocessed"),
)
"""Rows of 三、本年度办理结果 from （一） to （五）."""

FINAL_ROWS = (
    Row("concluded_total", ("（七）总计", "（七）合计"), "results"),
    Row("carried_out", ("四、结转下年度继续办理", "四、结转下年继续办理", "四、结转下一年度继续办理")),
)
