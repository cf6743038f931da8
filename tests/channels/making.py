"""Notices and contacts for the tests of channels: only what a test is about needs to be said."""

from __future__ import annotations

from datetime import UTC, datetime

from lineage.model.contact import Contact
from lineage.model.notice import Attachment, Notice

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
ID = "0b6f7a3e-1c55-5f6e-9d0a-2f4f0f6f8a11"
REQUEST = "7d1b9a52-63f0-4a7e-8c1d-90c6b1a0de42"
NSID = "12345678@N90"
SEED = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
HOLDER_SEED = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="

LETTER = f"""Dear Sir or Madam,

please delete the three photos of the Flickr user {NSID} from your dataset Tern-10k.
.A line that begins with a dot.
Kind regards, für Zoë Ångström
"""
PUBLIC = """Please delete the photos of a person who asked us from Tern-10k. We wrote to you by mail with the list.
"""
ITEMS = b"photo,url\r\n1,https://live.staticflickr.com/1/1.jpg\r\n"
PRIVATE = ("Zoë Ångström", NSID, "zoe@gull.example")
FIELDS = {
    "regime": "gdpr",
    "name": "Zoë Ångström",
    "extensions": {"dataset-lineage": {"flickr-nsid": NSID, "items": ["https://live.staticflickr.com/1/1.jpg"]}},
}


def contact(channel="email", address="privacy@acme.example", **more):
    """One way to Acme."""
    values = {"holder": "organization:acme", "source": "https://acme.example/privacy", "as_of": "2026-11-01"}
    return Contact.model_validate(values | {"channel": channel, "address": address} | more)


def notice(**more):
    """A notice to Acme about three photos, with a list."""
    values = {
        "id": ID, "kind": "notice", "request": REQUEST, "holder": "organization:acme", "holder_name": "Acme Vision",
        "contact": contact(), "subject": "Erasure of photos from Tern-10k", "letter": LETTER, "public": PUBLIC,
        "places": ("https://github.com/acme/tern-10k", "https://github.com/gull/tern-10k"),
        "attachments": (Attachment("items.csv", "text/csv", ITEMS),), "fields": FIELDS,
        "private": PRIVATE,
    }  # fmt: skip
    return Notice(**(values | more))
