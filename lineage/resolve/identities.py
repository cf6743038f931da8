"""From references as written to things: what declares itself the same, is known to be, or bears a unique name.

Joins, in this order: the catalogue's names and identifiers; declared SAME_AS; a human's judgement; a name that exactly
one thing gives itself. Everything else that shares a name stays apart and becomes a candidate for a human.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import networkx as nx

from lineage.model.claim import Claim, cut
from lineage.model.judgement import Judgement
from lineage.model.references import name_key, normalise, repository_name, scheme
from lineage.model.words import DATA_FLOWS, Polarity, Predicate, ThingKind

Find = Callable[[str], str | None]
_ORDER = ("dataset", "ror", "domain", "doi", "hf", "github", "arxiv", "url", "organization", "document", "name")
_ACTORS = (ThingKind.ORGANIZATION, ThingKind.INDIVIDUAL)
_TITLED = (ThingKind.DATASET, ThingKind.MODEL)
_SHORTEST_UNIQUE_NAME = 5


@dataclass
class Identities:
    """The answer: which thing a reference of a claim means."""

    _thing_of: dict[str, str] = field(default_factory=dict)
    _page_introduces: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    candidates: list[tuple[str, str, str]] = field(default_factory=list)
    """Pairs that may be one thing, and why; for a human."""

    def subject(self, claim: Claim, find: Names) -> str:
        """The thing a claim speaks of."""
        key = find.key(claim.subject, claim.subject_kind, claim)
        return self._thing_of.get(key, key)

    def object(self, claim: Claim, find: Names) -> str:
        """The thing a claim's subject is related to; for data, a page means the one dataset it introduces."""
        key = find.key(claim.object, claim.object_kind, claim)
        if claim.predicate in DATA_FLOWS or claim.predicate in (Predicate.USES, Predicate.MENTIONS, Predicate.HOLDS):
            key = self._page_introduces.get(key, key)
        return self._thing_of.get(key, key)


@dataclass(frozen=True)
class Names:
    """How references are compared; `dataset` and `organization` look a name up in the catalogue."""

    dataset: Find
    organization: Find

    def key(self, reference: str, kind: ThingKind, claim: Claim) -> str:
        """One form for every way of writing the same reference."""
        form, _, rest = reference.partition(":")
        if form == "anonymous" or kind is ThingKind.INDIVIDUAL:
            rest = rest if form == "anonymous" else "publisher"  # a private person is nobody's name
            return f"document:{claim.source}/{claim.document}#{rest}"
        if form == "document":
            return f"document:{claim.source}/{claim.document}"
        if form == "name":
            return self._named(rest, kind)
        if form in ("hf", "github") and kind in _ACTORS and (known := self.organization(reference)):
            return f"organization:{known}"
        return normalise(reference)

    def _named(self, name: str, kind: ThingKind) -> str:
        if kind in _ACTORS:
            known = self.organization(name)
            return f"organization:{known}" if known else f"name:organization/{name_key(name) or name}"
        known = self.dataset(name) if kind is not ThingKind.MODEL else None
        return (
            f"dataset:{known}"
            if known
            else f"name:{'model' if kind is ThingKind.MODEL else 'dataset'}/{name_key(name) or name}"
        )


