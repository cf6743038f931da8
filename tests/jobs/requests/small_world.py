"""A small invented world: who made what of whose photos, how each can be told, and one person who asks.

Acme takes mail, Gull University has an interface, a copy lies at a host that people write to, Tern Institute is only
said to have used the data, and Heron Labs cannot be reached.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus
from uuid import UUID

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.jobs.stores import Stores
from lineage.model.obligation import OURSELVES, State
from lineage.model.words import DerivationKind, Predicate
from lineage.photos.hashes import hash_of
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import edge, projection, said, thing
from tests.jobs.photos import conftest as collection

ROOT, FACES, COPY = "dataset:yfcc100m", "dataset:faces", "dataset:quay-copy"
ACME, GULLS, TERN, HERON, HOST = (
    "organization:acme", "organization:gulls", "organization:tern", "organization:heron", "host:github.com",
)  # fmt: skip
EVERYBODY = {ACME, GULLS, TERN, HERON, HOST, OURSELVES}
ROLE = "privacy desk"

NSID = collection.GULL
NAME, CONTACT = "Zoë Ångström", "zoe@heron.example"
PHOTOS = [str(photo) for photo in collection.of(NSID)]
WORDS = [
    NSID, NSID.partition("@")[0], NAME, "Ångström", CONTACT, collection.NAMES[NSID], *PHOTOS,
    *(hash_of(collection.download(int(photo))) for photo in PHOTOS),
]  # fmt: skip
"""Everything that leads to the person."""
SCREEN_NAMES = set(collection.NAMES.values())

_EDGES = (
    edge(FACES, object=ROOT, derivation_kind=DerivationKind.CROP),
    edge(FACES, Predicate.PUBLISHED_BY, ACME),
    edge(GULLS, Predicate.HOLDS, FACES),
    edge(HERON, Predicate.HOLDS, FACES),
    edge(COPY, Predicate.COPY_OF, FACES),
    edge(TERN, Predicate.USES, FACES),
)


def contacts(*rows: tuple[str, str, str], **more: object) -> str:
    """A file of contacts; JSON is YAML, too."""
    found = {"source": "https://acme.example/privacy", "as_of": "2026-11-01"}
    return json.dumps([{"holder": who, "channel": way, "address": to} | found | more for who, way, to in rows])


@pytest.fixture(scope="session")
def _first_home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small_world")
    lines = [collection.row(n, *one) for n, one in enumerate(collection.PHOTOS.items())]
    (folder / "photos.tsv").write_text("".join(lines))
    world = Stores(Settings(home=folder / "home"), lambda: NOON)
    build(world, [folder / "photos.tsv"], BuildOptions(complete=True))
    copy = thing(COPY, "Quay Copy", identifiers=("github:somebody/quay-copy",))
    world.graph.load(projection(*_EDGES, things=[copy], claims=[said(each) for each in _EDGES]))
    world.database.dispose()
    return folder / "home"


@pytest.fixture
def home(_first_home, tmp_path) -> Path:
    """The world before anybody asked, as files."""
    return shutil.copytree(_first_home, tmp_path / "home")


@pytest.fixture
def world(home) -> Stores:
    """The same, opened, at noon of a fixed day."""
    return Stores(Settings(home=home), lambda: NOON)


def asked(stores: Stores, who: str = NSID, number: int = 1, **options: object) -> str:
    """A request of somebody that was checked and planned; its id."""
    whole = {"consent": True, "name": NAME} | options
    request = open_request(stores, OpenOptions(who, CONTACT, **whole), lambda: UUID(int=number)).request
    reviewed(stores, request.id, ROLE, satisfied=True, note=f"{NAME} showed a passport")
    plan(stores, request.id)
    return request.id


def sent(stores: Stores, request: str, always: str | None = None) -> str:
    """The same after all of it was approved and sent."""
    approve(stores, request, ROLE)
    send(stores, request, really=True, always=always, sleep=lambda seconds: None)
    return request


def answered(stores: Stores, request: str) -> str:
    """The same after letters were carried to two holders, who answered."""
    for holder, answer in ((ACME, "done"), (GULLS, "refused")):
        record(stores, request, holder, Said("sent"))
        record(stores, request, holder, Said(answer, basis=f"because {NAME} is known to us"))
    return request


def obligations(stores: Stores, request: str, holder: str = "") -> list:
    """Where the obligations of a request stand, of one holder or of all."""
    with desk(stores) as at:
        return [each for each in at.docket.obligations([request]) if holder in ("", each.holder)]


def states(stores: Stores, request: str) -> dict[str, State]:
    """The same by holder; in this world each has but one state for all."""
    return {each.holder: each.state for each in obligations(stores, request)}


def left(home: Path) -> dict[str, str]:
    """What must be the same when nothing was changed: events and rows, archive, outbox, anchors, disclosures."""
    import sqlite3

    kept: dict[str, str] = {}
    for name in ("archive", "outbox", "audit", "disclosures"):
        kept |= {str(path): _digest(path) for path in sorted((home / name).rglob("*")) if path.is_file()}
    if (home / "lineage.sqlite").exists():
        with sqlite3.connect(home / "lineage.sqlite") as connection:
            kept["docket"] = "\n".join(line for line in connection.iterdump() if '"docket_' in line)
        connection.close()
    return kept


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def forms(word: str) -> Iterator[bytes]:
    """The ways in which a word may stand somewhere."""
    yield from (text.encode() for text in (word, word.lower(), quote_plus(word), json.dumps(word)[1:-1]))
    for begin in range(3):  # base64 takes three bytes at a time; what depends on the ones before and after is left out
        coded = base64.b64encode(b"-" * begin + word.encode())
        yield coded[(0, 2, 3)[begin] : -4]


def found(data: bytes, words: list[str] = WORDS) -> list[str]:
    """Which words stand in some bytes, in whatever form."""
    return sorted({word for word in words if any(form in data for form in forms(word))})
