"""Addresses, ids, hashes and sketches tell the same from the other."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.items import AnnualReport
from pipelines import identity
from pipelines.nfkc import nfkc
from tests.pipelines.reports import prose, report


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://WWW.A.gov.cn:443/zwgk/", "https://www.a.gov.cn/zwgk/"),
        ("http://a.gov.cn:8080/x.html#top", "http://a.gov.cn:8080/x.html"),
        ("http://a.gov.cn", "http://a.gov.cn/"),
        ("http://a.gov.cn/zwgk/index.shtml", "http://a.gov.cn/zwgk/"),
        ("http://a.gov.cn/x.do?randNum=0.5&id=7&d=1480918&t=9", "http://a.gov.cn/x.do?id=7"),
        ("http://a.gov.cn/x.do;JSESSIONID=AB.node1?id=7", "http://a.gov.cn/x.do?id=7"),
        ("http://a.gov.cn/x?title=t&dd=2", "http://a.gov.cn/x?title=t&dd=2"),
        ("http://a.gov.cn/index_2.html", "http://a.gov.cn/index_2.html"),
    ],
)
def test_canonical_url(address: str, canonical: str) -> None:
    assert identity.canonical_url(address) == canonical
    assert identity.canonical_url(canonical) == canonical


@settings(max_examples=200, deadline=None)
@example("\x85#")
@example(" #top")
@example("a.do \u2028?d=1")
@example("a.do?x=1 &t=2")
@given(st.text(max_size=60))
def test_canonical_url_never_raises_and_is_stable(text: str) -> None:
    once = identity.canonical_url("http://a.gov.cn/" + text)
    assert identity.canonical_url(once) == once


@pytest.mark.parametrize("address", ["http://[::1/x", "http://a.gov.cn:99999/x", "http://a.gov.cn:port/x", "", "//"])
def test_a_broken_address_stays_as_it_is(address: str) -> None:
    assert identity.canonical_url(address) == address


def test_report_id_falls_back_step_by_step() -> None:
    assert report().id == "990101101:青溪镇人民政府:2016"
    live = {"url": "http://a.gov.cn/1.html", "host": "a.gov.cn"}
    assert report(code=None, **live).id == "a.gov.cn:青溪镇人民政府:2016"
    assert report(code=None, year=None).id == "-:青溪镇人民政府:-"
    nameless = report("本局全年公开十条。", agency=None, code=None)
    assert nameless.identity is not None
    assert nameless.id == f"-:~{nameless.identity.text_sha256[:12]}:2016"
    with pytest.raises(ValueError, match="text_sha256"):
        identity.report_id(AnnualReport())


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("，。１２Ａ公开…㎡ か\u3099각\u0301")), max_size=40))
def test_nfkc_is_unicode_nfkc(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


def test_text_hash_ignores_flow_and_width_only() -> None:
    assert identity.text_sha256("公开 １２条，\n办结。") == identity.text_sha256("公开12条,办结。")
    assert identity.text_sha256("公开12条") != identity.text_sha256("公开13条")


def test_content_hash_ignores_counters_and_our_own_fields() -> None:
    def content(**changes: object) -> str:
        item = report()
        item.metadata.publisher = "青溪镇"
        for name, value in changes.items():
            setattr(item.metadata if hasattr(item.metadata, name) else item, name, value)
        return identity.content_sha256(item)

    plain = content()
    assert content(views=12) == plain
    assert content(header=[["浏览次数", "88"]]) == plain
    assert content(extractor_version="2", revision=7) == plain
    assert content(publisher="青溪镇党政办") != plain
    assert content(header=[["索引号", "A1"]]) != plain
    assert content(report_year=2017) != plain


def test_similarity_separates_reposts_from_strangers() -> None:
    base = prose()
    seen = identity.sketch(base)
    repost = "首页 > 政务公开 > 年报\n" + base.replace("，", ", ") + "\n打印本页 关闭窗口"
    assert identity.similarity(seen, identity.sketch(repost)) > 0.8
    stranger = "该局负责全县公路养护，去年新修桥梁三座，疏通涵洞四十余处，路况明显好转，群众出行更加便利。" * 3
    assert identity.similarity(seen, identity.sketch(stranger)) < 0.1
    assert identity.similarity(seen, "") == 0.0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_sketch_of_any_text(text: str) -> None:
    made = identity.sketch(text)
    assert len(made) == 512
    assert identity.similarity(made, made) == 1.0


def test_sketch_estimates_jaccard() -> None:
    """Overlapping windows of random text have a known similarity; the mean error stays small."""
    import random

    rng = random.Random(7)  # noqa: S311 - not for secrets
    errors = []
    for overlap in (0.2, 0.4, 0.6, 0.8):
        for _ in range(10):
            text = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(3000))
            size = 1500
            shift = round(size * (1 - overlap) / (1 + overlap))
            a, b = text[:size], text[shift : shift + size]
            errors.append(identity.similarity(identity.sketch(a), identity.sketch(b)) - overlap)
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.2


def test_number_overlap() -> None:
    assert identity.number_overlap(identity.numbers("公开1,082条、12件"), identity.numbers("公开１０８２条、12件")) == 1
    assert identity.number_overlap([], []) == 1
    assert identity.number_overlap(["1"], []) == 0
    assert identity.number_overlap(["1", "1", "2"], ["1", "2", "2"]) == pytest.approx(2 / 3)
