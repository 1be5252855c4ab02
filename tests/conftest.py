"""A real database for every test that asks for one: a private mongod a session, a fresh database a test."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest

from pipelines import layout, local_mongod
from pipelines.repository import Repository

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def mongod_binaries() -> Path:
    """Where the unpacked mongod is kept from one session to the next."""
    if os.environ.get("OGI_SKIP_MONGO") == "1":
        pytest.skip("OGI_SKIP_MONGO=1: tests that need MongoDB are left out")
    return Path(os.environ.get("OGI_CACHE_DIR", PROJECT / ".cache")) / "mongo"


@pytest.fixture(scope="session")
def mongo_uri(mongod_binaries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private replica set of one; where none can be had, the test fails with the reason."""
    folder = tmp_path_factory.mktemp("mongod")
    yield local_mongod.start(folder, binaries=mongod_binaries)
    local_mongod.stop(folder)


@pytest.fixture
def database(mongo_uri: str) -> Iterator[str]:
    """The name of a database that no other test uses; dropped afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    yield name
    with contextlib.closing(Repository.connect(mongo_uri, name)) as opened:
        opened.drop_database()


@pytest.fixture(scope="session")
def _prepared_once(mongo_uri: str) -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    with contextlib.closing(Repository.connect(mongo_uri, name)) as opened:
        opened.prepare()
        yield name
        opened.drop_database()


@pytest.fixture
def prepared_database(mongo_uri: str, _prepared_once: str) -> str:
    """The name of a database with collections, indexes and validator, and no documents; cheaper than a fresh one."""
    with pymongo.MongoClient[Any](mongo_uri) as client:
        for collection in layout.INDEXES:
            client[_prepared_once][collection].delete_many({})
    return _prepared_once


@pytest.fixture
def repository(mongo_uri: str, prepared_database: str) -> Iterator[Repository]:
    """The repository on that database."""
    with contextlib.closing(Repository.connect(mongo_uri, prepared_database)) as opened:
        yield opened
