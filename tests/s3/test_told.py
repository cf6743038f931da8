"""What is wrong with S3 is told in one sentence, in less than five seconds, with what to do and without a key."""

from __future__ import annotations

import secrets
import socket
import time
from contextlib import closing
from datetime import timedelta

import botocore.auth
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from lineage.errors import ArchiveUnavailable, BadInput
from lineage.s3.connect import open_bucket
from lineage.s3.told import ask
from lineage.settings import Servers

KEY, SECRET = "gull-key", "very-secret"
VERBS = {
    "get": lambda bucket: bucket.get("a"),
    "has": lambda bucket: bucket.has("a"),
    "put": lambda bucket: bucket.put("a", b"1"),
    "put if absent": lambda bucket: bucket.put_if_absent("a", b"1"),
    "list": lambda bucket: list(bucket.listed()),
    "delete": lambda bucket: bucket.delete("a"),
    "look": lambda bucket: bucket.check(),
}


@pytest.fixture(autouse=True)
def keys(monkeypatch, tmp_path):
    """Keys of nobody, and nothing of whoever runs the tests."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.delenv("AWS_PROFILE", raising=False)


def told(verb, url="s3://harbour", **servers):
    began = time.monotonic()
    with pytest.raises(ArchiveUnavailable) as caught:
        VERBS[verb](open_bucket(Servers(storage_url=url, **servers)))
    assert time.monotonic() - began < 5
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def silent():
    """A server that accepts and never answers: its queue is full."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=0)) as server:
        port = server.getsockname()[1]
        with closing(socket.socket()) as one, closing(socket.socket()) as two:
            for caller in (one, two):
                caller.setblocking(False)
                caller.connect_ex(("127.0.0.1", port))
            yield f"http://127.0.0.1:{port}"


@pytest.fixture
def closed():
    """An address where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def served(account):
    return account.servers.model_dump(include={"s3_endpoint", "s3_region"})


@pytest.mark.parametrize("verb", VERBS)
def test_a_server_that_is_not_there(closed, monkeypatch, verb):
    if verb != "get":  # once with all the patience there is
        monkeypatch.setattr("lineage.s3.told._PATIENCE", 0.2)

    said = told(verb, s3_endpoint=closed)

    assert "the server does not answer" in said
    assert "see that it runs and that LINEAGE_S3_ENDPOINT names it, then run the same command again." in said


def test_a_server_that_does_not_take_calls(silent):
    assert "the server does not answer" in told("get", s3_endpoint=silent)


def test_a_host_that_does_not_exist():
    assert "the server does not answer" in told("get", s3_endpoint="http://s3.harbour.invalid")


@pytest.mark.parametrize("verb", VERBS)
def test_a_bucket_that_does_not_exist(account, served, monkeypatch, verb):
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)

    said = told(verb, f"s3://nothing-{secrets.token_hex(6)}/prefix", **served)

    assert "there is no such bucket; create it, or name another in LINEAGE_STORAGE_URL (NoSuchBucket)" in said


@pytest.mark.parametrize("verb", VERBS)
def test_an_access_key_that_the_server_does_not_know(served, verb):
    assert "the server does not know this access key; see to AWS_ACCESS_KEY_ID" in told(verb, **served)


@pytest.mark.parametrize("verb", VERBS)
def test_a_secret_key_of_another(account, served, monkeypatch, verb):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", account.keys["AWS_ACCESS_KEY_ID"])

    said = told(verb, **served)

    assert "the secret key does not belong to the access key; see to AWS_SECRET_ACCESS_KEY" in said


@pytest.mark.parametrize("off", [timedelta(hours=-2), timedelta(hours=2)], ids=["behind", "ahead"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_clock_that_is_wrong(account, served, monkeypatch, verb, off):
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)
    now = botocore.auth.get_current_datetime
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *given: now(*given) + off)

    assert "this machine's clock differs too much from the server's; set it right" in told(verb, **served)


def test_no_keys_at_all(closed, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    said = told("get", s3_endpoint=closed)

    assert "no keys were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in said


def test_half_of_the_keys(closed, monkeypatch):
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    with pytest.raises((ArchiveUnavailable, BadInput), match=r"AWS_SECRET_ACCESS_KEY|aws_secret_access_key"):
        open_bucket(Servers(storage_url="s3://harbour", s3_endpoint=closed)).get("a")


def test_a_name_that_no_bucket_can_have(closed):
    assert "no bucket can have that name; see to LINEAGE_STORAGE_URL" in told("get", "s3://a b", s3_endpoint=closed)


@pytest.mark.parametrize("endpoint", ["harbour", "ftp//x", "http://"])
def test_an_endpoint_that_is_no_address(endpoint):
    with pytest.raises(BadInput, match="LINEAGE_S3_ENDPOINT"):
        open_bucket(Servers(storage_url="s3://harbour", s3_endpoint=endpoint))


def test_a_profile_that_does_not_exist(monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "harbour")

    with pytest.raises(BadInput, match=r"profile.*harbour.*could not be found"):
        open_bucket(Servers(storage_url="s3://harbour"))


def refusal(word):
    return ClientError({"Error": {"Code": word, "Message": "said at length\nby the server."}}, "PutObject")


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("AccessDenied", "these keys may not do that; allow them s3:ListBucket"),
        ("ExpiredToken", "the keys have expired; get new ones"),
        ("PermanentRedirect", "see to LINEAGE_S3_REGION"),
        ("NotImplemented", "the server lacks a request that archive and ledger need"),
        ("OddWord", "S3 says 'OddWord: said at length by the server'; see to that"),
    ],
)
def test_what_s3_refuses(word, advice):
    tries = []

    def refuse():
        tries.append(word)
        raise refusal(word)

    with pytest.raises(ArchiveUnavailable, match="Cannot write it: ") as caught:
        ask("write it", refuse)

    assert advice in str(caught.value)
    assert len(tries) == 1


@pytest.mark.parametrize(
    "problem", [refusal("SlowDown"), refusal("503"), ReadTimeoutError(endpoint_url="http://s3.example")], ids=repr
)
def test_what_may_pass_is_tried_again_and_told_when_it_does_not(problem, monkeypatch):
    tries = []

    def ask_for(failures):
        def call():
            tries.append(failures)
            if len(tries) <= failures:
                raise problem
            return "done"

        tries.clear()
        return ask("write it", call)

    assert ask_for(2) == "done"
    with pytest.raises(ArchiveUnavailable):
        ask_for(1000)
    assert 3 <= len(tries) < 10
