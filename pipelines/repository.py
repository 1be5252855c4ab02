"""The one keeper of MongoDB: connection, layout, bulk writes, reads. Nothing else imports the driver."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self

import bson
from bson.errors import BSONError
from pymongo import DeleteOne, IndexModel, InsertOne, MongoClient, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    InvalidName,
    OperationFailure,
    PyMongoError,
)
from pymongo.uri_parser import parse_uri

from pipelines import layout, pages, phrases, writer
from pipelines.asking import Asking, Document, Sort
from pipelines.operations import BulkResult, Delete, Insert, Operation, WriteFailure
from pipelines.writer import Outcome

TIMEOUT_MS = 5_000
SOCKET_TIMEOUT_MS = 60_000
MAX_BSON_BYTES = 16 * 1024**2 - 64 * 1024 - phrases.MOST_BYTES
"""MongoDB's limit of a document, less what our own bookkeeping and the search add."""

_NOT_INITIATED, _ALREADY_EXISTS, _NO_CHANGE_STREAMS = 94, 48, 40573
_ATTEMPT_MS = 500
"""How long one attempt to reach a starting mongod waits; whether the process still lives is looked at in between."""
_SRV_HOST = re.compile(r"mongodb\+srv://(?:[^@]*@)?([^/?@]+)")


class DatabaseUnreachable(ConnectionError):  # noqa: N818 - a state of the world, not of the program
    """The database cannot be used now; the message is one line, without credentials."""


