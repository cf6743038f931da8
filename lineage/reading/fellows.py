"""What is said of all of a list, "the pictures come from A, B and C", is said of each, as surely as of the surest.

A name late in a long list has fewer words around it that can be weighed, and says as much.
"""

from __future__ import annotations

from collections.abc import Mapping

from lineage.model.words import Predicate
from lineage.reading.group import Group
from lineage.reading.relations import Told
from lineage.reading.scene import Scene
from lineage.reading.syntax.lists import listed_with

Likely = Mapping[Predicate, float]


def listed_beside(scene: Scene) -> set[str]:
    """The datasets of the catalogue that stand in one list with the scene's name."""
    words = (scene.words[place] for place in listed_with(scene.words, scene.place))
    known = (scene.named[word.mention].known for word in words if word.mention >= 0)
    return {dataset for dataset in known if dataset}


def as_sure_as_fellows(dataset: str, groups: Mapping[str, Group], alone: Mapping[str, Likely]) -> Likely:
    """How likely each statement of a dataset is, given what all of its document tells, and how likely each is alone."""
    found = dict(alone[dataset])
    for one in groups[dataset].told:
        scene = one.weighing.scene
        for fellow in listed_beside(scene) & groups.keys():
            shared = _facts(one) & _in_sentence(groups[fellow], scene.number)
            for predicate in shared & found.keys():
                found[predicate] = max(found[predicate], alone[fellow][predicate])
    return found


def _in_sentence(group: Group, number: int) -> set[Predicate]:
    return {predicate for one in group.told if one.weighing.scene.number == number for predicate in _facts(one)}


def _facts(told: Told) -> set[Predicate]:
    return {finding.predicate for finding in told.findings if finding.is_fact}
