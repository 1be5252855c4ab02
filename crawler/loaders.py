"""The only builder of reports: witnesses in order of trust for each field, the first that saw something wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from itemloaders import ItemLoader
from itemloaders.processors import Identity, TakeFirst

from crawler.extraction.agency.reader import AgencyEvidence, identify_agency
from crawler.extraction.body import Body, body_of, printed_text, proclaimed_title
from crawler.extraction.checks.identities import check_statistics, check_text
from crawler.extraction.classify import BodyEvidence, Verdict, classify
from crawler.extraction.dates.period import read_period, regulation, report_year
from crawler.extraction.header.contact import read_contact
from crawler.extraction.header.reader import Header, read_header
from crawler.extraction.indicators.reader import read_indicators
from crawler.extraction.page import Issue, Page
from crawler.extraction.quality import quality
from crawler.extraction.script.restore import restore_page
from crawler.extraction.sections.reader import Sectioning, read_sections
from crawler.extraction.spam import find_spam
from crawler.extraction.tables.reader import StatisticsReading, read_statistics
from crawler.extraction.tables.unread import unread_tables
from crawler.extraction.title_choice import (
    TitleWitness,
    doubt_meta_title,
    is_of_another_matter,
    may_head,
    title_candidates,
)
from crawler.extraction.titles import compose_title
from crawler.items import Agency, AnnualReport, Attachment, Contact, ReportIssue

EXTRACTOR_VERSION = "2"
"""Counts up with every change of the rules that can change a document."""

COLUMN = "政府信息公开年报"
"""What a column of annual reports is called where a page does not say in which one it stands."""

ISSUER_CONFIDENCE = 0.3
"""Of an agency that only the catalogue names."""

OPENING = 1500
"""Characters that are searched as a preamble where no section was found at all."""


class Witness(NamedTuple):
    """What one place on the page says of a field."""

    name: str
    value: Any


class MostTrusted:
    """Output processor: the first witness with something to say; which one it was is kept in the context."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __call__(self, witnesses: Iterable[Witness], loader_context: Mapping[str, Any]) -> Any:
        for witness in witnesses:
            if witness.value not in (None, "", [], ()):
                loader_context["winners"][self.field] = witness.name
                return witness.value
        return None


