"""`lineage project`: compute the graph from the ledger and load it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lineage.catalogue.load import load as load_catalogue
from lineage.clock import stamp
from lineage.graph.ageing import age
from lineage.graph.projection import project as compute
from lineage.jobs.basis import basis
from lineage.jobs.stores import Stores
from lineage.ledger.base import runs as sealed_runs
from lineage.model.base import Record
from lineage.model.catalogue import Catalogue
from lineage.model.claim import Claim
from lineage.model.graph import Projection
from lineage.model.judgement import Judgement
from lineage.model.run import RunId
from lineage.model.words import About
from lineage.reading.lexicon import Lexicon
from lineage.resolve.identities import Names, resolve


class ProjectResult(Record):
    """What was computed and loaded."""

    things: int
    edges: int
    claims: int
    changed: int
    removed: int
    runs: int
    hash: str
    orphans: int


@dataclass(frozen=True)
class ProjectOptions:
    """What a caller may choose."""

    rebuild: bool = False
    without: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    with_times: bool = False


def project(stores: Stores, options: ProjectOptions | None = None) -> ProjectResult:
    """Bring the graph up to the ledger. Raises TooMuchAged, RunIncomplete, BadInput; the graph then stays as it was."""
    options = options or ProjectOptions()
    for run in (*options.accept, *options.without):
        RunId.parse(run)
    for run in options.accept:
        stores.judgements.add(
            Judgement(kind="ageing", answer="yes", by="command line", at=stamp(stores.clock()), subject=run)
        )
    computed = compute_graph(stores, without=options.without)
    loaded = stores.graph.load(computed, anew=options.rebuild)
    return ProjectResult(
        **loaded.model_dump(),
        runs=len(computed.runs),
        hash=stores.graph.digest(with_times=options.with_times),
        orphans=len(computed.orphans),
    )


def compute_graph(stores: Stores, *, until: datetime | None = None, without: Iterable[str] = ()) -> Projection:
    """The graph of all sealed runs and judgements up to a moment; nothing is stored."""
    runs = list(sealed_runs(stores.ledger, until, without))
    judgements = stores.judgements.all(until)
    accepted = [j.subject for j in judgements if j.kind == "ageing" and j.answer == "yes"]
    aged = age(runs, accepted)
    catalogue = load_catalogue()
    lexicon = Lexicon(catalogue)
    names = Names(dataset=lexicon.identify, organization=lexicon.organization)
    titles = [(a.claim, a.visit.title) for a in aged if a.visit.title and a.claim.about is About.SELF]
    identities = resolve((item.claim for item in aged), names, judgements, titles)

    def thing_of(claim: Claim) -> tuple[str, str]:
        return identities.subject(claim, names), identities.object(claim, names)

    return compute(
        aged, thing_of=thing_of, facts=known_facts(catalogue), aliases=known_aliases(catalogue),
        judgements=judgements, runs=[str(run.id) for run in runs], basis=basis(runs, judgements, catalogue.digest),
    )  # fmt: skip


def known_facts(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """What the catalogue knows of datasets and organisations, by reference."""
    facts: dict[str, dict[str, str]] = {}
    for dataset in catalogue.datasets:
        facts[f"dataset:{dataset.id}"] = {
            "name": dataset.name,
            "status": dataset.status,
            "content": dataset.content,
        } | ({"year": str(dataset.year)} if dataset.year else {})
    for organization in catalogue.organizations:
        known = {"name": organization.name, "kind": organization.kind}
        facts[f"organization:{organization.id}"] = known | (
            {"country": organization.country} if organization.country else {}
        )
    return facts


def known_aliases(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Every name the catalogue has for a dataset or organisation, by reference."""
    names = {
        f"dataset:{d.id}": frozenset((d.name, *d.aliases, *(d.in_context.names if d.in_context else ())))
        for d in catalogue.datasets
    }
    return names | {f"organization:{o.id}": frozenset((o.name, *o.aliases, *o.short)) for o in catalogue.organizations}
