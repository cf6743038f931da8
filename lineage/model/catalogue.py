"""Entries of the catalogue: the datasets and organisations that are known before anything is crawled."""

from __future__ import annotations

from typing import Literal

from lineage.model.base import Record
from lineage.model.words import DerivationKind, Modality


class InContext(Record):
    """Names that mean other things elsewhere: matched as written, where words around, and the context, speak for it."""

    names: tuple[str, ...]
    context: tuple[str, ...]


class Parent(Record):
    """What is known of where a dataset came from."""

    dataset: str
    kind: DerivationKind
    says: str
    reference: str


class KnownUse(Record):
    """An organisation known, or said, to have used a dataset."""

    organization: str
    modality: Modality
    says: str
    reference: str


class Members(Record):
    """How a list of the dataset names its members, and so what of a person can be found in it."""

    named_by: tuple[
        Literal[
            "photo_id", "nsid", "hash", "url", "nickname", "file_name",
            "photoset_id", "line_number", "owner_only", "nothing",
        ],
        ...,
    ]  # fmt: skip
    note: str | None = None


class KnownDataset(Record):
    """One file of the catalogue."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    in_context: InContext | None = None
    identifiers: tuple[str, ...] = ()
    content: str
    year: int | None = None
    status: Literal["available", "withdrawn", "unpublished", "unknown"]
    publishers: tuple[str, ...] = ()
    members: Members
    parents: tuple[Parent, ...] = ()
    used_by: tuple[KnownUse, ...] = ()
    reference: str
    about: str


class KnownOrganization(Record):
    """One organisation of `organizations.yaml`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    kind: Literal["education", "company", "nonprofit", "government", "facility", "community", "other"]
    country: str | None = None
    ror: str | None = None
    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


class Catalogue(Record):
    """Everything known beforehand."""

    datasets: tuple[KnownDataset, ...]
    organizations: tuple[KnownOrganization, ...]
    digest: str
    """Changes whenever a file does: readers put it into their version, so that new names cause a re-reading."""
