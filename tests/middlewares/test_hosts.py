"""Only listed hosts, redirects of any kind included; who asks and where from is said."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.middlewares.server import Answer, Asked, serving
from tests.middlewares.visits import visit

PAGE = Answer("<html><title>甲县2016年年报</title><p>甲县2016年政府信息公开工作年度报告</p></html>")


def moved(url: str, status: int = 301) -> Answer:
    return Answer("", status, {"Location": url})


def refresh(url: str) -> Answer:
    return Answer(f'<html><head><meta http-equiv="refresh" content="0;url={url}"></head></html>')


def script(url: str) -> Answer:
    return Answer(f"<html><script>window.location.href='{url}';</script></html>")


def test_a_chain_to_a_listed_alias_is_followed_and_one_to_another_host_is_not() -> None:
    with serving({"*": PAGE}, {"*": PAGE}, {"*": PAGE}) as (portal, alias, stranger):
        portal.routes |= {
            "/a.html": moved("/a2.html"),
            "/a2.html": moved(alias.url("/a3.html"), 302),
            "/b.html": moved(alias.url("/b2.html")),
            "/c.html": moved(stranger.url("/c.html")),
            "/loop.html": moved("/loop.html"),
        }
        alias.routes |= {"/a3.html": moved("/a4.html", 307), "/b2.html": moved(stranger.url("/b3.html"), 308)}
        urls = {name: portal.url(f"/{name}.html") for name in ("a", "b", "c", "loop")}
        foreign = {"url": stranger.url("/friend.html"), "portal": portal.entry()["id"]}
        seen = visit([portal.entry(alias)], [*urls.values(), foreign])
        assert seen.outcomes[urls["a"]]["url"] == alias.url("/a4.html")
        assert [seen.reason(urls[name]) for name in ("b", "c", "loop")] == ["foreign_host", "foreign_host", "loop"]
        assert seen.reason(foreign["url"]) == "foreign_host"
        assert stranger.log == []
        assert seen.counted(portal.entry()["id"], "foreign_host") == 3
        assert portal.paths.count("/loop.html") == 6


@pytest.mark.parametrize("lead", [refresh, script])
def test_pages_that_only_lead_on(lead: object) -> None:
    assert callable(lead)
    with serving({"*": PAGE}, {"*": PAGE}) as (portal, stranger):
        portal.routes |= {
            "/one.html": lead("/two.html?a=1"),
            "/two.html?a=1": lead("/end.html"),
            "/far1.html": lead("/far2.html"),
            "/far2.html": lead("/far3.html"),
            "/far3.html": lead("/far4.html"),
            "/self.html": lead("/self.html"),
            "/away.html": lead(stranger.url("/")),
        }
        urls = {name: portal.url(f"/{name}.html") for name in ("one", "far1", "self", "away")}
        seen = visit([portal.entry()], urls.values())
        assert seen.outcomes[urls["one"]]["url"] == portal.url("/end.html")
        assert seen.outcomes[urls["far1"]]["url"] == portal.url("/far3.html")
        assert portal.paths.count("/self.html") == 1
        assert "/far4.html" not in portal.paths
        assert seen.reason(urls["away"]) == "foreign_host"
        assert stranger.log == []


def test_a_request_of_no_portal_is_refused() -> None:
    with serving({"*": PAGE}) as (portal,):
        seen = visit([portal.entry()], [{"url": portal.url("/1.html"), "portal": "other"}])
        assert seen.reason(portal.url("/1.html")) == "foreign_host"
        assert portal.log == []


def test_referer_and_contact_are_sent() -> None:
    def picky(asked: Asked, number: int) -> Answer:
        return PAGE if asked.headers.get("Referer", "").endswith("/list/") else Answer("", 404)

    with serving({"/picky.html": picky, "*": PAGE}) as (portal,):
        seen = visit(
            [portal.entry()], [{"url": portal.url("/list/"), "role": "list", "then": [portal.url("/picky.html")]}]
        )
        assert seen.outcomes[portal.url("/picky.html")]["status"] == 200
        assert all(asked.headers["User-Agent"].startswith("ogi-reports/") for asked in portal.log)
        assert not any("Cookie" in asked.headers for asked in portal.log)


def test_https_with_a_certificate_that_no_authority_signed(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.a.gov.cn")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    pem += key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "both.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with serving({"*": PAGE}, tls=context) as (portal,):
        plain = portal.url("/1.html").replace("https:", "http:")
        seen = visit([portal.entry()], [plain, portal.url("/2.html")])
        assert seen.outcomes[plain]["url"] == portal.url("/1.html")
        assert sorted(portal.paths) == ["/1.html", "/2.html", "/robots.txt"]


def test_a_host_is_asked_in_the_scheme_that_the_catalogue_gives() -> None:
    with serving({"*": PAGE}) as (portal,):
        url = portal.url("/1.html").replace("http:", "https:")
        seen = visit([portal.entry()], [url])
        assert seen.outcomes[url]["url"] == portal.url("/1.html")