def resolve(
    claims: Iterable[Claim],
    names: Names,
    judgements: Iterable[Judgement] = (),
    titles: Iterable[tuple[Claim, str]] = (),
) -> Identities:
    """Join references into things. Pure, and independent of the order of the claims.

    `titles` gives claims about their own artefact with the title of the document: a name it calls itself by.
    """
    claims = list(claims)
    same: nx.Graph[str] = nx.Graph()
    introduces: defaultdict[str, set[str]] = defaultdict(set)
    calls_itself: defaultdict[str, set[str]] = defaultdict(set)
    copies: set[str] = set()
    published: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        subject = names.key(claim.subject, claim.subject_kind, claim)
        target = names.key(claim.object, claim.object_kind, claim)
        same.add_nodes_from((subject, target))
        if claim.polarity is not Polarity.ASSERTED:
            continue
        if claim.predicate is Predicate.SAME_AS and scheme(claim.object) == "name":
            calls_itself[target].add(subject)
        elif claim.predicate is Predicate.SAME_AS:
            same.add_edge(subject, target)
        elif claim.predicate is Predicate.DESCRIBED_BY:
            introduces[target].add(subject)
        elif claim.predicate is Predicate.COPY_OF:
            copies.add(subject)
        elif claim.predicate is Predicate.PUBLISHED_BY and claim.object_kind is ThingKind.ORGANIZATION:
            published[subject].add(target)
        if own := repository_name(claim.subject):
            calls_itself[names.key(f"name:{own}", claim.subject_kind, claim)].add(subject)
    for claim, title in titles:
        if claim.subject_kind in _TITLED and scheme(claim.subject) not in ("name", "anonymous", "dataset"):
            name = names.key(f"name:{cut(title)}", claim.subject_kind, claim)
            calls_itself[name].add(names.key(claim.subject, claim.subject_kind, claim))
    apart = _judge(same, judgements)
    identities = Identities()
    organizations = {name: who for name, who in calls_itself.items() if name.startswith("name:organization/")}
    _join_organizations(same, organizations, apart, identities)
    makers: defaultdict[str, set[str]] = defaultdict(set)
    for thing, whose in published.items():
        makers[_group(same, thing)] |= {_group(same, who) for who in whose}
    for name in sorted(calls_itself.keys() - organizations.keys()):
        copied = {_group(same, thing) for thing in copies}
        originals = sorted({_group(same, thing) for thing in calls_itself[name]} - copied)
        _join_by_name(same, name, originals, makers, apart, identities)
    for group in nx.connected_components(same):
        thing = min(group, key=_preference)
        identities.members[thing] = sorted(group)
        identities._thing_of |= dict.fromkeys(group, thing)
    for page, described in introduces.items():
        if len({identities._thing_of[dataset] for dataset in described}) == 1:
            identities._page_introduces[page] = min(described)
    return identities


def _join_organizations(
    same: nx.Graph[str], names: dict[str, set[str]], apart: set[frozenset[str]], identities: Identities
) -> None:
    """Accounts that give the same organisation's name are that organisation's; two that ROR tells apart never are."""
    for name, accounts in sorted(names.items()):
        if len(name.partition("/")[2]) < _SHORTEST_UNIQUE_NAME:
            continue
        registered = {_group(same, one) for one in (name, *accounts) if _is_registered(same, one)}
        if len(registered) > 1:
            why = "more than one organisation bears this name"
            identities.candidates += [(name, account, why) for account in sorted(accounts)]
            continue
        same.add_edges_from((name, account) for account in sorted(accounts) if frozenset((name, account)) not in apart)


def _is_registered(same: nx.Graph[str], reference: str) -> bool:
    return any(scheme(one) == "ror" for one in nx.node_connected_component(same, reference))


def _join_by_name(
    same: nx.Graph[str],
    name: str,
    originals: list[str],
    makers: dict[str, set[str]],
    apart: set[frozenset[str]],
    identities: Identities,
) -> None:
    """A name means the one thing that calls itself so, copies left aside; or several that one organisation made."""
    if not name.startswith("name:") or len(name.partition("/")[2]) < _SHORTEST_UNIQUE_NAME or not same.has_node(name):
        return
    one_maker = originals and set.intersection(*(makers.get(thing, set()) for thing in originals))
    if len(originals) == 1 or one_maker:
        same.add_edges_from((name, thing) for thing in originals if frozenset((name, thing)) not in apart)
    else:
        identities.candidates += [(name, thing, "more than one thing bears this name") for thing in originals]


def _group(same: nx.Graph[str], reference: str) -> str:
    """One name for everything already joined with a reference."""
    return min(nx.node_connected_component(same, reference))


def _judge(same: nx.Graph[str], judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """Lay judgements on pairs over the declared ones; those said to be apart come back."""
    newest = {j.matter: j for j in judgements if j.kind == "same"}
    for judgement in newest.values():
        pair = normalise(judgement.subject), normalise(judgement.object)
        if judgement.answer == "yes":
            same.add_edge(*pair)
        elif judgement.answer == "no" and same.has_edge(*pair):
            same.remove_edge(*pair)
    return {frozenset((normalise(j.subject), normalise(j.object))) for j in newest.values() if j.answer == "no"}


def _preference(reference: str) -> tuple[int, str]:
    kind = scheme(reference)
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), reference)
