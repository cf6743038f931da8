"""A bucket, or what lies below a prefix in it, as a few verbs. Nothing is half written: an object is there or not."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from lineage.errors import ArchiveUnavailable
from lineage.files import explained
from lineage.s3.told import ask, code

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

AT_ONCE = 16
"""How many requests of one process are under way at once, at most."""
T = TypeVar("T")
R = TypeVar("R")
Kept = Literal["locked", "unlocked", "there"]
"""What came of writing something for good: nobody can remove it; somebody could; it was written before."""
_WRITER = "writer"
_ROUNDS = 4
_IN_PARTS = TransferConfig(multipart_threshold=16 << 20, multipart_chunksize=16 << 20, max_concurrency=4)
_MARKS = ("ContinuationToken", "KeyMarker", "VersionIdMarker")


@dataclass(frozen=True)
class Found:
    """One object of a listing."""

    key: str
    etag: str
    modified: datetime
    size: int


@dataclass(frozen=True)
class Part:
    """Some bytes of an object."""

    data: bytes
    size: int
    """Bytes of the whole object; 0 if it ends before these would begin."""


class Bucket:
    """Keys are relative to the prefix. Every verb raises ArchiveUnavailable with what to do."""

    def __init__(self, client: S3Client, name: str, prefix: str = "") -> None:
        """Use a client that is opened already."""
        self._client, self._name, self._prefix = client, name, f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def below(self, folder: str) -> Bucket:
        """The same bucket, further down."""
        return Bucket(self._client, self._name, self._prefix + folder)

    def place(self, key: str = "") -> str:
        """A key's address, for people."""
        return f"s3://{self._name}/{self._prefix}{key}"

    def get(self, key: str) -> bytes | None:
        """The bytes of an object; None when there is none."""
        return self._found("read", key, lambda at: self._client.get_object(**at)["Body"].read())

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The objects among these keys that there are, asked for at once."""
        return {key: data for key, data in at_once(lambda key: (key, self.get(key)), keys) if data is not None}

    def get_range(self, key: str, begin: int, length: int) -> Part | None:
        """Bytes of an object from one on, fewer where it ends; None when there is none."""

        def read(at: dict[str, Any]) -> Part:
            answer = self._client.get_object(**at, Range=f"bytes={begin}-{begin + length - 1}")
            if "ContentRange" not in answer:
                answer["Body"].close()
                raise ArchiveUnavailable(
                    f"{self.place(key)}: the server sends all where a range of bytes was asked for; use another server."
                )
            return Part(answer["Body"].read(), int(answer["ContentRange"].rpartition("/")[2]))

        try:
            return self._found("read", key, read)
        except ClientError as error:
            if code(error) == "InvalidRange":  # it is there, and shorter
                return Part(b"", 0)
            raise

    def has(self, key: str) -> bool:
        """Whether there is an object."""
        return self._peek(key) is not None

    def put(self, key: str, data: bytes) -> None:
        """Write an object, over another if there is one."""
        ask(f"write {self.place(key)}", partial(self._client.put_object, **self._at(key), Body=data))

    def put_file(self, key: str, path: Path) -> None:
        """Write an object from a file, streamed; it is there when all of it is."""

        def send() -> None:
            with explained("read", path), path.open("rb") as file:
                self._client.upload_fileobj(file, self._name, self._prefix + key, Config=_IN_PARTS)

        ask(f"write {self.place(key)}", send)

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write an object unless there is one; whether it is ours that is there now.

        Of many writers at once exactly one is told True, also when the answer to its first try was lost.
        """
        mark = secrets.token_hex(16)
        at = {**self._at(key), "Body": data, "IfNoneMatch": "*", "Metadata": {_WRITER: mark}}
        for _ in range(_ROUNDS):
            try:
                ask(f"write {self.place(key)}", partial(self._client.put_object, **at))
            except ClientError as error:
                if code(error) != "PreconditionFailed":
                    raise
                noted = self._peek(key)
                if noted is not None:
                    return noted.get(_WRITER) == mark
                # Somebody removed it, and the server takes its mark of that for an object.
                rows = [row for row in self._versions(key) if row["Key"] == self._prefix + key]
                if not any(row["IsLatest"] and "ETag" in row for row in rows):  # nor was it written just now
                    self._remove(rows)
            else:
                return True
        raise ArchiveUnavailable(f"{self.place(key)} cannot be written, though nothing is there; see its versions.")

    def put_locked(self, key: str, data: bytes, until: datetime) -> Kept:
        """Write an object unless there is one, so that nobody, not even its owner, can remove it before `until`.

        That takes a bucket with object lock. In another it is written as `put_if_absent` does, and the answer says so.
        A lock holds a version: others may be laid over it, so read such objects by `originals`.
        """
        if not self._locks():
            return "unlocked" if self.put_if_absent(key, data) else "there"
        at = {**self._at(key), "Body": data, "IfNoneMatch": "*"}
        at |= {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until}
        try:
            ask(f"write {self.place(key)}", partial(self._client.put_object, **at))
        except ClientError as error:
            if code(error) != "PreconditionFailed":
                raise
            return "there"
        return "locked"

    def originals(self, prefix: str = "") -> dict[str, bytes]:
        """The objects whose keys begin so, each as it was first written, also where it was replaced or removed since.

        Where the bucket keeps no versions, they are what there is now.
        """
        first: dict[str, Any] = {}
        for page in self._pages(self._client.list_object_versions, prefix):
            for row in page.get("Versions", ()):  # the versions of a key come with the newest first
                first[row["Key"]] = {"Bucket": self._name, "Key": row["Key"], "VersionId": row["VersionId"]}

        def read(at: dict[str, Any]) -> tuple[str, bytes]:
            key = at["Key"].removeprefix(self._prefix)
            return key, ask(f"read {self.place(key)}", lambda: self._client.get_object(**at)["Body"].read())

        return dict(at_once(read, first.values()))

    def listed(self, prefix: str = "") -> Iterator[Found]:
        """The objects whose keys begin so, in the order of keys."""
        for page in self._pages(self._client.list_objects_v2, prefix):
            for row in page.get("Contents", ()):
                yield Found(row["Key"].removeprefix(self._prefix), row["ETag"], row["LastModified"], row["Size"])

    def delete(self, key: str) -> None:
        """Remove an object for good: all its versions, where the bucket keeps versions."""
        self._remove_all(key, lambda row: row["Key"] == self._prefix + key)

    def delete_older(self, prefix: str, wanted: Callable[[str], bool]) -> None:
        """Remove all versions but the newest of the objects whose keys begin so and are wanted."""
        self._remove_all(prefix, lambda row: not row["IsLatest"] and wanted(row["Key"].removeprefix(self._prefix)))

    def check(self) -> str:
        """Write, write again on condition, remove; what was found, as a sentence."""
        probe = f".probe/{secrets.token_hex(8)}"
        first, second = self.put_if_absent(probe, b"probe"), self.put_if_absent(probe, b"probe")
        self.delete(probe)
        if not first or second:
            raise ArchiveUnavailable(
                f"{self.place()} does not honour conditional puts, which keep two workers from sealing one run; use a "
                "server that does."
            )
        return f"{self.place()} can be written, and of two writers of one key one wins"

    def _locks(self) -> bool:
        """Whether the bucket has object lock, which it can only get when it is made."""
        try:
            found = ask(
                f"look for object lock in {self.place()}",
                partial(self._client.get_object_lock_configuration, Bucket=self._name),
            )
        except ClientError as error:
            if code(error) != "ObjectLockConfigurationNotFoundError":
                raise
            return False
        return found.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled"

    def _remove_all(self, prefix: str, wanted: Callable[[Any], bool]) -> None:
        """Remove versions until none is left: somebody may write one meanwhile."""
        for _ in range(_ROUNDS):
            rows = [row for row in self._versions(prefix) if wanted(row)]
            if not rows:
                return
            self._remove(rows)
        raise ArchiveUnavailable(f"{self.place(prefix)} comes back whenever it is removed; see who writes it.")

    def _remove(self, rows: Iterable[Any]) -> None:
        """Remove these versions, the newest last, so that no older one comes to light."""
        for row in sorted(rows, key=lambda row: row["IsLatest"]):
            at = {"Bucket": self._name, "Key": row["Key"], "VersionId": row["VersionId"]}
            doing = f"remove {self.place(row['Key'].removeprefix(self._prefix))}"
            ask(doing, partial(self._client.delete_object, **at))

    def _versions(self, prefix: str) -> Iterator[Any]:
        for page in self._pages(self._client.list_object_versions, prefix):
            yield from page.get("Versions", ())
            yield from page.get("DeleteMarkers", ())

    def _pages(self, call: Callable[..., Any], prefix: str) -> Iterator[Any]:
        at = {"Bucket": self._name, "Prefix": self._prefix + prefix}
        more: dict[str, str] = {}
        while True:
            page = ask(f"list {self.place(prefix)}", partial(call, **at, **more))
            yield page
            if not page.get("IsTruncated"):
                return
            more = {mark: page[f"Next{mark}"] for mark in _MARKS if page.get(f"Next{mark}")}

    def _peek(self, key: str) -> dict[str, str] | None:
        """What is noted beside an object. Not by HEAD: that answers without saying what is wrong."""

        def look(at: dict[str, Any]) -> dict[str, str]:
            answer = self._client.get_object(**at, Range="bytes=0-0")
            answer["Body"].read()
            return answer["Metadata"]

        try:
            return self._found("look for", key, look)
        except ClientError as error:
            if code(error) == "InvalidRange":  # it is there, and empty
                return {}
            raise

    def _found(self, doing: str, key: str, call: Callable[[Any], T]) -> T | None:
        try:
            return ask(f"{doing} {self.place(key)}", partial(call, self._at(key)))
        except ClientError as error:
            if code(error) == "NoSuchKey":
                return None
            raise

    def _at(self, key: str) -> dict[str, Any]:
        return {"Bucket": self._name, "Key": self._prefix + key}


def at_once(call: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Call for each of the items, several at once; the results are in the items' order."""
    listed = list(items)
    with ThreadPoolExecutor(max(1, min(AT_ONCE, len(listed)))) as pool:
        return list(pool.map(call, listed))
