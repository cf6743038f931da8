"""Bodies from a real server: decompressed, whole, and never larger than the bound."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.live import LiveTransport
from tests.fetch.serving import serving

BOUND = 100_000
TEXT = b"DiF is a subset of YFCC100M. " * 1000


@pytest.fixture
def body_of():
    """Serve a body, ask for it, and hand back what came."""
    with serving() as server, LiveTransport("lineage-test/1", timeout=10, max_bytes=BOUND) as transport:

        def ask(body, status=200, **headers):
            server.reply = lambda handler: handler.say(body, status, **headers)
            return transport.send(Request(server.url, "api")).body

        yield ask


def test_a_plain_body_comes_as_it_is(body_of):
    assert body_of(TEXT) == TEXT


def test_a_body_of_exactly_the_bound_is_taken(body_of):
    assert len(body_of(b"x" * BOUND)) == BOUND
    assert len(body_of(gzip.compress(b"x" * BOUND), Content_Encoding="gzip")) == BOUND


def test_a_body_beyond_the_bound_is_cut_off_and_not_taken(body_of):
    with pytest.raises(AnswerUnusable, match="answered with more than 100,000 bytes; the rest was not read"):
        body_of(b"x" * (BOUND + 1))


def test_a_huge_body_is_not_read_to_its_end(body_of):
    huge = b"x" * 50_000_000
    tracemalloc.start()

    with pytest.raises(AnswerUnusable):
        body_of(huge)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_gzip_bomb_is_cut_at_the_bound(body_of):
    bomb = gzip.compress(b"\0" * 100_000_000)
    tracemalloc.start()

    with pytest.raises(AnswerUnusable, match="more than 100,000 bytes"):
        body_of(bomb, Content_Encoding="gzip")

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("name", ["gzip", "GZIP"])
def test_a_compressed_body_is_decompressed(body_of, name):
    assert body_of(gzip.compress(TEXT), Content_Encoding=name) == TEXT


def test_a_compressed_body_of_several_parts_is_read_whole(body_of):
    assert body_of(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip") == b"one two"


@pytest.mark.parametrize("length", [1, 5, 40, -9, -1])
def test_a_compressed_body_cut_short_is_unreachable(body_of, length):
    with pytest.raises(SourceUnreachable, match="the compressed body was cut short"):
        body_of(gzip.compress(TEXT)[:length], Content_Encoding="gzip")


@pytest.mark.parametrize(
    "body",
    [b"this is not gzip at all", gzip.compress(TEXT)[:-8] + b"\0" * 8],
    ids=["something else", "a wrong checksum"],
)
def test_a_damaged_compressed_body_is_unreachable(body_of, body):
    with pytest.raises(SourceUnreachable, match="the compressed body is damaged"):
        body_of(body, Content_Encoding="gzip")


@pytest.mark.parametrize("name", ["gzip", "br"])
@pytest.mark.parametrize("status", [302, 304, 404])
def test_an_empty_body_is_whole_whatever_its_encoding_is_called(body_of, status, name):
    assert body_of(b"", status, Content_Encoding=name) == b""


@pytest.mark.parametrize("name", ["br", "zstd", "deflate", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_not_taken(body_of, name):
    with pytest.raises(AnswerUnusable, match=f"in the encoding '{name}'; only gzip was asked for"):
        body_of(TEXT, Content_Encoding=name)