class Repository(Asking):
    """The project's database. Safe to use from several threads; `close` it when done."""

    def __init__(self, client: MongoClient[Document], database: str, address: str) -> None:
        self._client = client
        self._database = client[database]
        self._address = address

    @classmethod
    def connect(cls, uri: str, database: str, *, timeout_ms: int = TIMEOUT_MS) -> Self:
        """A repository whose database answers. Raises `DatabaseUnreachable` where it does not.

        Timeouts that the URI names are taken from there. Whatever it says, writes wait for the majority and the
        journal: with less, a killed server lost documents that it had acknowledged.
        """
        try:
            address = _address(uri)
            timeouts: dict[str, Any] = {
                "serverSelectionTimeoutMS": timeout_ms,
                "connectTimeoutMS": timeout_ms,
                "socketTimeoutMS": SOCKET_TIMEOUT_MS,
                "wTimeoutMS": SOCKET_TIMEOUT_MS // 2,
            }
            chosen = {name: value for name, value in timeouts.items() if name.lower() not in uri.lower()}
            client: MongoClient[Document] = MongoClient(
                uri, appname="ogi", tz_aware=True, w="majority", journal=True, **chosen
            )
        except (PyMongoError, ValueError) as error:
            # The driver's own message may quote the part of the URI that holds the password.
            unknown = type(error) is ConfigurationError and uri.startswith("mongodb+srv://")
            what = "names no known host" if unknown else "is no valid MongoDB address"
            raise DatabaseUnreachable(f"MONGO_URI {what}") from None
        try:
            database.encode()  # the driver would notice only when it sends
            repository = cls(client, database, address)
        except (InvalidName, UnicodeEncodeError):
            client.close()
            raise DatabaseUnreachable(f"MONGO_DATABASE {database!r} is no name of a database") from None
        try:
            with repository._reachable():
                # A ping needs no credentials, this does.
                repository._database[layout.REPORTS].find_one({}, {"_id": 1})
        except DatabaseUnreachable:
            client.close()
            raise
        return repository

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def prepare(self) -> None:
        """Create what is missing of collections, indexes and validator; safe again and from many at once."""
        with self._reachable():
            present = {info["name"]: info for info in self._database.list_collections()}
            for name in layout.INDEXES:
                if name not in present:
                    self._create(name)
            validator = layout.report_validator()
            if present.get(layout.REPORTS, {}).get("options", {}).get("validator") != validator:
                # moderate: a document of an older schema can still be touched
                self._database.command("collMod", layout.REPORTS, validator=validator, validationLevel="moderate")
            for collection, indexes in layout.INDEXES.items():
                existing = self._database[collection].index_information()
                missing = [
                    IndexModel(list(keys), name=name, unique=(collection, name) in layout.UNIQUE)
                    for name, keys in indexes.items()
                    if name not in existing
                ]
                if missing:
                    self._database[collection].create_indexes(missing)

    def drop_database(self) -> None:
        """Delete everything: all collections of this database."""
        with self._reachable():
            self._client.drop_database(self._database.name)

    def save(self, documents: Sequence[Document], *, now: datetime, again: bool = False) -> Outcome:
        """Store a batch of reports, see `pipelines.writer.save`. Raises `DatabaseUnreachable`."""
        return writer.save(self, documents, now=now, again=again)

    def save_rejects(self, rejects: Sequence[Document], *, now: datetime, again: bool = False) -> Outcome:
        """Store pages that are no reports, see `pipelines.writer.save_rejects`."""
        return writer.save_rejects(self, rejects, now=now, again=again)

    def save_visits(self, visits: Sequence[Document]) -> None:
        """Store looks at pages, see `pipelines.pages.save_visits`. Raises `DatabaseUnreachable`."""
        pages.save_visits(self, visits)

    def bulk(self, collection: str, operations: Sequence[Operation], *, ordered: bool = False) -> BulkResult:
        """Writes, acknowledged by majority and journal; one that fails stops no other, but those after it if `ordered`.

        Raises `DatabaseUnreachable` where the whole batch has to be tried again.
        """
        if not operations:
            return BulkResult(0, 0, ())
        with self._reachable():
            try:
                requests = [_request(operation) for operation in operations]
                done = self._database[collection].bulk_write(requests, ordered=ordered)
            except BulkWriteError as error:
                found = error.details
                if found.get("writeConcernErrors"):
                    raise DatabaseUnreachable(
                        f"MongoDB at {self._address} did not acknowledge by its majority"
                    ) from None
                failures = tuple(_failure(failed) for failed in found["writeErrors"])
                return BulkResult(int(found["nMatched"]), int(found["nUpserted"]), failures)
            return BulkResult(done.matched_count, done.upserted_count, ())

    def select(
        self,
        collection: str,
        condition: Mapping[str, Any],
        *,
        sort: Sort = (),
        limit: int = 0,
        projection: Mapping[str, Any] | None = None,
    ) -> Iterator[Document]:
        """Documents that fulfil a condition, fetched as they are consumed; `limit` 0 means all."""
        fields = layout.STORED_ONLY.get(collection) if projection is None else projection
        with self._reachable():
            cursor = self._database[collection].find(condition, fields, limit=limit, allow_disk_use=True)
            with cursor.sort(list(sort)) if sort else cursor as documents:
                yield from documents

    def unstorable(self, document: Mapping[str, Any]) -> str | None:
        """Why MongoDB can never hold this document, None if it can."""
        try:
            size = len(bson.encode(document))
        except (BSONError, OverflowError, ValueError, RecursionError) as error:
            return f"{type(error).__name__}: {error}"[:500]
        return f"{size} bytes, at most {MAX_BSON_BYTES} fit" if size > MAX_BSON_BYTES else None

    def aggregate(self, collection: str, stages: Sequence[Mapping[str, Any]]) -> list[Document]:
        """The result of an aggregation."""
        with self._reachable():
            return list(self._database[collection].aggregate(list(stages), allowDiskUse=True))

    @contextmanager
    def arrivals(self) -> Iterator[Iterator[tuple[str, str]]]:
        """The reports that are stored from now on, one by one as `new` or `changed` and the id; waits for the next.

        Raises `DatabaseUnreachable`, also where the server is no member of a replica set and tells nothing.
        """
        revised = {"operationType": "update", "updateDescription.updatedFields.revision": {"$exists": True}}
        told = [{"$match": {"$or": [{"operationType": "insert"}, revised]}}]
        with self._reachable():
            try:
                stream = self._database[layout.REPORTS].watch(told)
            except OperationFailure as error:
                if error.code != _NO_CHANGE_STREAMS:
                    raise
                raise DatabaseUnreachable(
                    f"MongoDB at {self._address} is no replica set: nothing can be followed live"
                ) from None
            with stream:
                kinds = {"insert": "new", "update": "changed"}
                yield ((kinds[event["operationType"]], event["documentKey"]["_id"]) for event in stream)

    def _create(self, name: str) -> None:
        try:
            self._database.command("create", name)
        except OperationFailure as error:
            if error.code != _ALREADY_EXISTS:  # another process was faster
                raise

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        """The driver's errors in one clear line; its traceback tells a user nothing."""
        try:
            yield
        except OperationFailure as error:
            words = (error.details or {}).get("codeName") or error.code
            raise DatabaseUnreachable(f"MongoDB at {self._address} refuses: {words}") from error
        except PyMongoError as error:
            words = str(error).partition(" (configured timeouts")[0].partition(", Timeout:")[0]
            raise DatabaseUnreachable(f"MongoDB at {self._address} does not answer: {words}") from error


