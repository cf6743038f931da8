"""The outbox: a folder for each notice that a person takes on, read by nobody but its owner."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lineage.errors import ArchiveUnavailable, BadInput, ChannelUnavailable
from lineage.files import create_folder_once, explained, remove_folder
from lineage.model.base import canonical, sha256
from lineage.model.notice import Attachment, Notice, Receipt

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST = 60


def safe_name(text: str, fallback: str) -> str:
    """A name of a folder made from scraped text: lower-case letters and digits of ASCII, joined by hyphens.

    Text without any gives `fallback` with the beginning of the text's SHA-256, so that two such names differ.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.lower())
    return "-".join(words)[:_LONGEST].strip("-") or f"{fallback}-{sha256(text.encode('utf-8', 'replace'))[:8]}"


def attached(attachments: tuple[Attachment, ...], taken: set[str]) -> dict[str, bytes]:
    """The attachments by the name of their file: none leaves its folder, is hidden, or takes another's place."""
    files: dict[str, bytes] = {}
    for attachment in attachments:
        stem, _, suffix = attachment.name.rpartition(".")
        ending = "." + safe_name(suffix, "x")[:12] if stem else ""
        base = safe_name(stem or suffix, "attachment")
        name, number = base + ending, 2
        while name in taken | set(files):
            name, number = f"{base}-{number}{ending}", number + 1
        files[name] = attachment.data
    return files


def described(notice: Notice) -> bytes:
    """A notice's fields as JSON for people and machines: without its texts, which lie beside it."""
    row = {
        "id": notice.id, "kind": notice.kind, "request": notice.request, "holder": notice.holder,
        "holder_name": notice.holder_name, "subject": notice.subject, "places": list(notice.places),
        "contact": notice.contact.model_dump(mode="json") if notice.contact else None, "fields": dict(notice.fields),
    }  # fmt: skip
    return (json.dumps(row, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "replace")


def hand_over(home: Path, notice: Notice, files: Mapping[str, bytes]) -> Receipt:
    """Lay a notice before a person, once: a second time nothing changes. Raises ChannelUnavailable, BadInput."""
    if not _UUID.fullmatch(notice.id) or not _UUID.fullmatch(notice.request):
        raise BadInput("A notice and its request are each named by a UUID in lower case; this one's are not.")
    place = Path("outbox", notice.request, safe_name(notice.holder_name, "holder"), notice.id)
    try:
        _make_private(home, place.parent)
        create_folder_once(home / place, files, private=True)
    except ArchiveUnavailable as error:
        raise ChannelUnavailable(str(error)) from error
    evidence = {"place": place.as_posix(), "files": {n: base64.b64encode(data).decode() for n, data in files.items()}}
    said = f"It lies in {place.as_posix()} of LINEAGE_HOME for a person to take on; nothing was sent."
    return Receipt(outcome="handed_over", said=said, evidence=canonical(evidence))


def take_back(home: Path, request: str, notices: Iterable[str]) -> None:
    """Remove letters of a request that nobody is to carry any more, and its complaints. Raises ArchiveUnavailable."""
    lying = home / "outbox" / request
    for folder in [found for notice in notices for found in lying.glob(f"*/{notice}")]:
        remove_folder(folder)
        with suppress(OSError):  # another letter to the same holder lies there
            folder.parent.rmdir()
    remove_folder(lying / "authority")


def clear(home: Path, request: str) -> None:
    """Remove every letter of a request that lies ready, and what a killed process left of some.

    Raises ArchiveUnavailable.
    """
    for folder in (home / "outbox").glob(f"*{request}*"):
        remove_folder(folder)


def _make_private(home: Path, place: Path) -> None:
    folder = home
    with explained("create", home / place):
        home.mkdir(parents=True, exist_ok=True)
        for part in place.parts:
            folder /= part
            folder.mkdir(mode=0o700, exist_ok=True)
