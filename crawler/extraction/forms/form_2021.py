"""The form of 2021 (report years 2021 and later): 国办公开办函〔2021〕30号, 年度报告格式.

The disclosure table has 4 blocks and 10 values and cannot be converted to or from the form of 2019: 制发 is
not 新制作, 现行有效 is not 对外公开总数. The applications table has 25 rows; （六）其他处理 heads
three of them.
"""

from __future__ import annotations

from crawler.extraction.forms.applications import FINAL_ROWS, RECEIVED, RESULT_ROWS
from crawler.extraction.forms.shapes import Block, Column, Form, Row

ISSUED = Column("issued", ("本年制发件数", "制发件数", "本年制发数", "本年制发数量"))
REPEALED = Column("repealed", ("本年废止件数", "废止件数", "本年废止数", "本年废止数量"))
IN_FORCE = Column("in_force", ("现行有效件数", "现行有效数", "现行有效数量"))
DECISIONS = Column("decisions", ("本年处理决定数量", "处理决定数量"))
FEES = Column("amount_10k_yuan", ("本年收费金额（单位：万元）", "收费金额（单位：万元）"), "fee")

OTHER_ROWS = (
    Row(
        "other_correction_overdue",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1.申请人无正当理由逾期不补正、行政机关不再处理",
            "1.申请人无正当理由逾期不补正",
            "1.申请人逾期不补正",
            "1.逾期不补正",
        ),
        "other_handling",
    ),
    Row(
        "other_fee_overdue",
        (
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理",
            "2.申请人逾期未按收费通知要求缴纳费用",
            "2.申请人逾期未缴费、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未缴费",
            "2.逾期未缴费",
            "2.逾期不缴费",
        ),
        "other_handling",
    ),
    Row("other_other", ("3.其他", "3.其它"), "other_handling"),
)

FORM_2021 = Form(
    name="form_2021",
    circular="国办公开办函〔2021〕30号",
    disclosure=(
        Block(
            "第二十条第（一）项",
            (ISSUED, REPEALED, IN_FORCE),
            (Row("regulations", ("规章",)), Row("normative_documents", ("行政规范性文件", "规范性文件"))),
        ),
        Block("第二十条第（五）项", (DECISIONS,), (Row("administrative_permits", ("行政许可",)),)),
        Block(
            "第二十条第（六）项",
            (DECISIONS,),
            (
                Row("administrative_penalties", ("行政处罚",)),
                Row("administrative_coercion", ("行政强制", "行政强制措施")),
            ),
        ),
        Block(
            "第二十条第（八）项",
            (FEES,),
            (Row("administrative_fees", ("行政事业性收费", "行政事业性收费项目")),),
        ),
    ),
    applications=(*RECEIVED, *RESULT_ROWS, *OTHER_ROWS, *FINAL_ROWS),
    disclosure_evidence=frozenset(
        (
            "本年制发件数",
            "本年废止件数",
            "现行有效件数",
            "行政规范性文件",
            "本年收费金额",
        )
    ),
    application_evidence=frozenset(row.key for row in OTHER_ROWS),
)
