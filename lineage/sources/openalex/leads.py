"""Where works lead on: names to search for, and works whose citations are worth following."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lineage.model.claim import Claim
from lineage.model.references import scheme
from lineage.model.words import Predicate
from lineage.sources.family import Family, stands
from lineage.sources.queries import spellings

_PLAIN_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+")
_COMMON = re.compile(rf"{_PLAIN_WORD.pattern}|[A-Z]+|.{{1,5}}")
"""A word, an abbreviation, a few letters: alone they mean many things."""


class Leads:
    """Grows with what is heard, together with the family."""

    def __init__(self, family: Family) -> None:
        """Begin with what the catalogue and earlier runs of all sources know."""
        self.papers: dict[str, None] = {}
        """Works that introduce a dataset of the catalogue, by its identifiers."""
        self.names: dict[str, None] = {}
        """Names of further datasets of the family as others may write them; a plain word is none to search by."""
        self.makers: dict[str, None] = {}
        """Works that say what their dataset was made from, and that is of the family."""
        self._family = family
        self._heard: dict[tuple[str, str], None] = {}

    def hear(self, work: str, claims: Iterable[Claim]) -> None:
        """Take in what one work says."""
        claims = list(claims)
        self._family.learn(claims)
        for claim in filter(stands, claims):
            named = claim.subject, claim.object
            if claim.predicate is Predicate.SAME_AS and any(map(self._family.lexicon.introduces, named)):
                self.papers[work] = None
            elif claim.predicate is Predicate.DERIVED_FROM and scheme(claim.subject) == "name":
                self._heard[work, claim.object] = None

    def grow(self) -> None:
        """Take in what was made from the family, and from that, to any depth."""
        self.names |= dict.fromkeys(way for name in self._family.new_names() for way in _searchable(name))
        self.makers |= {work: None for work, source in self._heard if self._family.has(source)}


def _searchable(name: str) -> list[str]:
    """How a name is written by others; with its edition where it would mean too much without: "Portraits-HQ"."""
    ways = spellings(name)
    if _COMMON.fullmatch(ways[0]):
        ways = [name]
    return [way for way in ways if not _PLAIN_WORD.fullmatch(way)]
