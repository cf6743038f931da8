"""The S3 that tests and `make cluster` start is a real one: conditional puts, versions, object lock, and a crash."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cluster.servers.s3 import s3

pytestmark = pytest.mark.servers


def client(served, secret=None):
    variables = served.client
    return boto3.client(
        "s3",
        endpoint_url=served.url,
        region_name=variables["AWS_DEFAULT_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=secret or variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"max_attempts": 1}),
    )


def new_bucket(store, **settings):
    name = f"gulls-{secrets.token_hex(6)}"
    place = {"LocationConstraint": store.meta.region_name}
    store.create_bucket(Bucket=name, CreateBucketConfiguration=place, **settings)
    return name


def refusal(action):
    with pytest.raises(ClientError) as refused:
        action()
    return refused.value.response["Error"]["Code"]


def test_of_many_who_put_the_same_new_object_at_once_one_wins(s3_server):
    store = client(s3_server)
    bucket = new_bucket(store)

    def put(number):
        try:
            store.put_object(Bucket=bucket, Key="seal.json", Body=str(number).encode(), IfNoneMatch="*")
        except ClientError as refused:
            return refused.response["Error"]["Code"]
        return number

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(put, range(8)))

    winners = [answer for answer in answers if isinstance(answer, int)]
    # A loser that comes late is told so; one that comes at the very moment may be asked to try again.
    assert set(answers) - set(winners) <= {"PreconditionFailed", "ConditionalRequestConflict"}
    assert [str(winner).encode() for winner in winners] == [
        store.get_object(Bucket=bucket, Key="seal.json")["Body"].read()
    ]


def test_an_object_put_twice_keeps_both_versions(s3_server):
    store = client(s3_server)
    bucket = new_bucket(store)
    store.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})

    first = store.put_object(Bucket=bucket, Key="harbour", Body=b"first")["VersionId"]
    store.put_object(Bucket=bucket, Key="harbour", Body=b"second")

    assert store.get_object(Bucket=bucket, Key="harbour", VersionId=first)["Body"].read() == b"first"
    assert store.get_object(Bucket=bucket, Key="harbour")["Body"].read() == b"second"


def test_a_locked_version_cannot_be_deleted(s3_server):
    store = client(s3_server)
    bucket = new_bucket(store, ObjectLockEnabledForBucket=True)
    version = store.put_object(
        Bucket=bucket,
        Key="receipt",
        Body=b"deleted on Monday",
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=datetime.now(UTC) + timedelta(minutes=1),
    )["VersionId"]

    assert refusal(lambda: store.delete_object(Bucket=bucket, Key="receipt", VersionId=version)) == "AccessDenied"


def test_a_wrong_key_is_refused(s3_server):
    assert refusal(client(s3_server, "not the secret").list_buckets) == "SignatureDoesNotMatch"


def test_what_was_put_survives_a_crash(tmp_path):
    with s3(tmp_path) as server:
        store = client(server)
        bucket = new_bucket(store)
        store.put_object(Bucket=bucket, Key="harbour", Body=b"calm")

        server.kill()
        server.start()

        assert store.get_object(Bucket=bucket, Key="harbour")["Body"].read() == b"calm"


def test_a_file_system_without_extended_attributes_does_too(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no attributes here")

    monkeypatch.setattr("cluster.servers.s3.os.setxattr", refuse)
    with s3(tmp_path) as server:
        store = client(server)
        bucket = new_bucket(store)
        store.put_object(Bucket=bucket, Key="harbour", Body=b"calm", IfNoneMatch="*", ContentType="text/plain")

        assert store.head_object(Bucket=bucket, Key="harbour")["ContentType"] == "text/plain"
        again = refusal(lambda: store.put_object(Bucket=bucket, Key="harbour", Body=b"", IfNoneMatch="*"))
        assert again == "PreconditionFailed"
