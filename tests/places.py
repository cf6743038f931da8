"""Folders and S3 buckets to test over, each fresh for every test; and what lies in them, seen from outside."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from lineage.s3.bucket import Bucket
from lineage.s3.connect import open_bucket
from lineage.settings import Servers
from tests.stores import SERVER

FOLDER, PLAIN, VERSIONED = "folder", "s3", "s3 with versions"
BUCKETS = [pytest.param(kind, marks=SERVER) for kind in (PLAIN, VERSIONED)]


@dataclass(frozen=True)
class Object:
    """An object of a bucket that is looked at, damaged or removed as if it were a file."""

    admin: Any
    bucket: str
    key: str

    @property
    def _at(self):
        return {"Bucket": self.bucket, "Key": self.key}

    def read_bytes(self):
        return self.admin.get_object(**self._at)["Body"].read()

    def read_text(self):
        return self.read_bytes().decode()

    def write_bytes(self, data):
        self.admin.put_object(**self._at, Body=data)

    def write_text(self, text):
        self.write_bytes(text.encode())

    def unlink(self):
        self.admin.delete_object(**self._at)

    def __str__(self):
        return f"s3://{self.bucket}/{self.key}"


def stamp(file):
    """Changes when a file or an object is written again, even if it gets the same bytes."""
    if isinstance(file, Path):
        return file.stat().st_ino, file.stat().st_mtime_ns
    found = file.admin.head_object(Bucket=file.bucket, Key=file.key)
    return found.get("VersionId"), found["LastModified"], found["ETag"]


class FolderPlace:
    """A folder."""

    setting = "LINEAGE_HOME"

    def __init__(self, root: Path):
        self.root = root

    def file(self, name):
        """A file that may be there or not; its folder is."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        return self.root / name

    def files(self):
        """What lies there, by name."""
        return {path.relative_to(self.root).as_posix(): path for path in self.root.rglob("*") if path.is_file()}

    def everything(self):
        """All bytes that are kept there."""
        return [path.read_bytes() for path in self.files().values()]

    def fresh(self):
        """Another place of the kind."""
        return FolderPlace(self.root.with_name(f"{self.root.name}-{secrets.token_hex(4)}"))


class BucketPlace:
    """A part of a bucket."""

    setting = "LINEAGE_STORAGE_URL"

    def __init__(self, admin: Any, bucket: Bucket):
        self._admin, self._whole = admin, bucket
        self.root = bucket.below(f"🦜 tests/{secrets.token_hex(8)}")
        self._name, _, self._prefix = self.root.place().removeprefix("s3://").partition("/")

    def file(self, name):
        """An object that may be there or not."""
        return Object(self._admin, self._name, self._prefix + name)

    def files(self):
        """What lies there, by name."""
        return {found.key: self.file(found.key) for found in self.root.listed()}

    def everything(self):
        """All bytes that are kept there, older versions too."""
        found = self._admin.list_object_versions(Bucket=self._name, Prefix=self._prefix)
        at = [{name: row[name] for name in ("Key", "VersionId")} for row in found.get("Versions", ())]
        return [self._admin.get_object(Bucket=self._name, **each)["Body"].read() for each in at]

    def fresh(self):
        """Another place of the kind."""
        return BucketPlace(self._admin, self._whole)


@dataclass(frozen=True)
class Account:
    """An S3 server, the keys for it, and one who may look at everything."""

    servers: Servers
    keys: dict[str, str]
    admin: Any
    clients: list[Any]

    def open(self, name: str) -> Bucket:
        """A bucket, as the product opens it."""
        with pytest.MonkeyPatch.context() as patch:
            for variable, value in self.keys.items():
                patch.setenv(variable, value)
            bucket = open_bucket(Servers.model_validate({**self.servers.model_dump(), "storage_url": f"s3://{name}"}))
        self.clients.append(bucket._client)
        return bucket


@pytest.fixture(scope="session")
def account(s3_server):
    """The S3 server of this session."""
    keys = {name: s3_server.client[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    servers = Servers(s3_endpoint=s3_server.url, s3_region=s3_server.client["AWS_DEFAULT_REGION"])
    admin = boto3.client(
        "s3", endpoint_url=servers.s3_endpoint, region_name=servers.s3_region,
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"], aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
    )  # fmt: skip
    account = Account(servers, keys, admin, [admin])
    yield account
    for client in account.clients:  # a server that is asked to end waits for who is connected
        client.close()


@pytest.fixture(scope="session")
def buckets(account):
    """A bucket of either kind."""
    made = {}
    for kind in (PLAIN, VERSIONED):
        name, region = f"lineage-{secrets.token_hex(6)}", account.servers.s3_region
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        account.admin.create_bucket(Bucket=name, **where)
        made[kind] = account.open(name)
        if kind == VERSIONED:
            account.admin.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return made


@pytest.fixture
def new_place(request, tmp_path):
    """Makes an empty place of a kind."""

    def make(kind):
        if kind == FOLDER:
            return FolderPlace(tmp_path / "place")
        return BucketPlace(request.getfixturevalue("account").admin, request.getfixturevalue("buckets")[kind])

    return make


@pytest.fixture(params=[FOLDER, *BUCKETS])
def place(request, new_place):
    """An empty place; each test runs over every kind."""
    return new_place(request.param)
