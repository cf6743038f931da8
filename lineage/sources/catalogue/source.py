"""The catalogue as a source: its files are documents like any other, so its facts carry evidence like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lineage.catalogue.load import files
from lineage.model.catalogue import KnownDataset, KnownOrganization
from lineage.model.claim import Claim, Evidence
from lineage.model.document import Page, Snapshot
from lineage.model.words import Modality, Outcome, Predicate, Strength, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.reading.view import load_yaml
from lineage.sources.crawl import Crawl

_ORGANIZATIONS = "organizations.yaml"


def pages(crawl: Crawl) -> Iterator[Page]:
    """One page a file; a file that was taken out is gone."""
    paths = files()
    for path in paths:
        page = Page(path.name, ThingKind.DOCUMENT, f"catalogue:{path.name}", title=path.stem)
        yield replace(page, body=path.read_bytes(), media_type="application/yaml")
    for name in crawl.known.keys() - {path.name for path in paths}:
        yield Page(name, ThingKind.DOCUMENT, f"catalogue:{name}", Outcome.GONE, reason="no longer in the catalogue")


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """Parents, publishers, known uses, identifiers, withdrawal."""
    content = load_yaml(snapshot.body)
    if snapshot.document == _ORGANIZATIONS:
        for number, row in enumerate(content):
            yield from _organization(snapshot, KnownOrganization.model_validate(row), number)
    else:
        yield from _dataset(snapshot, KnownDataset.model_validate(content))


def _dataset(snapshot: Snapshot, known: KnownDataset) -> Iterator[Claim]:
    me = f"dataset:{known.id}"
    dataset, organization = ThingKind.DATASET, ThingKind.ORGANIZATION
    for n, parent in enumerate(known.parents):
        yield _claim(
            snapshot, me, dataset, Predicate.DERIVED_FROM, f"dataset:{parent.dataset}", dataset,
            f"/parents/{n}/says", parent.says, derivation_kind=parent.kind,
        )  # fmt: skip
    for n, publisher in enumerate(known.publishers):
        yield _claim(
            snapshot,
            me,
            dataset,
            Predicate.PUBLISHED_BY,
            f"organization:{publisher}",
            organization,
            f"/publishers/{n}",
            publisher,
        )
    for n, use in enumerate(known.used_by):
        yield _claim(
            snapshot, f"organization:{use.organization}", organization, Predicate.USES, me, dataset,
            f"/used_by/{n}/says", use.says, modality=use.modality, strength=Strength.STATED,
        )  # fmt: skip
    for n, identifier in enumerate(known.identifiers):
        predicate = Predicate.SAME_AS if identifier.startswith("hf:") else Predicate.DESCRIBED_BY
        kind = {"arxiv": ThingKind.PAPER, "github": ThingKind.REPOSITORY}.get(identifier.partition(":")[0], dataset)
        yield _claim(snapshot, me, dataset, predicate, identifier, kind, f"/identifiers/{n}", identifier)
    if known.status == "withdrawn":
        by = f"organization:{known.publishers[0]}" if known.publishers else "anonymous:publisher"
        yield _claim(snapshot, me, dataset, Predicate.WITHDRAWN, by, organization, "/status", known.status)


def _organization(snapshot: Snapshot, known: KnownOrganization, number: int) -> Iterator[Claim]:
    identifiers = [(f"ror:{known.ror}", f"/{number}/ror", known.ror)] if known.ror else []
    identifiers += [(f"domain:{domain}", f"/{number}/domains/{n}", domain) for n, domain in enumerate(known.domains)]
    identifiers += [(account, f"/{number}/accounts/{n}", account) for n, account in enumerate(known.accounts)]
    for reference, pointer, quote in identifiers:
        yield _claim(
            snapshot, f"organization:{known.id}", ThingKind.ORGANIZATION, Predicate.SAME_AS, reference,
            ThingKind.ORGANIZATION, pointer, quote,
        )  # fmt: skip


def _claim(
    snapshot: Snapshot,
    subject: str,
    subject_kind: ThingKind,
    predicate: Predicate,
    object_: str,
    object_kind: ThingKind,
    pointer: str,
    quote: str,
    *,
    strength: Strength = Strength.DECLARED,
    modality: Modality = Modality.ASSERTED,
    **more: object,
) -> Claim:
    return Claim.model_validate(
        {
            "source": "catalogue", "document": snapshot.document, "subject": subject, "subject_kind": subject_kind,
            "predicate": predicate, "object": object_, "object_kind": object_kind, "strength": strength,
            "modality": modality, "confidence": 0.95, **more,
            "evidence": Evidence(snapshot=snapshot.sha256, locator=pointer, quote=quote, rule="catalogue"),
        }
    )  # fmt: skip
