"""The catalogue: what an entry becomes, what is said of a wrong one, and how many machines share it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arguments import ArgumentError
from crawler.catalogue import CatalogueError, Host, Portal, load_catalogue, select, shard

ENTRY = """
- id: gd-qingshi
  name: 青石县人民政府
  level: county
  division: "441900"
  hosts:
    - {host: WWW.Qingshi.gov.cn, scheme: https}
    - {host: "127.0.0.1:8001", retired: 2018-12}
  family: gkmlpt
  columns:
    - {url: /gkmlpt/annualreport#2629, params: {cat: 2629, sid: 769033}}
    - {url: "http://127.0.0.1:8001/nb/", kind: year_hub, expect: {min_items: 5}}
  list: {title_attr: title}
  url: {strip_params: [_], twins: [{from: '/mpost_(\\d+)', to: '/post_\\1'}]}
  politeness: {delay_s: 0.5, window: "22:00-06:00"}
  evidence: {added_by: 某人, checked: 2026-11-21}
"""


def write(tmp_path: Path, text: str, name: str = "gd.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_an_entry_becomes_a_portal(tmp_path: Path) -> None:
    portal = load_catalogue([write(tmp_path, ENTRY)])["gd-qingshi"]
    assert portal.hosts[0] == Host("www.qingshi.gov.cn", "https")
    assert [column.url for column in portal.columns] == [
        "https://www.qingshi.gov.cn/gkmlpt/annualreport#2629",
        "http://127.0.0.1:8001/nb/",
    ]
    assert portal.columns[1].kind == "year_hub"
    assert portal.columns[1].min_items == 5
    assert portal.status == "unverified"
    assert portal.politeness.delay_s == 0.5
    assert portal.politeness.concurrency == 1
    assert portal.evidence["checked"] == "2026-11-21"
    assert portal.serves("www.qingshi.gov.cn:443")
    assert not portal.serves("qingshi.gov.cn")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (ENTRY.replace("title_attr: title", "title_atr: title"), "gd-qingshi: list.title_atr: unknown key"),
        (ENTRY.replace("delay_s: 0.5", "delay_s: .nan"), "gd-qingshi: politeness.delay_s: nan"),
        (ENTRY.replace("delay_s: 0.5", "delay_s: .inf"), "gd-qingshi: politeness.delay_s: inf"),
        (ENTRY.replace("title_attr: title", 'item_css: "ul..[l"'), "gd-qingshi: list.item_css: 'ul..[l'"),
        (ENTRY.replace('"441900"', "441900"), "gd-qingshi: division: "),
        (ENTRY.replace("delay_s: 0.5", "delay_s: soon"), "gd-qingshi: politeness.delay_s: 'soon'"),
        (ENTRY.replace("cat: 2629", "channel: 2629"), "gd-qingshi: columns.0.params.channel: unknown key"),
        (ENTRY.replace("family: gkmlpt", "family: trss"), "gd-qingshi: family: 'trss'"),
        (ENTRY.replace("id: gd-qingshi", "id: portals"), "entry portals: id: "),
        (ENTRY.replace("'/mpost_(\\d+)'", "'/mpost_('"), "gd-qingshi: url.twins.from: "),
        (ENTRY.replace("http://127.0.0.1:8001", "http://127.0.0.1:8002"), "gd-qingshi: columns.1.url: 127.0.0.1:8002"),
        (ENTRY + "  name: 又一县\n", "'name' stands twice"),
        (ENTRY + ENTRY, "gd-qingshi: id: stands in"),
        ("id: gd-qingshi\n", "is no list of entries"),
        ("- [\n", "gd.yaml"),
    ],
)
def test_what_is_wrong_is_said_with_file_entry_and_key(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(CatalogueError) as raised:
        load_catalogue([write(tmp_path, wrong)])
    message = str(raised.value)
    assert said in message
    assert "gd.yaml" in message
    assert "\n" not in message


def test_an_id_stands_once_in_all_files(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"yn\.yaml: entry gd-qingshi: id: stands in .*gd\.yaml"):
        load_catalogue([write(tmp_path, ENTRY), write(tmp_path, ENTRY, "yn.yaml")])


def test_the_shipped_catalogue_is_sound() -> None:
    for portal in load_catalogue().values():
        assert portal.evidence, f"{portal.id} does not say where it is known from"
        assert portal.status != "active" or portal.evidence.get("passed"), f"{portal.id} is active without a check"


def portal(name: str, *hosts: str, **facts: str) -> Portal:
    given = {"family": "trs", "status": "active"} | facts
    return Portal(name, name, tuple(map(Host, hosts or (f"{name}.cn",))), columns=(), **given)  # type: ignore[arg-type]


def test_selections() -> None:
    made = [
        portal("gd-a", level="county", division="441900"),
        portal("gd-b", level="city", family="ucap"),
        portal("yn-c", status="unverified"),
        portal("yn-d", status="blocked"),
    ]
    portals = {each.id: each for each in made}
    chosen = {
        "all": ["gd-a", "gd-b"],
        "province=gd": ["gd-a", "gd-b"],
        "province=44": ["gd-a"],
        "province=gd,family=ucap": ["gd-b"],
        "gd-a,yn-c": ["gd-a", "yn-c"],
        "level=county|city": ["gd-a", "gd-b"],
        "status=unverified": ["yn-c"],
        "ucap": ["gd-b"],
        "status=blocked": [],
    }
    assert {wanted: sorted(select(portals, wanted)) for wanted in chosen} == chosen
    for wrong in ("gd-x", "id=gd-x", "size=5"):
        with pytest.raises(ArgumentError):
            select(portals, wrong)


@given(st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1, max_size=3), max_size=12), st.integers(1, 5))
def test_a_host_is_in_one_share_and_every_portal_in_exactly_one(hosts: list[set[str]], of: int) -> None:
    made = [portal(f"p{number}", *sorted(names)) for number, names in enumerate(hosts)]
    shares = [shard(made, made, f"{number}/{of}") for number in range(1, of + 1)]
    assert sorted(name for share in shares for name in share) == sorted(each.id for each in made)
    asked = [frozenset().union(*(each.netlocs for each in share.values())) for share in shares]
    assert all(not first & second for n, first in enumerate(asked) for second in asked[n + 1 :])
    assert [shard(reversed(made), made, f"{number}/{of}").keys() for number in range(1, of + 1)] == [
        share.keys() for share in shares
    ]


def test_a_share_is_stable_whatever_else_is_selected() -> None:
    made = [portal(f"p{number}") for number in range(20)]
    share = shard(made, made, "1/3")
    assert shard(made[:10], made, "1/3").keys() == {name for name in share if name in {p.id for p in made[:10]}}
    for wrong in ("0", "3/2", "1/0", "a/b"):
        with pytest.raises(ArgumentError):
            shard(made, made, wrong)
