"""`python -m bench.search 10000 100000`: three ways of finding phrases in Chinese reports, side by side on MongoDB.

`phrase`: a text index over blank-joined bigrams, asked for one quoted phrase; `strings`: a multikey index over the set
of bigrams, which is what the project uses; `integers`: the same with each bigram as a 32-bit number. The latter two are
asked for the rarest bigram first and verified on the text.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection
from rich.console import Console
from rich.table import Table

from bench.prose import PLACES, SENTENCES, WORDS
from crawler.extraction.regions import divisions
from pipelines import local_mongod

Documents = Collection[dict[str, Any]]
PROJECT = Path(__file__).resolve().parents[1]
SEED = 20190515
CHARACTERS = 1000
BATCH = 200
ENOUGH = 2000
"""Counting how many documents have a bigram stops here."""
QUERIES = ("樟木头镇", "下管镇", "河道采砂许可", "养老服务", "政府信息公开", "公开公", "依申请公开")


def made_texts(count: int) -> Iterator[str]:
    """Made-up bodies of about a thousand characters: sentences with places from all over the country in them."""
    random = Random(SEED)  # noqa: S311 (no secret depends on it)
    templates = [template for group in SENTENCES.values() for template in group]
    names = sorted(divisions.all_names())
    for _ in range(count):
        parts = [f"{'、'.join(random.choice(PLACES))}{random.randint(2008, 2024)}年政府信息公开工作年度报告"]
        while sum(map(len, parts)) < CHARACTERS:
            words = {slot: random.choice(choices) for slot, choices in WORDS.items()}
            words |= {slot + "2": random.choice(choices) for slot, choices in WORDS.items()}
            numbers = {f"n{k}": random.randint(0, 3000) for k in range(10)} | {"n": random.randint(0, 3000)}
            place = "，".join(random.choices(names, k=2))
            parts.append(f"{place}{_fill(random.choice(templates), words | numbers)}")
        yield "\n".join(parts)


def _fill(template: str, words: dict[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: str(words.get(slot[1], 7)), template)


def bigrams(text: str) -> list[str]:
    """All pairs of neighbouring letters, in order."""
    return [a + b for run in re.findall(r"\w+", text) for a, b in pairwise(run)]


def number(pair: str) -> int:
    """A pair of characters as a signed number of 32 bits."""
    return ((ord(pair[0]) & 0xFFFF) << 16 | (ord(pair[1]) & 0xFFFF)) - 2**31


FIELDS: dict[str, Callable[[str], Any]] = {
    "none": len,
    "phrase": lambda text: " ".join(bigrams(text)),
    "strings": lambda text: list(set(bigrams(text))),
    "integers": lambda text: list({number(pair) for pair in bigrams(text)}),
}
INDEX: dict[str, list[tuple[str, Any]]] = {
    "phrase": [("search", "text")],
    "strings": [("search", 1)],
    "integers": [("search", 1)],
}


def load(collection: Documents, method: str, count: int, *, after: bool) -> float:
    """Insert with the index in place, or with it built `after`; documents a second, the index included."""
    started = time.perf_counter()
    if not after:
        _index(collection, method)
    texts = enumerate(made_texts(count))
    while batch := list(islice(texts, BATCH)):
        collection.insert_many(
            [{"_id": n, "text": text, "search": FIELDS[method](text)} for n, text in batch], ordered=False
        )
    if after:
        _index(collection, method)
    return count / (time.perf_counter() - started)


def _index(collection: Documents, method: str) -> None:
    if method in INDEX:
        options = {"default_language": "none"} if method == "phrase" else {}
        collection.create_index(INDEX[method], name="search", **options)


def find(collection: Documents, method: str, query: str) -> list[int]:
    """The ids of the documents with the phrase."""
    if method == "none":
        return [d["_id"] for d in collection.find({"text": {"$regex": query}}, {"_id": 1})]
    pairs = bigrams(query)
    if method == "phrase":
        asked = '"' + " ".join(pairs) + '"'
        return [d["_id"] for d in collection.find({"$text": {"$search": asked}}, {"_id": 1})]
    terms = pairs if method == "strings" else [number(pair) for pair in pairs]
    terms.sort(key=lambda term: collection.count_documents({"search": term}, limit=ENOUGH))
    found = collection.find({"search": {"$all": terms}}, {"text": 1})
    return [d["_id"] for d in found if query in d["text"]]


@contextmanager
def server() -> Iterator[MongoClient[dict[str, Any]]]:
    """A private mongod with a cache of 4 GB."""
    with tempfile.TemporaryDirectory(dir=PROJECT / ".cache") as name:
        folder = Path(name)
        uri = local_mongod.start(folder, binaries=PROJECT / ".cache" / "mongo")
        try:
            with MongoClient[dict[str, Any]](uri, w="majority", journal=True) as client:
                client.admin.command("setParameter", 1, wiredTigerEngineRuntimeConfig="cache_size=4G")
                yield client
        finally:
            local_mongod.stop(folder)


def main(counts: Iterable[int], methods: Sequence[str], *, after: bool) -> None:
    """Load, ask and print one table for each number of documents."""
    console = Console(width=140)
    with server() as client:
        for count in counts:
            table = Table("method", "docs/s in", "index MB", "data MB", *QUERIES, title=f"{count} documents, ms (hits)")
            truth: dict[str, list[int]] = {}
            for method in methods:
                collection = client["bench"][f"{method}{count}"]
                rate = load(collection, method, count, after=after)
                client.admin.command("fsync")  # sizes are those of the last checkpoint
                stats = client["bench"].command("collStats", collection.name)
                cells = []
                for query in QUERIES:
                    times = []
                    for _ in range(1 if method == "none" else 3):
                        started = time.perf_counter()
                        found = sorted(find(collection, method, query))
                        times.append(1000 * (time.perf_counter() - started))
                    expected = truth.setdefault(query, found)
                    wrong = "" if found == expected else f" WRONG {len(found)}"
                    cells.append(f"{median(times):.0f} ({len(expected)}){wrong}")
                size = stats["indexSizes"].get("search", 0) / 1e6
                table.add_row(method, f"{rate:.0f}", f"{size:.0f}", f"{stats['storageSize'] / 1e6:.0f}", *cells)
                collection.drop()
                sys.stderr.write(f"{count} {method}\n")
            console.print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("documents", nargs="+", type=int, help="how many documents")
    parser.add_argument("--methods", nargs="+", choices=FIELDS, default=list(FIELDS), help="only these")
    parser.add_argument("--after", action="store_true", help="build the index when all documents are there")
    arguments = parser.parse_args()
    main(arguments.documents, arguments.methods, after=arguments.after)
