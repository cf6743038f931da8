"""How organisations can be told: data with a source and a date, the newest first."""

from __future__ import annotations

import pytest

from lineage.deletion.contacts import load
from lineage.errors import BadInput

ACME = """
- holder: organization:acme
  channel: email
  address: old@acme.example
  source: https://acme.example/privacy
  as_of: 2025-01-01
- holder: organization:acme
  channel: email
  address: privacy@acme.example
  source: https://acme.example/privacy
  as_of: 2026-01-01
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acme.yaml").write_text(ACME)
    return tmp_path


def test_the_newest_contact_counts_and_says_where_it_was_found(folder):
    found = load(folder).to("organization:acme")

    assert (found.address, found.source, found.as_of) == (
        "privacy@acme.example", "https://acme.example/privacy", "2026-01-01",
    )  # fmt: skip


def test_a_holder_is_found_by_any_of_its_names(folder):
    (folder / "gull.yaml").write_text(ACME.replace("organization:acme", "Gull University"))

    assert load(folder).to("ror:012345678", ["domain:gull.example", "gull  university"]).address.endswith("example")


def test_who_has_no_contact_has_none(folder):
    assert load(folder).to("organization:heron", ["Heron Ltd"]) is None


def test_a_host_that_nobody_wrote_down_is_written_to_by_a_person(folder):
    found = load(folder).to("host:pictures.example")

    assert (found.channel, found.address) == ("person", "https://pictures.example/")


def test_our_own_contacts_all_have_a_source_and_a_date(tmp_path):
    found = load(tmp_path)

    for host in ("host:github.com", "host:huggingface.co"):
        contact = found.to(host)
        assert (contact.channel, contact.source[:8], len(contact.as_of)) == ("person", "https://", 10)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- holder: organization:acme\n  channel: pigeon\n", "channel"),
        ("- holder: organization:acme\n  channel: email\n  address: a@b.example\n", "source: field required"),
        ("holder: organization:acme\n", "no list of contacts"),
        ("- [", "is not YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(folder, text, says):
    (folder / "wrong.yaml").write_text(text)

    with pytest.raises(BadInput, match=rf"wrong.yaml.*{says}"):
        load(folder)
