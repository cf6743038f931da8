"""What each thing is called: every name and identifier it was mentioned by, and the one to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from lineage.graph.ageing import Aged
from lineage.model.claim import cut
from lineage.model.ends import ACTORS
from lineage.model.graph import Thing
from lineage.model.references import repository_name, scheme
from lineage.model.words import About, Predicate, ThingKind

_KIND_ORDER = list(ThingKind)
FACT_KEYS = ("kind", "country", "status", "content", "year", "name")


_NAMED = ("name", "dataset", "organization")
_PAGES = (ThingKind.PAPER, ThingKind.REPOSITORY)


def name_things(
    claims: Iterable[tuple[str, str, Aged]],
    linked: set[str],
    facts: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, frozenset[str]],
) -> tuple[Thing, ...]:
    """The things that edges link, by id. A page has its document's title; what has no name has it behind what it is."""
    kinds: defaultdict[str, Counter[ThingKind]] = defaultdict(Counter)
    names: defaultdict[str, set[str]] = defaultdict(set)
    own: defaultdict[str, Counter[str]] = defaultdict(Counter)
    identifiers: defaultdict[str, set[str]] = defaultdict(set)
    for subject, object_, aged in claims:
        claim, title = aged.claim, aged.visit.title
        if title and scheme(claim.subject) == "anonymous" and not _acts(claim.subject_kind):
            own[subject][cut(f"{claim.subject.partition(':')[2]} ({title})")] += 1
            names[subject] |= {cut(title)} if claim.about is About.SELF else set()  # by which it is found
        elif (
            title
            and claim.about is About.SELF
            and scheme(claim.subject) not in _NAMED
            and not _acts(claim.subject_kind)
        ):
            if claim.subject_kind in _PAGES:
                own[subject][cut(title)] += 1
            names[subject].add(cut(title))
        for thing, reference, kind in (
            (subject, claim.subject, claim.subject_kind),
            (object_, claim.object, claim.object_kind),
        ):
            kinds[thing][kind] += 1
            form, _, rest = reference.partition(":")
            if form == "name":
                names[thing].add(rest)
            elif form not in ("anonymous", "document") and kind is not ThingKind.INDIVIDUAL:
                identifiers[thing].add(reference)
                names[thing] |= {repository_name(reference)} - {""}
        if claim.predicate is Predicate.SAME_AS and scheme(claim.object) == "name":
            own[subject][claim.object.partition(":")[2]] += 1
    return tuple(
        _thing(thing, kinds[thing], names[thing] | set(own[thing]), own[thing], identifiers[thing], facts, aliases)
        for thing in sorted(linked)
    )


def _thing(
    thing: str,
    kinds: Counter[ThingKind],
    names: set[str],
    own: Counter[str],
    identifiers: set[str],
    facts: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, frozenset[str]],
) -> Thing:
    known: dict[str, str] = {}
    for reference in sorted({thing, *identifiers}):
        known |= facts.get(reference, {})
        names = names | aliases.get(reference, frozenset())
    kind = min(kinds, key=lambda k: (-kinds[k], _KIND_ORDER.index(k)))
    if kind is ThingKind.INDIVIDUAL:
        return Thing(id=thing, kind=kind, label="an individual", names=(), identifiers=())
    often = (
        own if _acts(kind) else Counter[str]()
    )  # organisations write themselves in many ways, mostly in the right one
    label = known.get("name") or min(own or names, key=lambda n: (-often[n], len(n), n), default="") or _from_id(thing)
    return Thing(
        id=thing,
        kind=kind,
        label=label,
        names=tuple(sorted(names | ({known["name"]} if "name" in known else set()))),
        identifiers=tuple(sorted(identifiers | ({thing} if scheme(thing) not in ("document", "name") else set()))),
        facts={key: known[key] for key in FACT_KEYS if key in known and key != "name"},
    )


def _acts(kind: ThingKind) -> bool:
    """Whether it is an organisation or a person: the title of a document about its work is none of its names."""
    return kind in ACTORS


def _from_id(thing: str) -> str:
    """Something to show for a thing that nobody named."""
    form, _, rest = thing.partition(":")
    if form == "document":
        return rest.partition("#")[0].partition("/")[2]
    if form == "ror":
        return f"https://ror.org/{rest}"
    return rest.removeprefix("datasets/").removeprefix("models/") if form == "hf" else rest
