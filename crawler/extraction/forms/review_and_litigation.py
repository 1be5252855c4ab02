"""政府信息公开行政复议、行政诉讼情况: the same table in both official forms, one row of fifteen values.

国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号. It proves the 条例 of 2019, not which form.
"""

from __future__ import annotations

from crawler.extraction.forms.shapes import Column, Group

RECONSIDERATION = Group("reconsideration", ("行政复议",))
LITIGATION_DIRECT = Group("litigation_direct", ("未经复议直接起诉", "未经复议直接诉讼", "直接起诉"))
LITIGATION_AFTER_RECONSIDERATION = Group(
    "litigation_after_reconsideration", ("复议后起诉", "经复议后起诉", "复议后诉讼")
)
GROUPS = (RECONSIDERATION, LITIGATION_DIRECT, LITIGATION_AFTER_RECONSIDERATION)
"""The three groups in the order of the grid."""

LITIGATION = "行政诉讼"
"""Label that spans the two groups of litigation."""

OUTCOMES = (
    Column("upheld", ("结果维持", "维持")),
    Column("corrected", ("结果纠正", "纠正")),
    Column("other", ("其他结果", "其它结果", "其他")),
    Column("pending", ("尚未审结", "未审结")),
    Column("total", ("总计", "合计", "总数")),
)
"""The five columns of each group in the order of the grid."""
