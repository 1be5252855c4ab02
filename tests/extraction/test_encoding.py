"""The charset ladder goes by the bytes; a lying declaration is told, a page is never turned into mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.doors.encoding import decode
from crawler.extraction.page import UnreadablePage

SIMPLIFIED = "某某镇人民政府2016年政府信息公开工作年度报告：全年主动公开信息1082条，受理申请3件。"
TRADITIONAL = "某某區統計局2016年政府信息公開工作年度報告：全年主動公開信息36條，受理申請0件。"


def codes(decoded):
    return [issue.code for issue in decoded.issues]


@pytest.mark.parametrize(
    ("text", "charset", "used"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "镕䶮𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        ("<p>" + SIMPLIFIED, "utf-16-be", "utf-16-be"),
        ("信息公开", "gbk", "gb18030"),
        ("年报", "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "iso-8859-1", "big5", "x-gbk", "nonsense", "\x00"])
def test_the_bytes_decide_whatever_is_declared(text, charset, used, declared):
    decoded = decode(text.encode(charset), declared=declared)
    assert decoded.text == text
    assert decoded.used == used
    assert "mojibake" not in codes(decoded)


@pytest.mark.parametrize("label", ["gb2312", "GBK", "x-gbk", "gb18030", "gb_2312-80"])
def test_gb2312_over_gb18030_is_no_conflict(label):
    body = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">{SIMPLIFIED}'.encode("gb18030")
    decoded = decode(body)
    assert (decoded.declared, decoded.used, codes(decoded)) == (label.lower(), "gb18030", [])


@pytest.mark.parametrize(
    ("head", "header", "charset", "declared"),
    [
        ("<meta charset=gb2312>", None, "utf-8", "gb2312"),
        ("<meta charset='gb2312'>", "utf-8", "big5hkscs", "utf-8"),
        ("", "iso-8859-1", "gb18030", "iso-8859-1"),
        ("<meta charset=utf-8>", "gbk", "utf-8", "gbk"),
    ],
)
def test_a_real_conflict_is_told(head, header, charset, declared):
    text = TRADITIONAL if charset == "big5hkscs" else SIMPLIFIED
    decoded = decode((head + text).encode(charset), declared=header)
    assert decoded.declared == declared
    assert codes(decoded) == ["charset_conflict"]
    assert text in decoded.text


def test_a_declaration_in_a_comment_or_beyond_4_kb_is_none():
    assert decode(f"<!-- <meta charset=gbk> --><p>{SIMPLIFIED}".encode()).declared is None
    assert decode(f"{'<p>' * 1400}<meta charset=gbk>{SIMPLIFIED}".encode()).declared is None


def test_pure_ascii_is_utf_8_without_conflict():
    decoded = decode(b"<meta charset=gb2312><p>Not Found")
    assert (decoded.used, decoded.issues) == ("utf-8", ())


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_character_cut_in_two_is_damage_not_another_charset(charset):
    body = (SIMPLIFIED * 9).encode(charset)
    for damaged in (body[:-1], body[:301] + b"<p>" + body):
        decoded = decode(damaged)
        assert decoded.used == charset
        assert decoded.text.count("公开") >= 17
        assert codes(decoded) in ([], ["mojibake"])


def test_text_decoded_twice_is_flagged():
    for wrong in ("latin-1", "gb18030"):
        twice = (SIMPLIFIED * 9).encode().decode(wrong, "replace")
        assert codes(decode(twice.encode())) == ["mojibake"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.4 ...", "unsupported_type"),
        (b"PK\x03\x04....", "unsupported_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "unsupported_type"),
        (bytes(range(256)) * 40, "undecodable"),
        (b"\x00" * 500, "undecodable"),
    ],
)
def test_what_is_no_page(body, reason):
    with pytest.raises(UnreadablePage) as error:
        decode(body)
    assert error.value.reason == reason


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["punycode", "hex", "idna"]))
)
def test_no_bytes_raise_anything_else(body, declared):
    try:
        decoded = decode(body, declared=declared)
    except UnreadablePage:
        return
    assert isinstance(decoded.text, str)
    assert decoded == decode(body, declared=declared)
