"""Whether a flattened table prints its columns in the order of the form: if not, counting cells would shift figures."""

from __future__ import annotations

import re

from crawler.extraction.page import FlatTable
from crawler.extraction.tables.labels import normalise_label

_HEAD = 2_000
"""Characters in which the head of a table stands."""

_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_OUTCOME = re.compile("|".join(_OUTCOMES))
_PAIRS = (("行政复议", "行政诉讼"), ("未经复议直接起诉", "复议后起诉"))


def reordered_tables(table: FlatTable) -> frozenset[str]:
    """The tables (`applications`, `review_and_litigation`) whose heads stand in another order than the form's.

    A head whose words are broken says nothing. 总计 stands behind 自然人 in every print of the form.

    >>> head = ("项目", "自然人", "科研机构", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计")
    >>> sorted(reordered_tables(FlatTable((head, ("一、本年新收政府信息公开申请数量", "1", "2")))))
    ['applications']
    """
    text = normalise_label("".join(cell for line in table.lines for cell in line))
    found = set()
    if _is_reordered(text.partition("本年新收")[0][-_HEAD:], _APPLICANTS, total_after="自然人"):
        found.add("applications")
    start = text.find("结果")
    if start >= 0:
        head = text[max(0, start - 100) : start + _HEAD]
        outcomes = _OUTCOME.findall(head.replace("合计", "总计").replace("总数", "总计"))
        cycle = [outcome for _ in range(len(outcomes) // len(_OUTCOMES) + 1) for outcome in _OUTCOMES]
        swapped = any(0 <= head.find(later) < head.find(first) for first, later in _PAIRS)
        if outcomes != cycle[: len(outcomes)] or swapped:
            found.add("review_and_litigation")
    return frozenset(found)


def _is_reordered(head: str, labels: tuple[str, ...], *, total_after: str) -> bool:
    places = [place for label in labels if (place := head.find(label)) >= 0]
    total = head.find("总计")
    return places != sorted(places) or 0 <= total < head.find(total_after)
