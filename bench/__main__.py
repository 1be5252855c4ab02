"""`python -m bench`: measure and print the ratios."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from bench.corpus import CACHE, PAGES, MadePage, make_corpus, write_corpus
from bench.extraction import Timing, largest_samples, measure, misread
from bench.markup import MARKUPS
from bench.report import FORMS

TARGETS = (("ours", "lxml", "≤", 2.0), ("baseline", "ours", "≥", 10.0), ("trafilatura", "ours", "≥", 20.0))
QUICK_PAGES = 48


def main() -> None:
    """Run all benchmarks and print their tables."""
    arguments = _arguments()
    console = Console(width=110)
    pages = make_corpus(QUICK_PAGES if arguments.quick else PAGES)
    if arguments.write:
        write_corpus(pages)
        console.print(f"pages written to {CACHE}")
    _describe(console, pages)
    timings = measure([(page.name, page.html) for page in pages], rounds=arguments.rounds)
    console.print(_targets(timings))
    console.print(_by_kind(pages, timings))
    if samples := largest_samples():
        console.print(_samples(measure(samples, rounds=max(arguments.rounds, 5))))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="CPU time of reading a report page, as ratios."
    )
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_PAGES} pages instead of {PAGES}")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="counted rounds over all pages (default 5)")
    parser.add_argument("--write", action="store_true", help="also write the pages to .cache/bench, to look at them")
    return parser.parse_args()


def _describe(console: Console, pages: Sequence[MadePage]) -> None:
    sizes = sorted(len(page.html) for page in pages)
    shares = [page.body_share for page in pages]
    chinese = sum(page.charset == "gb18030" for page in pages)
    console.print(
        f"{len(pages)} pages of {sizes[0] / 1000:.0f}–{sizes[-1] / 1000:.0f} KB (median {median(sizes) / 1000:.0f}), "
        f"{chinese} in GB18030, report body {min(shares):.0%}–{max(shares):.0%} of the bytes"
    )
    wrong = misread(pages)
    console.print(f"read right before timing: {len(pages) - len(wrong)} of {len(pages)}")
    for line in wrong[:10]:
        console.print(f"  {line}", markup=False)


def _targets(timings: Sequence[Timing]) -> Table:
    table = Table("", "median", "p10", "p90", "of the sums", "target", "held", title="ratio per page")
    for reader, to, sign, target in TARGETS:
        ratios = [timing.ratio(reader, to) for timing in timings]
        deciles = quantiles(ratios, n=10)
        middle = median(ratios)
        held = middle <= target if sign == "≤" else middle >= target
        figures = (middle, deciles[0], deciles[-1], _of_sums(timings, reader, to))
        table.add_row(
            f"{reader} ÷ {to}", *(f"{figure:.2f}" for figure in figures), f"{sign} {target}", "yes" if held else "NO"
        )
    return table


def _of_sums(timings: Sequence[Timing], reader: str, to: str) -> float:
    sums = [sum(median(timing.seconds[name]) for timing in timings) for name in (reader, to)]
    return sums[0] / sums[1]


def _by_kind(pages: Sequence[MadePage], timings: Sequence[Timing]) -> Table:
    """Ours ÷ lxml, median per page, by form and markup; then by charset."""
    table = Table("", *MARKUPS, "all", "ms, median", title="ours ÷ lxml by kind")
    groups: dict[str, list[bool]] = {form: [page.form == form for page in pages] for form in FORMS}
    groups |= {name: [page.charset == name for page in pages] for name in ("utf-8", "gb18030")}
    for name, member in groups.items():
        of_group = [pair for pair, inside in zip(zip(pages, timings, strict=True), member, strict=True) if inside]
        cells = [[timing for page, timing in of_group if page.markup == markup] for markup in MARKUPS]
        everything = [timing for _, timing in of_group]
        spent = median(median(timing.seconds["ours"]) for timing in everything) * 1000
        table.add_row(name, *(_middle(cell) for cell in (*cells, everything)), f"{spent:.1f}")
    return table


def _middle(timings: Sequence[Timing]) -> str:
    return f"{median(timing.ratio('ours', 'lxml') for timing in timings):.2f}" if timings else "–"


def _samples(timings: Sequence[Timing]) -> Table:
    table = Table(
        "page", "KB", "lxml ms", "ours ms", *(f"{reader} ÷ {to}" for reader, to, _, _ in TARGETS), title="real pages"
    )
    for timing in timings:
        spent = [f"{median(timing.seconds[name]) * 1000:.1f}" for name in ("lxml", "ours")]
        ratios = [f"{timing.ratio(reader, to):.2f}" for reader, to, _, _ in TARGETS]
        table.add_row(timing.name, f"{timing.size / 1000:.0f}", *spent, *ratios)
    return table


if __name__ == "__main__":
    main()
