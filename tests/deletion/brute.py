"""The plan once more, as simply as it can be said: loops that go on until nothing changes. Far too slow for use."""

from __future__ import annotations

from urllib.parse import urlsplit

from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind

ORDER = ("items", "entries", "model", "possible")
ACTORS = (ThingKind.ORGANIZATION, ThingKind.INDIVIDUAL)
ENTRIES = (DerivationKind.ANNOTATION, DerivationKind.FEATURES)
WEIGHT = {Predicate.TRAINED_ON: 2, Predicate.USES: 3, Predicate.HOLDS: 0, Predicate.COPY_OF: 0}
WEIGHT |= {Predicate.VERSION_OF: 0, Predicate.PART_OF: 0, Predicate.DERIVED_FROM: 0}


def owed(edges, things, complete, listed):
    """Holder, dataset and what is owed, for somebody whom `listed` list."""
    firm = [
        e for e in edges
        if e.holds and e.strength in (Strength.STATED, Strength.DECLARED, Strength.IDENTICAL)
        and e.derivation_kind is not DerivationKind.SYNTHETIC and e.subject != e.object
    ]  # fmt: skip
    data = [
        (1 if e.derivation_kind in ENTRIES else WEIGHT[e.predicate], e)
        for e in firm if e.predicate in WEIGHT
    ]  # fmt: skip
    ends = [(w, e) for w, e in data if things[e.subject].kind in ACTORS or e.predicate.value in ("USES", "HOLDS")]
    flows = [(e.object, e.subject, w) for w, e in data if (w, e) not in ends]
    up = [
        (e.subject, e.object, 0) for e in firm
        if e.predicate is Predicate.DERIVED_FROM and e.derivation_kind in (DerivationKind.SUBSET, DerivationKind.CROP)
        and not {things[e.subject].kind, things[e.object].kind} & {ThingKind.MODEL, *ACTORS}
    ]  # fmt: skip
    own = spread(dict.fromkeys(begins(flows), 0), flows)
    held = spread({name: own.get(name, 0) for name in listed}, [a for a in flows + up if a[1] not in complete])
    found = [(thing, role, False) for thing, role in held.items()]
    found += [
        (e.subject, max(held[e.object], w), True) for w, e in ends
        if e.object in held and things[e.subject].kind not in ACTORS and e.subject not in complete
    ]  # fmt: skip
    named = [
        (e.object, e.subject) for e in firm
        if e.predicate.value in ("PUBLISHED_BY", "AFFILIATED_WITH") and things[e.object].kind in ACTORS[:1]
    ]  # fmt: skip
    all_owed = [
        (e.subject, e.object, max(held[e.object], w)) for w, e in ends
        if e.object in held and things[e.subject].kind is ThingKind.ORGANIZATION
    ]  # fmt: skip
    for thing, role, _ in found:
        holders = [who for who, what in named if what == thing]
        if not holders and role < 3:
            holders = hosts(things[thing])
        all_owed += [(who, thing, role) for who in holders]
    return {
        (who, what, ORDER[min(r for w, t, r in all_owed if (w, t) == (who, what))]) for who, what, _ in all_owed
    }  # fmt: skip


def spread(roles, arcs):
    """Along a way the weakest decides, over ways the strongest."""
    before = None
    while roles != before:
        before = dict(roles)
        for start, end, weight in arcs:
            if start in roles:
                roles[end] = min(roles.get(end, 9), max(roles[start], weight))
    return roles


def begins(flows):
    """What leads to all that leads to it."""
    above = {end: {end} for arc in flows for end in arc[:2]}
    before = None
    while above != before:
        before = {thing: set(over) for thing, over in above.items()}
        for start, end, _ in flows:
            above[end] |= above[start]
    return [thing for thing, over in above.items() if all(thing in above[other] for other in over)]


def hosts(thing):
    """Who serves what nobody is named for."""
    names = {thing.id, *thing.identifiers} if thing.kind is not ThingKind.PAPER else ()
    found = {"host:github.com" for n in names if n.startswith("github:") and n.count("/") == 1}
    found |= {"host:huggingface.co" for n in names if n.startswith("hf:") and n.count("/") == 2}
    return found | {f"host:{urlsplit(n[4:]).hostname}" for n in names if n.startswith("url:http")}
