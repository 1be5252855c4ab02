"""What makes two pages the same: report ids, hashes and near-duplicate sketches. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from crawler.addresses import canonical_url
from crawler.items import AnnualReport, Source, fields_of
from pipelines.nfkc import nfkc

__all__ = [
    "canonical_url", "content_sha256", "number_overlap", "numbers", "page_sha256", "reject_id", "report_id",
    "similarity", "sketch", "source_key", "text_prints", "text_sha256",
]  # fmt: skip

SHINGLE = 5
PERMUTATIONS = 128

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NO_CONTENT = re.compile(r"[\W_]+")
_COUNTER = re.compile(r"浏览|点击|阅读|访问|人气")
_NOT_READ = frozenset(
    {"_id", "identity", "sources", "mirrors", "revision", "extractor_version", "schema_version"}
    | {"first_seen_at", "first_seen_run", "last_seen_at", "changed_at", "changed_run"}
)
_JSON_BREAK = re.compile(r"\\n")
_EMPTY_BIN = np.uint64(0xFFFFFFFFFFFFFFFF)
_PLANE = 0x10000


def _members(value: Any) -> dict[str, Any]:
    """What the canonical JSON says of an object that JSON does not know."""
    return dict(value) if isinstance(value, Mapping) else fields_of(value)


# Without blanks after separators, of which there are thousands and which would only be taken out again.
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_members
)


def report_id(report: AnnualReport) -> str:
    """The contract's `_id`: (region code or host or `-`):(agency or `~` + text hash):(year or `-`).

    Raises `ValueError` where neither an agency nor the hash of the text is known.
    """
    region = report.agency.region
    place = region.code if region else next((s.host for s in report.sources if s.host), None)
    agency = report.agency.name
    if not agency:
        if report.identity is None:
            raise ValueError("a report without agency needs identity.text_sha256 for its id")
        agency = "~" + report.identity.text_sha256[:12]
    year = "-" if report.report_year is None else str(report.report_year)
    return f"{place or '-'}:{agency}:{year}"


def source_key(source: Source) -> str:
    """What tells one source from another: the hash of its bytes for a saved page, else its address.

    So the same saved page, cloned or moved elsewhere, is the same source.
    """
    saved = source.host is None and source.page_sha256 is not None
    return f"sha256:{source.page_sha256}" if saved else source.url


def reject_id(url: str, page_sha256: str | None) -> str:
    """`_id` of a reject: the same for the same bytes at the same address."""
    return hashlib.sha256(f"{url}\n{page_sha256 or ''}".encode(errors="surrogatepass")).hexdigest()[:32]


def page_sha256(body: bytes) -> str:
    """SHA-256 of the bytes as fetched, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def text_sha256(text: str) -> str:
    """SHA-256 of the text in NFKC without any blanks, so that a re-flowed text stays the same.

    >>> text_sha256("公开 信息１２条") == text_sha256("公开信息\\n12条")
    True
    """
    return _sha256_unspaced(nfkc(text))


def text_prints(text: str) -> tuple[str, str]:
    """`text_sha256` and `sketch` of one text, which is normalised once for both.

    >>> text_prints("公开信息１２条") == (text_sha256("公开信息１２条"), sketch("公开信息１２条"))
    True
    """
    normal = nfkc(text)
    return _sha256_unspaced(normal), _sketch(normal)


def content_sha256(report: AnnualReport) -> str:
    """SHA-256 of everything that was read from the page, blanks and view counters left out.

    Two readings with the same hash say the same.
    """
    read = {name: value for name, value in fields_of(report).items() if name not in _NOT_READ}
    metadata = {name: value for name, value in fields_of(report.metadata).items() if name != "views"}
    metadata["header"] = [pair for pair in metadata["header"] if not _COUNTER.search(str(pair[0]))]
    read["metadata"] = metadata
    # Parting and joining takes half the time of replacing.
    return _sha256_unspaced("".join(_JSON_BREAK.split(_CANONICAL.encode(read))))


def sketch(text: str) -> str:
    """One-permutation MinHash of the character 5-shingles: 128 bins of 16 bits, 512 hexadecimal digits.

    Shingles run over letters and digits in NFKC; a bin that no shingle fell into borrows from the next one.
    A text without any letters gives zeros.
    """
    return _sketch(nfkc(text))


def _sketch(normal: str) -> str:
    """The sketch of a text in NFKC."""
    points = _code_points(normal)
    if points.size == 0:
        return "0" * (PERMUTATIONS * 4)
    shingles = _shingles(points)
    bins = (shingles >> np.uint64(57)).astype(np.intp)
    minima = np.full(PERMUTATIONS, _EMPTY_BIN)
    np.minimum.at(minima, bins, shingles & np.uint64((1 << 57) - 1))
    filled = np.flatnonzero(minima != _EMPTY_BIN)
    nearest = filled[np.searchsorted(filled, np.arange(PERMUTATIONS)) % filled.size]
    values = (minima[nearest] >> np.uint64(20)).astype(">u2")
    return values.tobytes().hex()


def similarity(first: str, second: str) -> float:
    """Estimated Jaccard similarity, 0..1, of the texts behind two sketches (standard error about 0.04).

    >>> similarity(sketch("本年度主动公开政府信息一千条。"), sketch("本年度主动公开政府信息一千条"))
    1.0
    """
    if len(first) != len(second) or not first:
        return 0.0
    a, b = (np.frombuffer(bytes.fromhex(text), dtype=">u2") for text in (first, second))
    return float(np.count_nonzero(a == b)) / a.size


def numbers(text: str) -> Counter[str]:
    """Every number that the text prints, with how often; thousands separators dropped.

    >>> sorted(numbers("主动公开１，082条，其中网站1082条").items())
    [('1082', 2)]
    """
    return Counter(_NUMBER.findall(_THOUSANDS.sub("", nfkc(text))))


def number_overlap(first: Iterable[str] | Counter[str], second: Iterable[str] | Counter[str]) -> float:
    """Share of the numbers, 0..1, that both have, repetitions counted; 1 where neither has any.

    >>> number_overlap(["12", "12", "3"], ["12", "3", "4"])
    0.6666666666666666
    """
    a, b = Counter(first), Counter(second)
    most = max(a.total(), b.total())
    return (a & b).total() / most if most else 1.0


def _sha256_unspaced(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode(errors="surrogatepass")).hexdigest()


def _code_points(normal: str) -> npt.NDArray[np.uint64]:
    """The letters and digits of a text in NFKC."""
    points = np.frombuffer(normal.encode("utf-32-le", errors="surrogatepass"), dtype="<u4")
    if points.size and points.max() >= _PLANE:
        return np.array([*map(ord, _NO_CONTENT.sub("", normal))], dtype=np.uint64)
    content: npt.NDArray[np.uint64] = points[_is_content()[points]].astype(np.uint64)
    return content


@cache
def _is_content() -> npt.NDArray[np.bool_]:
    """For each code point of the basic plane whether it is a letter or a digit."""
    return np.array([_NO_CONTENT.match(chr(point)) is None for point in range(_PLANE)])


def _shingles(points: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Well-mixed 64-bit hashes of all runs of five (fewer where the text is shorter)."""
    width = min(SHINGLE, points.size)
    count = points.size - width + 1
    hashes = points[:count].copy()
    for offset in range(1, width):
        hashes *= np.uint64(0x100000001B3)
        hashes += points[offset : offset + count]
    # The finaliser of splitmix64: neighbouring inputs land in unrelated bins.
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes
