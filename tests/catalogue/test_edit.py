"""Whatever is set in an entry is read back as it was set, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.catalogue import CatalogueError
from crawler.catalogue.edit import set_values, write_values
from crawler.catalogue.load import parse_entries

FILES = {
    "block": "- id: a\n  name: 甲  # who\n\n# between\n- id: b\n  note: |\n    long\n    text\n",
    "indented": "  - name: 甲\n    id: a\n    evidence:\n      # seen by\n      added_by: 王芳\n    status: active\n  - id: b",
    "flow": "[{id: a, evidence: {}}, {id: b}]\n",
    "last": "- id: b\n- evidence: {added_by: x, columns: [{url: /}]} # so\n  id: a",
    "windows": "- id: a\r\n  name: x # who\r\n- id: b\r\n",
    "alias": "- id: b\n  politeness: &gentle {delay_s: 5}\n- id: a\n  politeness: *gentle  # as that\n- id: c\n",
    "empty": "- id: a\n  evidence:   # none\n  name: x\n- id: b\n",
}
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x7f\ufeff\ufffe\uffff"), max_size=30
).filter(lambda text: all(sign.isprintable() or sign in "\n\t\u3000" for sign in text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("name", FILES)
@given(evidence=st.dictionaries(st.sampled_from(["added_by", "checked", "columns", "text"]), VALUES, min_size=1))
def test_what_is_set_is_read_back_and_nothing_else_changes(name: str, evidence: dict[str, Any]) -> None:
    before = FILES[name]
    after = set_values(before, "a", {"evidence": evidence, "status": "unverified"})
    entries = {entry["id"]: entry for entry in parse_entries(after)}
    expected = {entry["id"]: entry for entry in parse_entries(before)}
    held = (expected["a"].get("evidence") or {}) | evidence
    expected["a"] |= {"evidence": held, "status": "unverified"}
    assert entries == expected
    comments = [line.partition("#")[2] for line in before.splitlines() if "#" in line]
    assert all(f"#{comment}" in after for comment in comments)
    assert set_values(after, "a", {"evidence": evidence, "status": "unverified"}) == after


def test_a_file_that_would_not_be_valid_any_more_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("- &one {id: a, hosts: [{host: a.cn}], family: trs, columns: [{url: /}]}\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match=r"mine.yaml: entry a: status"):
        write_values(path, "a", {"status": "splendid"})
    with pytest.raises(CatalogueError, match="entry b"):
        write_values(path, "b", {"status": "active"})
    assert path.read_bytes() == before
    write_values(path, "a", {"status": "active"})
    assert path.read_text("utf-8") == before.decode().replace("}]}", "}], status: active}")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]
