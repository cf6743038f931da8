"""Claims that are about identity, and what they resolve to."""

from __future__ import annotations

from lineage.model.words import Predicate, ThingKind
from lineage.resolve.identities import resolve
from tests.making import claim


def named(subject, name, **more):
    """A page gives its artefact a name."""
    return claim(subject, Predicate.SAME_AS, f"name:{name}", **more)


def declared_same(subject, other, **more):
    """A page declares two references the same."""
    return claim(subject, Predicate.SAME_AS, other, **more)


def described(subject, page, **more):
    """A dataset is introduced by a page."""
    return claim(subject, Predicate.DESCRIBED_BY, page, object_kind=ThingKind.PAPER, **more)


def things(claims, names, judgements=()):
    """Subject and object of each claim, as things."""
    found = resolve(claims, names, judgements)
    return [(found.subject(c, names), found.object(c, names)) for c in claims]


def subjects(claims, names, judgements=()):
    """What each claim speaks of."""
    return [subject for subject, _ in things(claims, names, judgements)]
