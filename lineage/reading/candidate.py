"""Whether a name that nobody knows is a dataset's: HarborNet-5k, but not ReLU, Related Work or PyPI.

Asked only of names of which a derivation or a training is stated. The answer is weighed (see `weigh`): from the words
around the name, from how it is written, and from how much the whole text speaks of pictures and of learning.
"""

from __future__ import annotations

import re

from lineage.model.references import name_key
from lineage.model.words import ThingKind
from lineage.reading.scene import Scene
from lineage.reading.syntax.signs import signs
from lineage.reading.weigh import scale
from lineage.reading.words.table import names

DATASET, ELSE = "dataset", "else"
_PROBABLE, _ALMOST_CERTAIN, _NEVER = 0.7, 0.95, 1.01
"""How likely a name must be a dataset's. Measured on texts about other things: see docs/read-better.md."""
_SHAPES = {
    "words": re.compile(r"\s"),
    "hyphen": re.compile(r"-"),
    "digit": re.compile(r"\d"),
    "camel": re.compile(r"[a-z][A-Z]"),
    "capitals": re.compile(r"[A-Z]{3}"),
    "lower": re.compile(r"^[a-z]"),
    "size": re.compile(r"\d[kKM]?\Z"),
}
_MOST = 8


def candidate_signs(scene: Scene) -> frozenset[str]:
    """The signs for whether the scene's name is a dataset's."""
    name, words, place = scene.mention.text, scene.words, scene.place
    found = {f"shape:{shape}" for shape, pattern in _SHAPES.items() if pattern.search(name)}
    found |= {f"topic={min(scene.document.topical, _MOST)}", f"dense={_density(scene)}"}
    for side, at in (("left", place - 1), ("right", place + 1)):
        if 0 <= at < len(words):
            found |= {f"{side}:{name}" for name in words[at].lexeme.noun} | {f"{side}={words[at].text.casefold()[:6]}"}
    return signs(words, scene.path, place, None, found)


def _density(scene: Scene) -> int:
    """How often the text speaks of our field: general words of it for each 500 characters, at most 4."""
    length = scene.document.sentences[-1].end
    return min(4, round(_FOR * scene.document.topical / max(length, _FOR)))


_FOR = 500


def likely_dataset(scene: Scene) -> float:
    """The probability that the name is a dataset's."""
    return scale("candidate").weigh(candidate_signs(scene))[DATASET]


def is_dataset(scene: Scene, *, copied: bool) -> bool:
    """Whether a name is taken for a dataset's. `copied`: the text says that it holds a copy of it.

    A card may be called after what it was made from, and a repository after what it copies.
    """
    artefact, key = scene.artefact, name_key(scene.mention.text)
    if _is_maker(scene):
        return False
    if any(key in own for own in artefact.keys):
        called_after = copied and key not in artefact.keys and likely_dataset(scene) >= _ALMOST_CERTAIN
        return artefact.kind is ThingKind.DATASET or called_after
    return likely_dataset(scene) >= _needed(scene, copied=copied)


def _is_maker(scene: Scene) -> bool:
    """Whether the name is who did it: after "by", or a part of an organisation's name, "Gull-Pier University"."""
    by = bool(scene.path.steps) and scene.path.steps[0].role == "by"
    beside = scene.words[max(0, scene.place - 2) : scene.place + 2]
    return by or any(word.text.casefold() in names()["organization_words"] for word in beside)


def _needed(scene: Scene, *, copied: bool) -> float:
    """How likely it must be, by how much the text has to do with datasets at all."""
    if any(word.own for word in scene.words):  # it tells where its own things are from
        return _PROBABLE
    tool = scene.artefact.kind is ThingKind.REPOSITORY and not scene.document.topical and not copied
    return _NEVER if tool else _ALMOST_CERTAIN
