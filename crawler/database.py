"""Which database: MONGO_URI before everything, else the project's private mongod, started when needed."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings

from pipelines import local_mongod
from pipelines.repository import Repository


def mongo_uri(settings: BaseSettings) -> str:
    """The URI to use. Raises `LocalMongodUnavailable` where none is given and none can be started."""
    given: str | None = settings["MONGO_URI"]
    return given or local_mongod.start(Path(settings["LOCAL_MONGO_DIR"]))


def open_repository(settings: BaseSettings) -> Repository:
    """A prepared repository. Raises `DatabaseUnreachable` or `LocalMongodUnavailable`, one line each."""
    repository = Repository.connect(mongo_uri(settings), settings["MONGO_DATABASE"])
    repository.prepare()
    return repository