class ReportLoader(ItemLoader):
    """Witnesses go in with `say`, the item comes out with `load_item`."""

    default_item_class = AnnualReport
    default_output_processor = TakeFirst()
    title_out = MostTrusted("title")
    report_year_out = MostTrusted("report_year")
    period_out = MostTrusted("period")
    agency_out = MostTrusted("agency")
    contact_out = MostTrusted("contact")
    sections_out = Identity()
    indicators_out = Identity()
    attachments_out = Identity()
    checks_out = Identity()
    issues_out = Identity()

    def __init__(self) -> None:
        super().__init__(winners={})

    def get_input_processor(self, field_name: str) -> Callable[..., Any]:  # noqa: ARG002 - the base class's signature
        """What a witness says goes in as it is, for every field."""
        return self.default_input_processor

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """The field's `_out`, else the first value. The base class asks the item's field for one as well, at every
        call; ours have none."""
        processor: Callable[..., Any] = getattr(self, f"{field_name}_out", self.default_output_processor)
        return processor

    @property
    def winners(self) -> dict[str, str]:
        """Field -> name of the witness that won it, complete once the item is loaded."""
        winners: dict[str, str] = self.context["winners"]
        return winners

    def say(self, field: str, witness: str, value: Any) -> None:
        """One more witness for a field, less trusted than those before it."""
        self.add_value(field, [Witness(witness, value)])


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a page: the report as far as it was read, whether it is one, and who said what.

    `report` holds what was read also where the verdict is a rejection; `witnesses` maps a field to the one that won.
    """

    report: AnnualReport
    verdict: Verdict
    witnesses: Mapping[str, str]


def load_report(
    page: Page, *, listed_title: str | None = None, in_column: bool = False, issuer: str | None = None
) -> Reading:
    """Read everything that the page states. Pure and deterministic; no page makes it raise.

    What a crawl knows beyond the page: the title in the list, whether that list is a column of annual reports (both
    only help to decide whether this is one), and who reports where the page does not tell.
    """
    restoration = restore_page(page)
    restored = restoration.page
    header = read_header(restored, page if restoration.changed else None)
    titles = title_candidates(restored, header)
    printed_titles = [candidate.facts.title for candidate in titles]
    body = body_of(restored, header.consumed, printed_titles)
    text = printed_text(body.blocks)
    statistics = read_statistics(body.blocks)
    sectioning = read_sections(body.blocks, lifted=statistics.lifted)
    proclaimed = proclaimed_title(text)
    lying = proclaimed and titles and all(map(is_of_another_matter, titles))
    known = [*([proclaimed] if proclaimed and lying else printed_titles), *([listed_title] if listed_title else [])]
    column = restored.column or (COLUMN if in_column else None)
    verdict = _verdict(replace(restored, column=column), header, known, body, statistics, sectioning)
    spam = find_spam(text, printed_titles, url=page.url, obfuscated=restoration.changed)

    loader = ReportLoader()
    said: list[Issue] = []
    _say_titles(loader, titles, proclaimed if verdict.accepted else None)
    if verdict.accepted:  # whose, and which year's, can only be asked of a report
        said += _say_year(loader, titles, sectioning, text)
        said += _say_agency(loader, restored, header, titles, sectioning, text, spam, issuer)
        _say_composed_title(loader)
        said += doubt_meta_title(header, loader.get_output_value("title"))
    year: int | None = loader.get_output_value("report_year")
    if year is not None and statistics.years - {year}:  # which of the years printed over figures is the report's
        statistics = read_statistics(body.blocks, year)
    issues = [*page.issues, *restoration.issues, *header.issues, *statistics.issues, *sectioning.issues, *spam, *said]
    _say_figures(loader, statistics, sectioning, year)
    loader.add_value("metadata", header.metadata)
    loader.add_value("text", text)
    if restoration.changed:
        loader.add_value("text_as_published", printed_text([page.blocks[index] for index in body.indexes]))
    loader.add_value("attachments", [Attachment(link.url, link.name or None) for link in page.links])
    loader.add_value("extractor_version", EXTRACTOR_VERSION)
    issues += unread_tables(text, statistics.statistics)
    issues += verdict.issues
    loader.add_value("issues", [ReportIssue(issue.code, issue.severity, dict(issue.detail)) for issue in issues])
    report: AnnualReport = loader.load_item()
    report.title_source = cast("Any", loader.winners.get("title"))
    report.quality = quality(report)
    return Reading(report, verdict, loader.winners)


def _verdict(
    page: Page,
    header: Header,
    titles: Sequence[str],
    body: Body,
    statistics: StatisticsReading,
    sectioning: Sectioning,
) -> Verdict:
    site_titles = [candidate.text for candidate in page.titles if candidate.source == "title"]
    return classify(
        titles=[*titles, *site_titles],
        column=page.column or " ".join(header.breadcrumb) or None,
        body=BodyEvidence.of(
            replace(page, blocks=body.blocks, body_start=0),
            kinds=[section.kind for section in sectioning.sections],
            official_table=bool(statistics.lifted),
        ),
    )


def _say_year(
    loader: ReportLoader, titles: Sequence[TitleWitness], sectioning: Sectioning, text: str
) -> Sequence[Issue]:
    period = read_period(_preamble(sectioning, text))
    if period.start is None:
        period = read_period(text)
    year = report_year([witness.facts.title for witness in titles], period, text)
    loader.say("period", "stated", period if period.start else None)
    loader.say("report_year", year.witness or "none", year.year)
    return year.issues


def _say_agency(
    loader: ReportLoader,
    page: Page,
    header: Header,
    titles: Sequence[TitleWitness],
    sectioning: Sectioning,
    text: str,
    spam: Sequence[Issue],
    issuer: str | None,
) -> Sequence[Issue]:
    preamble = _preamble(sectioning, text)
    for place, said in (("preamble", preamble), ("body", text)):
        found = read_contact(said)
        loader.say("contact", place, found if found != Contact() else None)
    contact: Contact = loader.get_output_value("contact") or Contact()
    agency, issues = identify_agency(
        AgencyEvidence(
            titles=[(witness.source, witness.facts.title) for witness in titles],
            preamble=preamble,
            body=text,
            publisher=header.metadata.publisher,
            header_title=header.metadata.title,
            column=page.column or " ".join(header.breadcrumb) or None,
            site_name=page.meta.get("SiteName"),
            report_year=loader.get_output_value("report_year"),
            phone=contact.phone,
            postcode=contact.postcode,
            address=contact.address,
            host=urlsplit(page.url).hostname if page.url else None,
            spam_phrases=[issue.detail["phrase"] for issue in spam if issue.code == "spam_phrase"],
        )
    )
    if agency.name is None and not agency.candidates and issuer:
        agency = replace(agency, name=issuer, confidence=ISSUER_CONFIDENCE, evidence=["catalogue"])
    loader.say("agency", agency.evidence[0].split(":")[0] if agency.evidence else "none", agency)
    return issues


def _say_titles(loader: ReportLoader, titles: Sequence[TitleWitness], proclaimed: str | None) -> None:
    """The titles in their order; the one inside the report's first sentence beats only those of other papers."""
    ours = [witness for witness in titles if may_head(witness.facts)]
    for witness in ours:
        loader.say("title", witness.source, witness.facts.title)
    loader.say("title", "body", proclaimed)
    for witness in titles:
        loader.say("title", witness.source, witness.facts.title)


def _say_composed_title(loader: ReportLoader) -> None:
    """The weakest witness: composed of agency and year."""
    agency: Agency = loader.get_output_value("agency")
    year: int | None = loader.get_output_value("report_year")
    if agency.name and year:
        loader.say("title", "composed", compose_title(agency.name, year))


def _say_figures(loader: ReportLoader, statistics: StatisticsReading, sectioning: Sectioning, year: int | None) -> None:
    agency: Agency | None = loader.get_output_value("agency")
    known = [agency.name if agency else None, loader.get_output_value("title")]
    indicators = read_indicators(sectioning.sections, year=year, agency=" ".join(filter(None, known)))
    loader.add_value("sections", sectioning.sections)
    loader.add_value("statistics", statistics.statistics)
    loader.add_value("forms", statistics.forms)
    loader.add_value("form", statistics.form)
    loader.add_value("indicators", indicators)
    loader.add_value("checks", check_statistics(statistics.statistics))
    loader.add_value("checks", check_text(statistics.statistics, indicators, sectioning.sections))
    headings = [section.heading for section in sectioning.sections if section.level == 1 and section.heading]
    forms = (statistics.forms.proactive_disclosure, statistics.forms.applications)
    loader.add_value("regulation", regulation(forms=forms, headings=headings, year=year))


def _preamble(sectioning: Sectioning, text: str) -> str:
    first = next(iter(sectioning.sections), None)
    if first is None:
        return text[:OPENING]
    return first.text if first.kind == "preamble" else ""
