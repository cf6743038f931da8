"""The allow-list: hosts of cards over https, origins of settings, and nothing else under any disguise."""

from __future__ import annotations

import httpx
import pytest

from lineage.errors import HostNotAllowed
from lineage.fetch.hosts import AllowedHosts, is_public

ALLOWED = AllowedHosts(
    ["huggingface.co"], ["http://127.0.0.1:8000/huggingface", "http://[::1]:8001", "http://mirror.internal"]
)


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co",
        "https://huggingface.co/api/datasets?search=yfcc#top",
        "https://huggingface.co:443/api",
        "https://HuggingFace.co/api",
        "http://127.0.0.1:8000/anything",
        "http://[::1]:8001/anything",
        "http://mirror.internal:80/x",
    ],
)
def test_what_a_card_or_a_setting_names_may_be_asked(url):
    ALLOWED.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://huggingface.co/",
        "https://huggingface.co:8443/",
        "https://huggingface.co./",
        "https://evil.example/",
        "https://cdn.huggingface.co/",
        "https://huggingface.co.evil.example/",
        "https://huggingface.co@evil.example/",
        "https://huggingface.co:443@evil.example/",
        "https://huggingface.co%2F@evil.example/",
        "https://evil.example#@huggingface.co/",
        "https://evil.example?@huggingface.co/",
        "https://evil.example/https://huggingface.co/",
        "http://127.0.0.1/",
        "http://127.0.0.1:8001/",
        "https://127.0.0.1:8000/",
        "http://localhost:8000/",
        "http://2130706433:8000/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]:8000/",
        "http://mirror.internal:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "http://metadata.google.internal/",
        "http://0.0.0.0:8000/",
        "file:///etc/passwd",
        "ftp://huggingface.co/",
        "gopher://huggingface.co:443/",
        "data:text/plain,hello",
        "//huggingface.co/",
        "huggingface.co",
        "/api/datasets",
        "",
    ],
)
def test_everything_else_is_refused(url):
    with pytest.raises(HostNotAllowed):
        ALLOWED.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co:99999/",
        "https://huggingface.co:port/",
        "https://[huggingface.co/",
        "https://huggingface.co]/",
        "https://huggingface.co\uff0f@evil.example/",
        "https://huggingface.co/half-a-letter-\ud83d",
    ],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(HostNotAllowed):
        ALLOWED.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\@huggingface.co/",
        "https://user:secret@huggingface.co/",
        "https://huggingface.co:0/",
        "https://huggingface.co:/",
        " https://huggingface.co/",
        "https://hugging\tface.co/",
        "https://huggingface.co\\.evil.example/",
        "https:\\\\huggingface.co/",
        "https:///huggingface.co/",
        "https://huggin\u0261face.co/",
        "https://hu\u200dggingface.co/",
        "https://huggingface\u3002co/",
    ],
)
def test_what_is_let_through_is_what_the_client_will_ask(url):
    try:
        ALLOWED.check(url)
        asked = httpx.URL(url)
    except (HostNotAllowed, httpx.InvalidURL):
        return
    assert (asked.scheme, asked.host) in [("https", "huggingface.co"), ("", "")]


def test_a_refusal_says_who_pointed_where_and_that_nothing_was_sent():
    with pytest.raises(HostNotAllowed) as caught:
        ALLOWED.check("https://evil.example/path?token=secret", "A redirect of huggingface")

    assert str(caught.value) == (
        "A redirect of huggingface points to https://evil.example, which is not on the list of allowed hosts; "
        "nothing was sent. Hosts come from the sources' cards and from LINEAGE_SOURCE_<NAME>_URL."
    )


def test_without_settings_no_private_address_is_allowed():
    with pytest.raises(HostNotAllowed):
        AllowedHosts(["huggingface.co"]).check("http://127.0.0.1:8000/")


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://huggingface.co", True),
        ("https://10.example.org", True),
        ("https://127.example.org", True),
        ("http://8.8.8.8", True),
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
        ("http://10.0.0.5", False),
        ("http://192.168.1.5", False),
        ("http://172.16.0.5", False),
        ("http://172.32.0.5", True),
        ("http://mirror.internal", False),
    ],
)
def test_what_is_public_is_told_by_the_host(url, public):
    assert is_public(url) is public