def become_primary(port: int, replica_set: str, *, seconds: float, alive: Callable[[], bool] = lambda: True) -> None:
    """Initiate the replica set of one on 127.0.0.1:`port` if need be and wait until it takes writes.

    Raises `DatabaseUnreachable` where it does not within `seconds`, or as soon as `alive` says that it ended.
    """
    host = f"127.0.0.1:{port}"
    deadline = time.monotonic() + seconds
    client: MongoClient[Document] = MongoClient(
        host, directConnection=True, serverSelectionTimeoutMS=_ATTEMPT_MS, connectTimeoutMS=_ATTEMPT_MS
    )
    with client:
        while True:
            try:
                _configure(client, host, replica_set)
                if client.admin.command("hello").get("isWritablePrimary"):
                    return
                trouble = f"takes no writes after {seconds} s"
            except ConnectionFailure as error:
                trouble = f"does not answer: {error}"
            except PyMongoError as error:
                raise DatabaseUnreachable(f"MongoDB at {host}: {error}") from error
            if not alive() or time.monotonic() > deadline:
                raise DatabaseUnreachable(f"MongoDB at {host} {trouble}")
            time.sleep(0.05)


def _configure(client: MongoClient[Document], host: str, replica_set: str) -> None:
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as error:
        if error.code != _NOT_INITIATED:
            raise
        members = [{"_id": 0, "host": host}]
        client.admin.command("replSetInitiate", {"_id": replica_set, "members": members})
        return
    if config["members"][0]["host"] != host:  # the port of last time was taken
        config["members"][0]["host"] = host
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)


def _address(uri: str) -> str:
    """Hosts and ports of a URI, and nothing else of it. Raises what the driver raises on a bad one."""
    if found := _SRV_HOST.match(uri):
        return found[1]
    return ",".join(f"{host}:{port}" for host, port in parse_uri(uri)["nodelist"])


def _request(operation: Operation) -> InsertOne[Document] | UpdateOne | DeleteOne:
    if isinstance(operation, Insert):
        return InsertOne(operation.document)
    if isinstance(operation, Delete):
        return DeleteOne(operation.filter)
    filters = list(operation.array_filters) or None
    return UpdateOne(operation.filter, operation.update, upsert=operation.upsert, array_filters=filters)


def _failure(error: Mapping[str, Any]) -> WriteFailure:
    """What the server says, without the document that it repeats."""
    details = error.get("errInfo", {}).get("details", {})
    reason = f"{error.get('errmsg', '')} {details}".strip()
    return WriteFailure(int(error["index"]), int(error["code"]), reason[:2000])
