"""Whether a name that nobody knows is a dataset's: HarborNet-5k, but not ReLU, Related Work or PyPI.

Asked only of names with which something is done. The answer is weighed (see `weigh`): from the words
around the name, from how it is written, and from how much the whole text speaks of pictures and of learning.
"""

from __future__ import annotations

import re

from lineage.model.references import name_key
from lineage.model.words import Predicate, ThingKind
from lineage.reading.scene import Scene
from lineage.reading.weigh import scale

DATASET, ELSE = "dataset", "else"
_PROBABLE, _VERY_LIKELY, _ALMOST_CERTAIN, _NEVER = 0.7, 0.9, 0.97, 1.01
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
    found |= {f"topic={min(scene.document.topical, _MOST)}", f"dense={_density(scene)}", "rule=none"}
    for side, at in (("left", place - 1), ("right", place + 1)):
        if 0 <= at < len(words):
            found |= {f"{side}:{name}" for name in words[at].lexeme.noun} | {f"{side}={words[at].text.casefold()[:6]}"}
    return scene.signs | found


def _density(scene: Scene) -> int:
    """How often the text speaks of our field: general words of it for each 500 characters, at most 4."""
    length = scene.document.sentences[-1].end
    return min(4, round(_FOR * scene.document.topical / max(length, _FOR)))


_FOR = 500


def likely_dataset(scene: Scene) -> float:
    """The probability that the name is a dataset's."""
    return scale("candidate").weigh(candidate_signs(scene))[DATASET]


def may_be_dataset(scene: Scene, likely: float) -> bool:
    """Whether a name that is so likely a dataset's can be one at all, whatever is said of it."""
    is_maker = _role(scene) == "by" or scene.names_organization(scene.place)
    return not is_maker and (likely >= _PROBABLE or _is_own(scene))


def is_dataset(scene: Scene, predicate: Predicate, likely: float, *, copied: bool = False) -> bool:
    """Whether a name of which this is said is taken for a dataset's. `copied`: the text says that it holds a copy.

    A card may be called after what it was made from, and a repository after what it copies.
    """
    if _is_own(scene):
        made = scene.artefact.kind is ThingKind.DATASET and predicate is not Predicate.USES
        return made or (copied and likely >= _VERY_LIKELY and _role(scene) != "subject")
    return likely >= _needed(scene, predicate, copied=copied)


def _is_own(scene: Scene) -> bool:
    """Whether the artefact is called so, or after it."""
    key = name_key(scene.mention.text)
    return any(key in own for own in scene.artefact.keys)


def _role(scene: Scene) -> str:
    """What the name is to the first word on its path: its subject, or what stands behind "by", "from", "of"."""
    return scene.path.steps[0].role if scene.path.steps else ""


def _needed(scene: Scene, predicate: Predicate, *, copied: bool) -> float:
    """How likely it must be, by how much the text has to do with datasets at all."""
    tool = scene.artefact.kind is ThingKind.REPOSITORY and not scene.document.topical  # its text never names our field
    if predicate is Predicate.USES:
        return _ALMOST_CERTAIN if tool else _VERY_LIKELY
    if any(word.own for word in scene.words):  # it tells where its own things are from
        return _PROBABLE
    if copied or predicate is Predicate.TRAINED_ON:
        return _VERY_LIKELY
    return _NEVER if tool else _ALMOST_CERTAIN
