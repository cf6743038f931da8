"""Where requests are worked on: docket, keys and archive opened together, and the chain anchored in the end."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from lineage.channels import outbox
from lineage.clock import stamp
from lineage.deletion import chain
from lineage.deletion.chain import Head
from lineage.deletion.docket import Docket
from lineage.deletion.sealing import seal, unseal
from lineage.errors import BadInput, Erased
from lineage.jobs.stores import Stores
from lineage.model.docket import Event, EventKind
from lineage.model.plan import PlanDocument
from lineage.model.request import Request, Requester

if TYPE_CHECKING:
    from lineage.deletion.anchors import Anchors
    from lineage.deletion.contacts import Contacts
    from lineage.deletion.keys import KeyStore
    from lineage.deletion.pen import Pen

CHAIN: Final = "audit:1"
"""The key that events are chained with, by its name in the key store."""
LOCKED_DAYS: Final = 365 * 6
"""How long an anchored head cannot be removed from a bucket with object lock: as long as claims can be brought."""


@dataclass
class Desk:
    """One process's way to requests."""

    stores: Stores

    @property
    def now(self) -> datetime:
        """The clock's moment."""
        return self.stores.clock()

    @cached_property
    def keys(self) -> KeyStore:
        """The keys of requests and of the chain."""
        return self.stores.keys

    @cached_property
    def docket(self) -> Docket:
        """What happened, and where every obligation stands."""

        def sign(**fields: Any) -> Event:  # noqa: ANN401  the fields of an event
            return chain.sign(**fields, key_id=CHAIN, key=self._chain_key)

        return Docket(self.stores.database, sign)

    @cached_property
    def _chain_key(self) -> bytes:
        """Made when the first event is: who only looks needs no key."""
        return self.keys.make(CHAIN, self.now)

    @cached_property
    def anchors(self) -> Anchors:
        """Where the chain's head is kept outside of the database."""
        from lineage.deletion.anchors import BucketAnchors, FolderAnchors

        if self.stores.bucket:
            return BucketAnchors(self.stores.bucket.below("audit"), LOCKED_DAYS)
        return FolderAnchors(self.stores.home / "audit")

    @cached_property
    def contacts(self) -> Contacts:
        """How holders can be told."""
        from lineage.deletion.contacts import load

        return load(self.stores.home / "contacts")

    @contextmanager
    def writing(self) -> Iterator[Pen]:
        """Append events now: all of them or none."""
        with self.docket.writing(stamp(self.now)) as pen:
            yield pen

    def seal(self, request: str, what: str, plain: bytes) -> str:
        """Archive bytes that may name a person, sealed with the request's key; gives the digest of what is archived."""
        key = self.keys.get(f"request:{request}")
        return self.stores.archive.put(seal(key, plain, f"{request}/{what}", secrets.token_bytes))

    def unseal(self, request: str, what: str, digest: str) -> bytes:
        """The bytes again. Raises Erased when the request's key was destroyed."""
        key = self.keys.get(f"request:{request}")
        found = self.stores.archive.get(digest)
        if not isinstance(found, bytes):
            raise Erased(f"The archive forgot what it had of request {request} at {found.forgotten_at}: {found.reason}")
        return unseal(key, found, f"{request}/{what}")

    @contextmanager
    def laying_down(self, request: str) -> Iterator[None]:
        """Lay a letter that names somebody before people; it is removed where they were forgotten meanwhile.

        Who forgets destroys the key before clearing the outbox: so either that finds the letter, or this finds no key.
        Raises Erased.
        """
        self.keys.get(f"request:{request}")
        yield
        try:
            self.keys.get(f"request:{request}")
        except Erased:
            outbox.clear(self.stores.home, request)
            raise

    def requester(self, request: Request) -> Requester:
        """Who asks. Raises Erased."""
        opened = self.docket.events(request.id, kinds=[EventKind.OPENED])[0]
        return Requester.model_validate_json(self.unseal(request.id, "requester", opened.body["requester"]))

    def document(self, request: Request, plan: int = 0) -> PlanDocument:
        """What a plan was made from, by its version; the newest one's if none is given. Raises BadInput, Erased."""
        plans = self.docket.events(request.id, kinds=[EventKind.PLANNED])
        if not plans:
            raise BadInput(f"Request {request.id} has no plan yet; make one with `lineage request plan {request.id}`.")
        return self.planned_from(request, plans[plan - 1].body)

    def planned_from(self, request: Request, plan: Mapping[str, Any]) -> PlanDocument:
        """What a plan was made from, by the body of its event. Raises Erased."""
        return PlanDocument.model_validate_json(self.unseal(request.id, "plan", plan["document"]))

    def anchor(self) -> None:
        """Keep the chain's head outside of the database, so that a chain cut short is found out."""
        head = self.docket.head()
        if head is not None and self.keys.noted(CHAIN) != Head(number=head.number, mac=head.mac):
            self.anchors.put(head.number, head.mac, self.now)
            self.keys.note(CHAIN, head.number, head.mac)


@contextmanager
def desk(stores: Stores) -> Iterator[Desk]:
    """Work on requests; the chain is anchored in the end, also when the work fails."""
    opened = Desk(stores)
    try:
        yield opened
    finally:
        if "docket" in vars(opened):
            opened.anchor()
