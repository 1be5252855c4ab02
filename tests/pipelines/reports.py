"""Reports to store in tests: written for them, in the manner of the field."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.items import Agency, AnnualReport, Region, Section, Source, Statistics, as_document
from pipelines.identify import identify

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
RUN = "20261124T120000Z-replay-0001"

SENTENCES = (
    "{agency}在{year}年里共向社会主动公布各类信息{n0}条，其中经由门户网站发布{n1}条。",
    "全年收到公众提出的公开申请{n2}件，按期答复{n3}件，没有逾期未办的情形。",
    "围绕民生关切，先后就就学、就医、用水等事项作出解释说明{n4}次，召开座谈会{n5}场。",
    "因公开工作引起的行政复议{n6}件，行政诉讼{n7}件，均已依照程序办结。",
    "存在的不足主要是少数栏目更新偏慢、答复文书格式不够统一，下一年将逐项改进并加强人员学习。",
    "全年举办业务学习{n8}期，参加人员{n9}人次，各科室指定专人负责信息的收集与审核。",
)


def prose(agency: str = "青溪镇人民政府", year: int = 2016, first: int = 101) -> str:
    """A body text with ten numbers that `first` determines."""
    figures = {f"n{k}": (first * (k + 3)) % 997 + k for k in range(10)}
    return "\n".join(sentence.format(agency=agency, year=year, **figures) for sentence in SENTENCES)


def report(
    text: str | None = None,
    *,
    agency: str | None = "青溪镇人民政府",
    code: str | None = "990101101",
    year: int | None = 2016,
    url: str = "file:a.html",
    host: str | None = None,
    page: str | None = None,
    run: str = RUN,
    **fields: Any,
) -> AnnualReport:
    """An identified report; `page` stands for the bytes of the page (default: they follow the text)."""
    text = prose(agency or "本镇", year or 2016) if text is None else text
    region = Region(code, code, "青溪镇", ["某省", "某市", "青溪镇"]) if code else None
    source = Source(url, host, "replay", run)
    source.page_sha256 = hashlib.sha256((page or text).encode()).hexdigest()
    item = AnnualReport(
        report_year=year,
        agency=Agency(name=agency, region=region),
        sections=[Section("一", 1, "概述", "overview", None, text)],
        statistics=Statistics(),
        text=text,
        sources=[source],
        extractor_version="1",
        **fields,
    )
    identify(item)
    return item


def document(text: str | None = None, **fields: Any) -> dict[str, Any]:
    """The same as the plain document that is stored."""
    made: dict[str, Any] = as_document(report(text, **fields))
    return made


def later(days: float) -> datetime:
    """An instant after `NOON`."""
    return NOON + timedelta(days=days)
