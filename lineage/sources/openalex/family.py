"""The family as papers tell it: datasets of the catalogue, and those that a paper says were made from one of them."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.model.claim import Claim
from lineage.model.references import name_key, normalise, scheme
from lineage.model.words import About, Modality, Polarity, Predicate


class Family:
    """Grows with what is heard: names to search for, and papers whose citations lead on."""

    def __init__(self, names: Iterable[str], identifiers: Iterable[str]) -> None:
        """Begin with what the catalogue knows."""
        self.papers: dict[str, None] = {}
        """Works that introduce a dataset of the catalogue, by its identifiers."""
        self.made: dict[str, None] = {}
        """Names of further datasets."""
        self.makers: dict[str, None] = {}
        """Works that say what their dataset was made from, and that is of the family."""
        self._keys = {name_key(name) for name in names}
        self._identifiers = {normalise(identifier) for identifier in identifiers}
        self._heard: dict[tuple[str, str, str], None] = {}

    def hear(self, work: str, claims: Iterable[Claim]) -> None:
        """Take in what one work says."""
        for claim in claims:
            named = {normalise(claim.subject), normalise(claim.object)}
            if claim.predicate is Predicate.SAME_AS and named & self._identifiers:
                self.papers[work] = None
            elif claim.predicate is Predicate.DERIVED_FROM and scheme(claim.subject) == "name" and _plain(claim):
                self._heard[claim.subject.removeprefix("name:"), claim.object, work] = None

    def grow(self) -> None:
        """Take in what was made from the family, and from that, to any depth."""
        size = -1
        while size < len(self._keys):
            size = len(self._keys)
            for made, source, work in self._heard:
                if self._belongs(source):
                    self.makers[work] = None
                    if name_key(made) not in self._keys:
                        self._keys.add(name_key(made))
                        self.made[made] = None

    def _belongs(self, reference: str) -> bool:
        form, _, name = reference.partition(":")
        return name_key(name) in self._keys if form == "name" else normalise(reference) in self._identifiers


def _plain(claim: Claim) -> bool:
    return (claim.polarity, claim.modality, claim.about) == (Polarity.ASSERTED, Modality.ASSERTED, About.SELF)
