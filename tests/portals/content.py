"""What a portal publishes: made-up reports of 2008-2024 with known numbers, and what stands beside them in a column.

Sentences and numbers are those of `bench` (none is a real report's). Nothing here reads a clock: the same seed gives
the same documents, and every change moves the portal's own time on by a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bench.markup import body_markup
from bench.prose import PLACES
from bench.report import Form, write_report
from tests.portals.noise import noise

YEARS = range(2008, 2025)
BUREAUS = ("财政局", "教育局", "水利局", "民政局", "农业农村局", "自然资源局", "卫生健康局", "审计局", "统计局")
MARKUPS = ("clean", "word", "breaks")
IMAGE = '<p style="text-align:center"><img src="/images/nb.jpg" width="640" alt=""></p>'


@dataclass(slots=True)
class Document:
    """One posted page. Of two documents with the same `number` one is gone."""

    number: int
    """Id in the content management system."""
    title: str
    posted: datetime
    """When it went on the web, Beijing time."""
    body: str
    """Markup of the body without its container."""
    agency: str | None = None
    year: int | None = None
    form: Form | None = None
    received: int | None = None
    """Applications received, where the page states them."""
    reason: str | None = None
    """Why it is no report."""
    files: tuple[str, ...] = ()
    """Names of the attachments."""
    twin: bool = False
    """Whether it is listed under a second address too."""
    modified: float = 0.0
    """When it last changed on the portal, seconds since 1970."""
    former: list[Document] = field(default_factory=list)
    """Itself under the addresses that it had before."""

    @property
    def dated(self) -> datetime:
        """The date that the header block states: some days before it was posted."""
        return self.posted - timedelta(days=6)

    @property
    def index_number(self) -> str:
        """索引号."""
        return f"{self.posted.year}-{self.number:05d}"


class Content:
    """The documents of one portal. `listed` is newest first."""

    def __init__(self, seed: int, county: str) -> None:
        self.random = Random(seed)  # noqa: S311 (no secret depends on it)
        self.place = next(place for place in PLACES if place[2] == county)
        self.government = f"{self.place[2]}人民政府"
        self.documents: list[Document] = []
        self.removed: list[Document] = []
        self.revision = 0
        self._now = datetime(2025, 6, 1, tzinfo=UTC)
        self._number = self.random.randint(100_000, 400_000)
        for year in YEARS:
            self._publish(self._report(self.government, year))
        self.report_of(2016).twin = True
        self.report_of(2009).posted = datetime(2015, 7, 27, 16, 32)  # noqa: DTZ001 (Beijing time) migrated with a new site
        self._publish(self._report(f"{self.place[1]}人民政府", 2015))
        self._publish(self._attached(f"{self.place[2]}民政局", 2016))
        self._publish(self._pictured(f"{self.place[2]}水利局", 2017))
        for title, body, reason, year in noise(self.place[2]):
            self._publish(self._document(title, body, year, reason=reason))

    @property
    def listed(self) -> list[Document]:
        """Newest first, as columns list them."""
        return sorted(self.documents, key=lambda document: (document.posted, document.number), reverse=True)

    @property
    def modified(self) -> float:
        """When a list last changed."""
        return self._now.timestamp()

    def report_of(self, year: int, agency: str | None = None) -> Document:
        """The report on a year, of the portal's own government by default."""
        wanted = agency or self.government
        return next(document for document in self.documents if (document.agency, document.year) == (wanted, year))

    def add(self, agency: str | None = None, year: int | None = None) -> Document:
        """Post one more report: of some bureau and year that has none yet, unless told."""
        taken = {(document.agency, document.year) for document in (*self.documents, *self.removed)}
        free = [(self.place[2] + name, y) for name in BUREAUS for y in YEARS if (self.place[2] + name, y) not in taken]
        some = self.random.choice(free)
        document = self._report(agency or some[0], year or some[1])
        document.posted = self._now.replace(tzinfo=None)  # later than all others: lists shift
        return self._publish(document)

    def change(self, document: Document) -> None:
        """Post the same report with other numbers at the same address."""
        assert document.agency
        assert document.year
        new = self._report(document.agency, document.year)
        document.body, document.received = new.body, new.received
        self._tick(document)

    def move(self, document: Document) -> None:
        """Post the same report under a new address; the old one answers 404."""
        document.former.append(replace(document, body="", former=[]))
        self._number += self.random.randint(1, 40)
        document.number = self._number
        document.posted += timedelta(days=self.random.randint(1, 20))
        self._tick(document)

    def remove(self, document: Document) -> None:
        """Take a document down."""
        self.documents.remove(document)
        self.removed.append(document)
        self._tick(document)

    def shuffle(self, random: Random, steps: int = 4) -> list[str]:
        """A few random changes, told in words: what happens to a portal between two crawls."""
        told = []
        for _ in range(steps):
            reports = [document for document in self.documents if document.received is not None]
            act = random.choice(("add", "add", "change", "move", "remove")) if len(reports) > 5 else "add"
            document = self.add() if act == "add" else random.choice(reports)
            if act != "add":
                getattr(self, act)(document)
            told.append(f"{act} {document.title}")
        return told

    def _report(self, agency: str, year: int) -> Document:
        form = form_of(year)
        report = write_report(self.random, form, year=year, place=self.place, agency=agency)
        title = (
            f"{agency}{year}年政府信息公开工作年度报告",
            f"{year}年{agency}政府信息公开年度报告",
            f"{agency}{year}年度政府信息公开年报",
        )[year % 3]
        document = self._document(title, body_markup(MARKUPS[year % 3], report.parts), year)
        document.agency, document.form, document.received = agency, form, report.received
        return document

    def _attached(self, agency: str, year: int) -> Document:
        name = f"{agency}{year}年政府信息公开工作年度报告.doc"
        document = self._document(name.removesuffix(".doc"), "<p>　　详见附件。</p>", year)
        document.agency, document.form, document.files = agency, "narrative", (name,)
        return document

    def _pictured(self, agency: str, year: int) -> Document:
        return self._document(f"{agency}{year}年政府信息公开年度报告", IMAGE, year, reason="empty")

    def _document(self, title: str, body: str, year: int, reason: str | None = None) -> Document:
        self._number += self.random.randint(1, 40)
        day, minute = self.random.randint(9, 28), self.random.randint(0, 59)
        posted = datetime(year + 1, self.random.randint(1, 3), day, 15, minute)  # noqa: DTZ001
        return Document(self._number, title, posted, body, year=year, reason=reason)

    def _publish(self, document: Document) -> Document:
        self.documents.append(document)
        self._tick(document)
        return document

    def _tick(self, document: Document) -> None:
        self.revision += 1
        self._now += timedelta(minutes=1)
        document.modified = self._now.timestamp()


def form_of(year: int) -> Form:
    """How reports on that year look: 统计表 since 2014, the forms of 2019 and 2021.

    >>> [form_of(year) for year in (2008, 2014, 2019, 2024)]
    ['narrative', 'statistics_table', 'form_2019', 'form_2021']
    """
    if year < 2014:
        return "narrative"
    if year < 2019:
        return "statistics_table"
    return "form_2019" if year < 2021 else "form_2021"
