"""The form of 2019 (report years 2019 and 2020): 国办公开办函〔2019〕60号, 年度报告格式（试行）.

The disclosure table counts by article 20 of the 条例: 5 blocks, 22 values. The applications table has 23 rows
of seven values; （六）其他处理 is one of them.
"""

from __future__ import annotations

from crawler.extraction.forms.applications import FINAL_ROWS, RECEIVED, RESULT_ROWS
from crawler.extraction.forms.shapes import Block, Column, Form, Row

MADE = Column("made", ("本年新制作数量", "新制作数量"))
DISCLOSED = Column("disclosed", ("本年新公开数量", "新公开数量"))
TOTAL_DISCLOSED = Column("total_disclosed", ("对外公开总数量", "对外公开总数"))
PREVIOUS_ITEMS = Column("previous_items", ("上一年项目数量", "上年项目数量", "上一年度项目数量", "上年度项目数量"))
CHANGE = Column("change", ("本年增/减", "本年增减数", "本年增减数量", "本年增减"), "change")
DECISIONS = Column("decisions", ("处理决定数量", "本年处理决定数量"))
ITEMS = Column("items", ("采购项目数量",))
AMOUNT = Column("amount", ("采购总金额",), "money")

FORM_2019 = Form(
    name="form_2019",
    circular="国办公开办函〔2019〕60号",
    disclosure=(
        Block(
            "第二十条第（一）项",
            (MADE, DISCLOSED, TOTAL_DISCLOSED),
            (Row("regulations", ("规章",)), Row("normative_documents", ("规范性文件", "行政规范性文件"))),
        ),
        Block(
            "第二十条第（五）项",
            (PREVIOUS_ITEMS, CHANGE, DECISIONS),
            (
                Row("administrative_permits", ("行政许可",)),
                Row("other_services", ("其他对外管理服务事项", "其它对外管理服务事项")),
            ),
        ),
        Block(
            "第二十条第（六）项",
            (PREVIOUS_ITEMS, CHANGE, DECISIONS),
            (
                Row("administrative_penalties", ("行政处罚",)),
                Row("administrative_coercion", ("行政强制", "行政强制措施")),
            ),
        ),
        Block(
            "第二十条第（八）项",
            (PREVIOUS_ITEMS, CHANGE),
            (Row("administrative_fees", ("行政事业性收费", "行政事业性收费项目")),),
        ),
        Block("第二十条第（九）项", (ITEMS, AMOUNT), (Row("government_procurement", ("政府集中采购",)),)),
    ),
    applications=(
        *RECEIVED,
        *RESULT_ROWS,
        Row("other_handling", ("（六）其他处理", "（六）其它处理"), "results"),
        *FINAL_ROWS,
    ),
    disclosure_evidence=frozenset(
        (
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量",
            "上一年项目数量",
            "本年增减",
            "其他对外管理服务事项",
            "政府集中采购",
            "采购总金额",
        )
    ),
    application_evidence=frozenset(("other_handling",)),
)
