"""How the one was made of the other: of which kind a derivation is, by the catalogue, by weight, or by words."""

from __future__ import annotations

from lineage.model.words import DerivationKind
from lineage.reading.derivation import lexical_kind
from lineage.reading.scene import Scene
from lineage.reading.setting import kind_signs
from lineage.reading.subjects import Whose
from lineage.reading.weigh import scale

_LIKELY = 0.35
"""The share from which on the weights are believed, else words: in labelled texts they are right more often."""


def kind_of(scene: Scene, whose: Whose) -> DerivationKind:
    """How the one was made of the other: as the catalogue knows it, else as weights or words tell.

    A sentence says of a pair of known datasets only a part of it ("its images come from YFCC100M", of faces cut out of
    them): in labelled texts the catalogue is right on four pairs of five, any reading on three.
    """
    return _as_known(scene, whose) or _as_told(scene)


def _as_told(scene: Scene) -> DerivationKind:
    if plain := _plainly(scene):
        return plain
    shares = scale("kind").weigh(kind_signs(scene))
    best = DerivationKind(max(shares, key=lambda answer: shares[answer]))
    # "synthetic" would end a path of data: only words may say it
    by_words = best is DerivationKind.SYNTHETIC or shares[best.value] < _LIKELY
    return lexical_kind(scene.sentence.text, scene.path) if by_words else best


def _plainly(scene: Scene) -> DerivationKind | None:
    """What is said outright: "features", that it was "resized", or that the subject is "this test split"."""
    words, steps = scene.words, scene.path.steps
    if lexical_kind(scene.sentence.text, scene.path) is DerivationKind.FEATURES:
        return DerivationKind.FEATURES
    done = " ".join(words[step.at].text for step in steps if step.kind == "v")
    if lexical_kind(done) is DerivationKind.RESAMPLE:
        return DerivationKind.RESAMPLE
    subjects = (step.subject for step in steps if step.subject is not None)
    called = " ".join(word.text for at in subjects for word in words[max(0, at - 1) : at + 1])
    kind = lexical_kind(called)
    return kind if kind in (DerivationKind.BENCHMARK_SPLIT, DerivationKind.SYNTHETIC) else None


def _as_known(scene: Scene, whose: Whose) -> DerivationKind | None:
    """How the catalogue says that the one was made of the other."""
    artefact, lexicon = scene.artefact, scene.document.lexicon
    names = (whose.called, artefact.dataset, *artefact.names) if not whose.other else ()
    subjects = (
        {whose.other.known} if whose.other else {*artefact.own, *(lexicon.identify(name) for name in names if name)}
    )
    known = (lexicon.made(subject, scene.mention.known) for subject in sorted(filter(None, subjects)))
    return next(filter(None, known), None)
