"""How the one was made of the other: of which kind a derivation is, by the catalogue, by weight, or by words."""

from __future__ import annotations

from lineage.model.words import DerivationKind
from lineage.reading.derivation import lexical_kind
from lineage.reading.scene import Scene
from lineage.reading.setting import kind_signs
from lineage.reading.subjects import Whose
from lineage.reading.weigh import scale

_MORE_THAN_NOT, _TELLING, _NO_KIND = 0.3, 0.5, DerivationKind.OTHER
"""The share that a kind needs where no word tells one, and to be believed against a word."""
_RARE = (DerivationKind.BENCHMARK_SPLIT, DerivationKind.RESAMPLE)
"""Kinds of which the weights have seen too few to gainsay the words."""


def kind_of(scene: Scene, whose: Whose) -> DerivationKind:
    """How the one was made of the other: as the catalogue knows it, else as weights or words tell.

    A sentence says of a pair of known datasets only a part of it ("its images come from YFCC100M", of faces cut out of
    them): in labelled texts the catalogue is right on four pairs of five, any reading on three.
    """
    return _as_known(scene, whose) or _as_told(scene)


def _as_told(scene: Scene) -> DerivationKind:
    shares = scale("kind").weigh(kind_signs(scene))
    best = DerivationKind(max(shares, key=lambda answer: shares[answer]))
    told = lexical_kind(scene.sentence.text, scene.path)
    needed = _MORE_THAN_NOT if told is _NO_KIND else _TELLING
    # "synthetic" would end a path of data: only words may say it
    by_words = told in _RARE or best is DerivationKind.SYNTHETIC or shares[best.value] < needed
    return told if by_words else best


def _as_known(scene: Scene, whose: Whose) -> DerivationKind | None:
    """How the catalogue says that the one was made of the other."""
    artefact, lexicon = scene.artefact, scene.document.lexicon
    names = (whose.called, artefact.dataset, *artefact.names) if not whose.other else ()
    subjects = (
        {whose.other.known} if whose.other else {*artefact.own, *(lexicon.identify(name) for name in names if name)}
    )
    known = (lexicon.made(subject, scene.mention.known) for subject in sorted(filter(None, subjects)))
    return next(filter(None, known), None)
