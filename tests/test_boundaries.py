"""Who may import whom (DESIGN in README.md, "The rooms"): read from the source, not from a run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for top in ("crawler", "pipelines") for p in (ROOT / top).rglob("*.py"))

FORBIDDEN = {
    "crawler/extraction": ("scrapy", "pymongo", "twisted", "itemloaders", "parsel", "crawler.loaders",
                           "crawler.cms", "crawler.spiders", "crawler.settings", "pipelines",
                           "requests", "socket", "urllib.request", "asyncio"),
    "crawler/items.py": ("scrapy", "pymongo", "crawler", "pipelines"),
    "crawler/loaders.py": ("scrapy", "pymongo", "crawler.cms", "crawler.spiders", "pipelines"),
    "crawler/cms": ("pymongo", "pipelines", "crawler.spiders"),
    "crawler/spiders": ("pymongo", "pipelines"),
    "crawler/middlewares": ("pymongo", "pipelines"),
    "pipelines": ("crawler.cms", "crawler.spiders", "crawler.loaders", "crawler.extraction", "crawler.commands",
                  "crawler.replay", "crawler.settings"),
}  # fmt: skip


def imported(path: Path) -> set[str]:
    """Every module that the file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def within(name: str, package: str) -> bool:
    """Whether the dotted name is the package or lies in it."""
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_allowed_imports(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for room, forbidden in FORBIDDEN.items():
        if place == room or place.startswith(room + "/"):
            found = {name for name in imported(path) for bad in forbidden if within(name, bad)}
            assert not found, f"{place} must not import {sorted(found)}"


def test_only_the_repository_knows_pymongo() -> None:
    users = [
        p.relative_to(ROOT).as_posix()
        for p in MODULES
        if any(within(name, "pymongo") or within(name, "bson") for name in imported(p))
    ]
    assert users == ["pipelines/repository.py"]


def test_only_settings_read_the_environment() -> None:
    readers = [
        p.relative_to(ROOT).as_posix()
        for p in MODULES
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            for node in ast.walk(ast.parse(p.read_text("utf-8")))
        )
    ]
    assert readers == ["crawler/settings.py"]


def test_extraction_has_no_clock() -> None:
    for path in MODULES:
        if path.is_relative_to(ROOT / "crawler/extraction"):
            names = {
                node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
            }
            assert not names & {"now", "today", "utcnow", "monotonic", "perf_counter"}, path
