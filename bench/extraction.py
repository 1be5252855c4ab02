"""CPU time of reading a page, ours against a bare parse, the baseline and trafilatura, in interleaved rounds."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import lxml.html
import trafilatura

from bench import baseline
from bench.corpus import MadePage
from crawler.extraction import read_html
from crawler.items import Source, as_document
from crawler.loaders import load_report
from pipelines.identify import identify

Reader = Callable[[bytes], object]
SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
FEWER_ROUNDS = 3
"""Rounds of the two slow readers: theirs is far from the limit."""


def ours(body: bytes) -> dict[str, Any]:
    """Bytes to the document that is stored: door, loader, hashes and id, plain dictionaries."""
    page = read_html(body)
    report = load_report(page).report
    report.sources = [
        Source(
            url="file:page.html",
            host=None,
            spider="replay",
            run_id="bench",
            rendition=page.rendition,
            charset_declared=page.charset_declared,
            charset_used=page.charset_used,
            page_sha256=hashlib.sha256(body).hexdigest(),
        )
    ]
    identify(report)
    document: dict[str, Any] = as_document(report)
    return document


def parsed(body: bytes) -> None:
    """The bare parse that everything is compared with, the tree let go again."""
    lxml.html.document_fromstring(body)


def by_trafilatura(body: bytes) -> str | None:
    """Text, tables and metadata, as its documentation begins."""
    return trafilatura.extract(body, with_metadata=True, include_tables=True)


READERS: dict[str, Reader] = {
    "lxml": parsed,
    "ours": ours,
    "baseline": baseline.extract,
    "trafilatura": by_trafilatura,
}


@dataclass(slots=True)
class Timing:
    """CPU seconds of one page: reader -> one figure a round."""

    name: str
    size: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in READERS})

    def ratio(self, reader: str, to: str) -> float:
        """Median of the one by the median of the other."""
        return median(self.seconds[reader]) / median(self.seconds[to])


def measure(pages: Sequence[tuple[str, bytes]], *, rounds: int) -> list[Timing]:
    """Time every reader on every page, turn by turn, so that a slow spell of the machine hits all of them.

    One round goes before that is not counted.
    """
    timings = [Timing(name, len(body)) for name, body in pages]
    for turn in range(-1, rounds):
        gc.collect()
        for timing, (_, body) in zip(timings, pages, strict=True):
            for name, reader in READERS.items():
                if name not in ("lxml", "ours") and turn >= FEWER_ROUNDS:
                    continue
                begin = process_time()
                reader(body)
                if turn >= 0:
                    timing.seconds[name].append(process_time() - begin)
    return timings


def misread(pages: Sequence[MadePage]) -> list[str]:
    """Names of the pages that are not read right: a fast reader that reads wrong is worth nothing."""
    return [f"{page.name}: {wrong}" for page in pages if (wrong := _wrong(page))]


def _wrong(page: MadePage) -> str:
    document = ours(page.html)
    received = page.received
    if page.form.startswith("form"):
        found = (document["statistics"]["applications"] or {}).get("received", {}).get("total")
    else:
        figures = [i["value"] for i in document["indicators"] if i["name"] == "applications_received"]
        found = received if received in figures else figures
    facts: dict[str, tuple[Any, Any]] = {
        "form": (document["form"], page.form),
        "report_year": (document["report_year"], page.year),
        "agency": (document["agency"]["name"], page.agency),
        "received": (found, received),
        "failed checks": ([check["rule"] for check in document["checks"] if check["ok"] is False], []),
    }
    return json.dumps(
        {name: got for name, (got, right) in facts.items() if got != right} or "", ensure_ascii=False
    ).strip('"')


def largest_samples(count: int = 3) -> list[tuple[str, bytes]]:
    """The largest real pages beside the project, where there are any."""
    paths = sorted(SAMPLES.glob("*.html"), key=lambda path: -path.stat().st_size)
    return [(path.name, path.read_bytes()) for path in paths[:count]]
