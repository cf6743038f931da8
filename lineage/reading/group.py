"""All that the sentences of a document tell of one dataset, and what they tell of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lineage.model.words import Predicate
from lineage.reading.east_asian import is_east_asian
from lineage.reading.relations import Told


@dataclass(frozen=True)
class Group:
    """All that is told by the names of one dataset."""

    told: list[Told] = field(default_factory=list)

    @cached_property
    def most(self) -> dict[str, float]:
        """The largest share that any sentence gives to each answer."""
        shares = [one.weighing.shares for one in self.told]
        return {answer: max(share[answer] for share in shares) for answer in shares[0]}

    def best(self, predicate: Predicate) -> Told:
        """The sentence with the most weight for a statement."""
        return max(self.told, key=lambda one: one.weighing.shares[predicate.value])


@dataclass(frozen=True)
class Others:
    """How many other datasets a document names, and the largest share that any of them has of each answer."""

    count: int
    most: Mapping[str, float]


def by_dataset(told: Sequence[Told]) -> dict[str, Group]:
    """What is told of each dataset of the catalogue in words that the scales know."""
    groups: dict[str, Group] = {}
    for one in told:
        scene = one.weighing.scene
        if scene.mention.known and not scene.words[scene.place].own and not is_east_asian(scene.sentence.text):
            groups.setdefault(scene.mention.known, Group()).told.append(one)
    return groups


def beside(dataset: str, groups: Mapping[str, Group]) -> Others:
    """What is told of all other datasets."""
    others = [group.most for other, group in groups.items() if other != dataset]
    answers = others[0] if others else ()
    return Others(len(others), {answer: max(most[answer] for most in others) for answer in answers})
