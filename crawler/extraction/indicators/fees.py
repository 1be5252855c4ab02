"""Fees that are stated one by one and then as their sum: `检索费10元，复制费20元，共计30元`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extraction.forms.indicator_patterns import FEE_PART, FEE_SUM, LINK, number
from crawler.extraction.indicators.clauses import Statement
from crawler.extraction.indicators.figures import Figure, figure

_PART = re.compile(rf"{FEE_PART}(?:用)?{LINK}{number('元')}")
_SUM = re.compile(FEE_SUM)


def fee_sums(statement: Statement) -> Iterator[Figure]:
    """The sum, where it is that of the fees before it.

    >>> [f.value for f in fee_sums(Statement("检索费10元,复制费20元,共计30元", 0, ""))]
    [30]
    """
    if "元" not in statement.text:
        return
    for found in _SUM.finditer(statement.text):
        total = figure("fees_charged_yuan", found, statement)
        parts = [figure("", part, statement) for part in _PART.finditer(statement.text, 0, found.start())]
        if total and len(parts) > 1 and sum(part.value for part in parts if part) == total.value:
            yield total
