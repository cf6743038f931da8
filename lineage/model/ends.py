"""What each predicate lies between, as readers give it and people should expect it; nothing is refused for it."""

from __future__ import annotations

from collections.abc import Mapping

from lineage.model.words import Predicate, ThingKind

Kinds = frozenset[ThingKind]

WORKS: Kinds = frozenset({ThingKind.DATASET, ThingKind.RELEASE, ThingKind.MODEL, ThingKind.COPY})
"""What data is, and what is made of it."""
PAGES: Kinds = frozenset({ThingKind.PAPER, ThingKind.REPOSITORY, ThingKind.DOCUMENT})
"""Where it is written; a page stands for a work that has no name of its own."""
ACTORS: Kinds = frozenset({ThingKind.ORGANIZATION, ThingKind.INDIVIDUAL})
"""Who acts."""

_DATA = WORKS | PAGES

BETWEEN: Mapping[Predicate, tuple[Kinds, Kinds]] = {
    Predicate.DERIVED_FROM: (_DATA, _DATA),
    Predicate.VERSION_OF: (_DATA, _DATA),
    Predicate.COPY_OF: (_DATA, _DATA),
    Predicate.PART_OF: (_DATA, _DATA),
    Predicate.HOLDS: (ACTORS, _DATA),
    Predicate.PUBLISHED_BY: (_DATA, ACTORS),
    Predicate.TRAINED_ON: (_DATA, _DATA),
    Predicate.USES: (_DATA | ACTORS, _DATA),
    Predicate.MENTIONS: (_DATA | ACTORS, _DATA),
    Predicate.AFFILIATED_WITH: (_DATA, ACTORS),
    Predicate.WITHDRAWN: (_DATA, ACTORS),
    Predicate.DESCRIBED_BY: (_DATA, _DATA),
}
"""Kinds of subject and object. SAME_AS is missing: it joins things, and no edge is left of it."""
