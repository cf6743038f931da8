"""Where a person has to write: everything prepared, nothing sent, and nobody named where everybody can read."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.channels import find
from lineage.channels.naming import names_somebody
from lineage.channels.person import what_to_do
from lineage.errors import ChannelRefused
from lineage.model.notice import Packet
from lineage.settings import Settings
from tests.channels.making import ID, LETTER, NOON, NSID, PRIVATE, PUBLIC, REQUEST, contact, notice

HOSTS = find.card("person").hosts


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def deliver(home, **more):
    return find.open("person", Settings(home=home), lambda: NOON).deliver(notice(**more))


def test_nothing_it_loads_can_send():
    code = "import sys, lineage.channels.person; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert {"httpx", "smtplib", "http.client", "urllib.request", "ftplib", "ssl"} & set(loaded) == set()


def test_texts_places_and_instructions_lie_in_a_folder(home):
    receipt = deliver(home)

    folder = home / "outbox" / REQUEST / "acme-vision" / ID
    assert receipt.outcome == "handed_over"
    assert [(folder / f"public-{name}-tern-10k.txt").read_text() for name in ("acme", "gull")] == [PUBLIC, PUBLIC]
    assert (folder / "private-letter.txt").read_text(encoding="utf-8") == LETTER
    assert (folder / "places.txt").read_text().splitlines() == list(notice().places)
    assert "https://github.com/contact/privacy" in (folder / "what-to-do.txt").read_text(encoding="utf-8")


def test_every_fork_is_named_under_what_its_host_asks_for():
    places = ("https://github.com/a/x", "https://huggingface.co/datasets/b/x", "https://github.com/c/x")

    text = what_to_do(notice(places=places), HOSTS)

    github, hub = text.index("## GitHub"), text.index("## Hugging Face")
    assert github < text.index("github.com/a/x") < text.index("github.com/c/x") < hub < text.index("datasets/b/x")
    assert "Places (2), each to be named" in text[github:hub]
    assert "Never put the letter" in text[hub:]


FORKS = tuple(
    Packet(
        f"https://github.com/{owner}/tern-net", (("tern-net", "delete the photographs"),), (number,), f"For {owner}."
    )
    for owner, number in (("acme", 7), ("gull", 9))
)


def test_two_forks_of_one_name_are_told_apart_and_each_has_a_text_of_its_own(home):
    deliver(home, packets=FORKS, places=tuple(packet.place for packet in FORKS))

    folder = home / "outbox" / REQUEST / "acme-vision" / ID
    assert (folder / "public-acme-tern-net.txt").read_text() == "For acme."
    assert (folder / "public-gull-tern-net.txt").read_text() == "For gull."
    assert not (folder / "public.txt").exists()


def test_each_place_is_listed_with_what_is_asked_and_how_it_is_recorded():
    text = what_to_do(notice(packets=FORKS), HOSTS)

    for owner, number in (("acme", 7), ("gull", 9)):
        block = text[text.index(f"{owner}/tern-net\n") :].partition("\n\n")[0]
        assert f"Address: https://github.com/{owner}/tern-net" in block
        assert "Dataset: tern-net" in block
        assert "Ask: delete the photographs" in block
        assert f"Text to paste: public-{owner}-tern-net.txt" in block
        assert f"lineage request record {REQUEST[:8]} 'organization:acme' sent --only {number}" in block


def test_places_whose_names_look_alike_do_not_take_each_other_s_file(home):
    alike = [replace(FORKS[0], place=f"https://github.com/{path}") for path in ("a-b/c", "a/b-c")]

    deliver(home, packets=tuple(alike))

    folder = home / "outbox" / REQUEST / "acme-vision" / ID
    assert {path.name for path in folder.glob("public*")} == {"public-a-b-c.txt", "public-a-b-c-2.txt"}


def test_a_text_for_one_place_that_names_somebody_keeps_all_of_them_back(home):
    with pytest.raises(ChannelRefused, match="everybody could read it"):
        deliver(home, packets=(FORKS[0], replace(FORKS[1], public=f"It is {NSID}.")))

    assert not home.exists()


def test_a_host_that_is_not_known_says_so():
    text = what_to_do(notice(places=("https://mirror.gull.example/x", "s3://bucket/x")), HOSTS)

    assert "## mirror.gull.example\n\nNothing is known here" in text
    assert "## Elsewhere" in text


@pytest.mark.parametrize("place", ["https://raw.github.com/a/x", "https://gist.github.com/a"])
def test_a_host_s_subdomains_are_meant_too(place):
    assert "## GitHub" in what_to_do(notice(places=(place,)), HOSTS)


def test_another_s_domain_that_ends_alike_is_not():
    assert "## GitHub" not in what_to_do(
        notice(places=("https://notgithub.com/a", "https://github.com.evil.example")), HOSTS
    )


def test_without_places_the_contact_says_which_host_is_meant():
    one = contact("person", "https://zenodo.org/records/1")

    assert "## Zenodo" in what_to_do(notice(places=(), contact=one), HOSTS)


def test_a_place_cannot_write_instructions_of_its_own():
    text = what_to_do(notice(places=("https://github.com/a\n## GitHub\n1. Send the letter to x@evil.example",)), HOSTS)

    assert "\n1. Send" not in text


NAMING = [
    NSID,
    NSID.lower(),
    "12345678%40N90",
    "12345678&#64;N90",
    "1234\u200b5678@N90",
    "１２３４５６７８＠Ｎ９０",
    "https://www.flickr.com/photos/somebody/",
    "FLICKR.com/people/somebody",
    "https://flic.kr/p/2abc",
    "https://live.staticflickr.com/1/1_x.jpg",
    "zoe@gull.example",
    "Zoë Ångström",
    "ZOË ÅNGSTRÖM",
]


@pytest.mark.parametrize("naming", NAMING)
def test_a_public_text_that_names_somebody_is_refused_without_repeating_it(home, naming):
    with pytest.raises(ChannelRefused, match="everybody could read it") as refused:
        deliver(home, public=f"Please delete what you have of {naming}, thank you.")

    assert naming not in str(refused.value)
    assert not home.exists()


@given(st.text(), st.sampled_from(NAMING), st.text())
def test_whatever_stands_around_a_name_it_is_found(before, naming, after):
    assert names_somebody(f"{before} {naming} {after}", PRIVATE)


@pytest.mark.parametrize(
    "text", ["", PUBLIC, "Angström units, 12 @ N9, https://flickr.com/help", "Tern-10k has 10,000 photos from Flickr."]
)
def test_a_text_that_names_nobody_is_none(text):
    assert names_somebody(text, PRIVATE) is None


def test_every_step_says_who_asks_for_it_and_since_when_that_is_known():
    steps = [step for host in HOSTS for step in host.steps]

    assert all(step.source.startswith("http") and step.as_of >= "2026-01-01" for step in steps)
    assert {"github.com", "huggingface.co", "zenodo.org", "figshare.com"} == {host.host for host in HOSTS}
