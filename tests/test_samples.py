"""Pages of real portals against the facts that a person read from them: 97 % right, none wrong.

One fact is one scalar, one heading list, one table cell. Links and pagination of list pages are the crawl's, not the
extraction's. `python -m tests.test_samples` prints the table by sample.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from crawler.extraction.script.restore import restore_line
from crawler.items import as_document
from crawler.replay.read import ReplayedPage, read_saved
from crawler.replay.saved_pages import SavedPage
from tests.shared_material import SHARED, needs_samples

SAMPLES = SHARED / "samples"
SHARE_RIGHT = 0.97

COLUMNS = ("natural_person", "commercial_enterprise", "research_institution", "public_interest_organization",
           "legal_service_organization", "other", "total")  # fmt: skip
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
ROWS_2019 = {
    "规章": ("regulations", ("made", "disclosed", "total_disclosed")),
    "规范性文件": ("normative_documents", ("made", "disclosed", "total_disclosed")),
    "行政许可": ("administrative_permits", ("previous_items", "change", "decisions")),
    "其他对外管理服务事项": ("other_services", ("previous_items", "change", "decisions")),
    "行政处罚": ("administrative_penalties", ("previous_items", "change", "decisions")),
    "行政强制": ("administrative_coercion", ("previous_items", "change", "decisions")),
    "行政事业性收费": ("administrative_fees", ("previous_items", "change")),
    "政府集中采购": ("government_procurement", ("items", "amount")),
}
ROWS_2021 = {
    "规章": ("regulations", ("issued", "repealed", "in_force")),
    "行政规范性文件": ("normative_documents", ("issued", "repealed", "in_force")),
    "行政许可": ("administrative_permits", ("decisions",)),
    "行政处罚": ("administrative_penalties", ("decisions",)),
    "行政强制": ("administrative_coercion", ("decisions",)),
    "行政事业性收费": ("administrative_fees", ("amount_10k_yuan",)),
}
APPLICATION_ROWS = {
    "new": "received", "carried_in": "carried_in", "granted": "granted", "partial": "partly_granted",
    "not_held": "unavailable_not_held", "handled_total": "concluded_total", "carried_out": "carried_out",
}  # fmt: skip
APPLICATION_LABELS = (
    "received", "carried_in", "granted", "partly_granted",
    "refused_state_secret", "refused_prohibited_by_law", "refused_security_and_stability",
    "refused_third_party_rights", "refused_internal_affairs", "refused_process_information",
    "refused_enforcement_files", "refused_administrative_inquiry",
    "unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear_after_correction",
    "unprocessed_petition", "unprocessed_repeated", "unprocessed_published_material", "unprocessed_abusive",
    "unprocessed_confirmation", "other_correction_overdue", "other_fee_overdue", "other_other",
    "concluded_total", "carried_out",
)  # fmt: skip
GROUPS = {"review": "reconsideration", "litigation_direct": "litigation_direct",
          "litigation_after": "litigation_after_reconsideration"}  # fmt: skip
NARRATIVE = {"proactive_total": "proactive_total", "applications_received": "applications_received",
             "answered": "applications_answered", "reconsideration": "reconsiderations",
             "litigation": "litigations", "fees": "fees_charged_yuan"}  # fmt: skip
SCALARS = {"index_number": "index_number", "doc_number": "document_number", "source": "source",
           "validity": "validity", "open_mode": "disclosure_method", "topic": "subject_category"}  # fmt: skip


class Fact(NamedTuple):
    """What a person read, and what we read."""

    name: str
    expected: Any
    got: Any

    @property
    def verdict(self) -> str:
        if self.got == self.expected:
            return "right"
        return "missed" if self.got is None else "wrong"


def folded(text: str | None) -> str | None:
    """Restored and without blanks, brackets in ASCII: how two prints of the same words are compared."""
    if text is None:
        return None
    return "".join(restore_line(text).split()).translate(str.maketrans("（），：", "(),:"))


def facts(expected: dict[str, Any], replayed: ReplayedPage) -> Iterator[Fact]:
    """Every fact of one sample."""
    assert replayed.reading is not None
    assert replayed.page is not None
    report = as_document(replayed.reading.report)
    metadata = report["metadata"]
    yield Fact("title", folded(expected["title"]), folded(report["title"] or metadata["title"]))
    if "agency_labelled" in expected:
        yield Fact("agency", folded(expected["agency"]), folded(report["agency"]["name"]))
        yield Fact("agency_labelled", expected["agency_labelled"], metadata["publisher"])
    else:
        yield Fact("agency", folded(expected["agency"]), folded(metadata["publisher"]))
    for name, field in SCALARS.items():
        yield Fact(name, folded(expected[name]), folded(metadata[field]))
    for name, field in (("date_generated", "generated_date"), ("date_published", "published_date")):
        yield Fact(name, expected[name], metadata[field] and metadata[field][:10])
    yield Fact("report_year", expected["report_year"], report["report_year"])
    if expected["headings"] is not None:
        printed = [f"{s['number']}、{s['heading']}" for s in report["sections"] if s["level"] == 1 and s["heading"]]
        yield Fact("headings", [folded(h) for h in expected["headings"]], [folded(h) for h in printed] or None)
    if "period" in expected:
        yield Fact("period", expected["period"], [report["period"]["start"], report["period"]["end"]])
    if "summary" in expected:
        yield Fact("summary", folded(expected["summary"]), folded(metadata["abstract"]))
    for name, value in expected.get("head_meta", {}).items():
        yield Fact(f"meta.{name}", value, replayed.page.meta.get(name))
    yield from _figures(expected, report)
    yield from _tables(expected, report["statistics"])


def _indicator(report: dict[str, Any], name: str) -> Any:
    return next((i["value"] for i in report["indicators"] if i["name"] == name), None)


def _figures(expected: dict[str, Any], report: dict[str, Any]) -> Iterator[Fact]:
    if expected.get("pub_count") is not None:
        yield Fact("pub_count", expected["pub_count"], _indicator(report, "proactive_total"))
    if expected.get("applications_received") is not None:
        yield Fact("applications_received", expected["applications_received"],
                   _indicator(report, "applications_received"))  # fmt: skip
    for name, stated in expected.get("narrative", {}).items():
        yield Fact(f"narrative.{name}", stated["value"], _indicator(report, NARRATIVE[name]))


def _tables(expected: dict[str, Any], statistics: dict[str, Any]) -> Iterator[Fact]:
    if table := expected["table2"]:
        rows = ROWS_2021 if "行政规范性文件" in table else ROWS_2019
        for label, values in table.items():
            key, columns = rows[label]
            read = (statistics["proactive_disclosure"] or {}).get(key, {})
            for column, value in zip(columns, values if isinstance(values, list) else [values], strict=True):
                if isinstance(value, str):  # money as printed: number and unit
                    yield Fact(f"table2.{key}.{column}", value, f"{read.get(column)}{read.get('amount_unit')}")
                else:
                    yield Fact(f"table2.{key}.{column}", value, read.get(column))
    for index, (label, values) in enumerate((expected["table3"] or {}).items()):
        key = APPLICATION_ROWS.get(label) or APPLICATION_LABELS[index]
        read = (statistics["applications"] or {}).get(key, {})
        for column, value in zip(COLUMNS, values, strict=True):
            yield Fact(f"table3.{key}.{column}", value, read.get(column))
    for group, values in (expected["table4"] or {}).items():
        read = (statistics["review_and_litigation"] or {}).get(GROUPS[group], {})
        for outcome, value in zip(OUTCOMES, values, strict=True):
            yield Fact(f"table4.{group}.{outcome}", value, read.get(outcome))
    printed = {folded(row["label"]): row for row in statistics["statistics_table"] or []}
    for label, (value, cumulative) in expected.get("stats", {}).items():
        row = printed.get(folded(label), {"value": None, "cumulative": None})
        yield Fact(f"stats.{label}.value", value, row["value"])
        yield Fact(f"stats.{label}.cumulative", cumulative, row["cumulative"])


def read_samples() -> dict[str, list[Fact]]:
    """The facts of every sample, by file."""
    samples = {}
    for line in (SAMPLES / "index.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        path = SAMPLES / entry["file"]
        samples[entry["file"]] = list(facts(entry["expected"], read_saved(SavedPage(path, f"file:{path.name}"))))
    return samples


@needs_samples
def test_no_fact_is_wrong() -> None:
    wrong = [(file, fact) for file, of in read_samples().items() for fact in of if fact.verdict == "wrong"]
    assert not wrong


@needs_samples
def test_nearly_all_facts_are_right() -> None:
    verdicts = [fact.verdict for of in read_samples().values() for fact in of]
    assert verdicts.count("right") / len(verdicts) >= SHARE_RIGHT


NOT_REPORTS = {"001.html", "006.html", "010.html", "014.html", "019.html", "023.txt"}


@needs_samples
def test_reports_are_told_from_other_pages() -> None:
    for path in sorted([*Path(SAMPLES).glob("*.html"), *Path(SAMPLES).glob("*.txt")]):
        replayed = read_saved(SavedPage(path, f"file:{path.name}"))
        assert replayed.accepted == (path.name not in NOT_REPORTS), (path.name, replayed.reason)


if __name__ == "__main__":
    for file, of in read_samples().items():
        counts = [[fact.verdict for fact in of].count(verdict) for verdict in ("right", "missed", "wrong")]
        print(f"{file:12} {len(of):4} facts: {counts[0]:4} right {counts[1]:3} missed {counts[2]:3} wrong")
        for fact in of:
            if fact.verdict != "right":
                print("      ", fact)
