"""What is said of a name: by a rule of the grammar that is sure, else by weight."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lineage.model.references import name_key
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.candidate import likely_dataset
from lineage.reading.copying import copy_cues
from lineage.reading.derivation import lexical_kind
from lineage.reading.scene import Scene
from lineage.reading.setting import kind_signs, predicate_signs
from lineage.reading.subjects import Whose
from lineage.reading.syntax.rules import Rule, statement
from lineage.reading.weigh import scale

FIRM = (Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.TRAINED_ON)
"""What only a good reason may claim."""
_SURE = 0.8
"""A rule of this confidence says what is said, unless the weights find it all but impossible."""
_POSSIBLE = 0.1
_FAIR = 0.7
"""What a rule needs to be believed of a name that nobody knows; an address is a dataset's for certain."""
_LIKELY, _LIKELY_USED = 0.65, 0.5
"""The share of all weight that a firm statement needs where no sure rule makes it. Measured: see docs/reading.md."""
_ALLOWED = 0.25
"""The share of a copy where its words stand in the sentence."""
_PROBABLE, _ALMOST_CERTAIN = 0.7, 0.95
"""How likely an unknown name must be a dataset's; the latter in a text that has no general word of our field."""
_PLAINLY, _BEYOND_DOUBT = 0.6, 0.85
_NO_FACT, _NOTHING = "X", "NONE"
_ACTS = frozenset({*(predicate.value for predicate in FIRM), Predicate.USES.value})
_MENTIONED, _WEIGHED, _NAMED = 0.6, "weighed", "named"


@dataclass(frozen=True)
class Said:
    """A statement about a name. `doubtful`: it is denied, planned or supposed."""

    predicate: Predicate
    rule: str
    confidence: float
    doubtful: bool = False

    @property
    def strength(self) -> Strength:
        """How firmly it stands."""
        return Strength.MENTIONED if self.predicate is Predicate.MENTIONS else Strength.STATED


def said_of(scene: Scene) -> Said | None:
    """What the sentence says of the name; None where it is not even a dataset's."""
    artefact = scene.artefact
    making = artefact.kind is ThingKind.DATASET or artefact.dataset is not None
    rule = None if scene.sentence.code else statement(str(scene.path), card=artefact.is_card, making=making)
    if rule is not None and not allowed(rule.predicate, artefact):
        return Said(Predicate.MENTIONS, rule.name, _MENTIONED)
    if rule is not None and rule.confidence >= _SURE and scene.of_another:
        return Said(rule.predicate, rule.name, rule.confidence)
    if scene.mention.known is None:
        return _of_unknown(scene, rule)
    said = _weighed(scene, rule)
    if said and scene.cited:
        return Said(Predicate.MENTIONS, _NAMED, _MENTIONED)
    if said and scene.sentence.code and said.predicate in FIRM:
        return Said(Predicate.USES, said.rule, min(said.confidence, _MENTIONED), said.doubtful)
    if said and said.rule == _WEIGHED and (scene.bare or (said.predicate is Predicate.USES and scene.about_it)):
        return Said(Predicate.MENTIONS, _NAMED, _MENTIONED)
    return said


def _of_unknown(scene: Scene, rule: Rule | None) -> Said | None:
    """Only a firm statement, and of a bare name only where it is likely to be a dataset's."""
    bare = scene.mention.reference.startswith("name:")
    if rule is None and not scene.path.steps and not copy_cues(scene.masked):
        return None  # nothing is done with it
    if rule is not None and rule.predicate in FIRM and (not bare or rule.confidence >= _FAIR):
        said: Said | None = Said(rule.predicate, rule.name, rule.confidence)
    elif " " in scene.mention.text:
        return None  # several capitalised words are a name less often than a part of a title
    else:
        said = _weighed(scene, rule)
    if said is None or said.predicate not in FIRM or (bare and not _is_candidate(scene)):
        return None
    return said


def _is_candidate(scene: Scene) -> bool:
    """Whether an unknown name is a dataset's: one after which the card itself is called, or a likely one."""
    key = name_key(scene.mention.text)
    if any(key in own for own in scene.artefact.keys):
        return scene.artefact.kind is ThingKind.DATASET
    return likely_dataset(scene) >= (_PROBABLE if scene.document.topical else _ALMOST_CERTAIN)


def _weighed(scene: Scene, rule: Rule | None) -> Said | None:
    shares = scale("predicate").weigh(predicate_signs(scene, rule))
    sure = rule is not None and rule.confidence >= _SURE
    if not sure and _is_copy(scene, shares):
        return Said(Predicate.COPY_OF, "as-it-is", _SURE)
    return _decide(rule, shares, scene.artefact)


def _is_copy(scene: Scene, shares: dict[str, float]) -> bool:
    """Whether a card says in so many words that the data are another's as they were; the weights must allow it."""
    if not scene.artefact.is_card or not allowed(Predicate.COPY_OF, scene.artefact) or scene.sentence.code:
        return False
    return bool(copy_cues(scene.masked)) and shares[Predicate.COPY_OF.value] >= _ALLOWED


def _decide(rule: Rule | None, shares: dict[str, float], artefact: Artefact) -> Said | None:
    shares = {answer: share for answer, share in shares.items() if _open_to(answer, artefact)}
    best = max(shares, key=lambda answer: shares[answer])
    doubtful = best == _NO_FACT
    if rule is not None and rule.confidence >= _SURE:
        if rule.predicate is Predicate.MENTIONS:
            return Said(rule.predicate, rule.name, _MENTIONED)
        backed = shares[rule.predicate.value] + (shares[_NO_FACT] if doubtful else 0)
        if backed >= _POSSIBLE:
            return Said(rule.predicate, rule.name, rule.confidence, shares[_NO_FACT] > _BEYOND_DOUBT)
    if best == _NOTHING:
        return None if shares[_NOTHING] > _PLAINLY else Said(Predicate.MENTIONS, _NAMED, _MENTIONED)
    predicate = _likeliest(shares, rule) if doubtful else Predicate(best)
    by_rule = rule is not None and rule.predicate is predicate
    if predicate in FIRM and not by_rule and not doubtful and shares[best] < _LIKELY:
        predicate = _weaker(shares)
    if predicate is Predicate.USES and not by_rule and not doubtful and shares["USES"] < _LIKELY_USED:
        predicate = Predicate.MENTIONS
    confidence = round(shares[predicate.value], 2)
    if rule is not None and rule.predicate is predicate:
        return Said(predicate, rule.name, max(rule.confidence, confidence), doubtful)
    if predicate is Predicate.MENTIONS:
        return Said(predicate, _NAMED, _MENTIONED)
    return Said(predicate, _WEIGHED, min(0.9, confidence), doubtful)


def _open_to(answer: str, artefact: Artefact) -> bool:
    return answer in (_NO_FACT, _NOTHING) or allowed(Predicate(answer), artefact)


def _likeliest(shares: dict[str, float], rule: Rule | None) -> Predicate:
    """Of what is said to be no fact, what it would be if it were."""
    if rule is not None:
        return rule.predicate
    return Predicate(max((a for a in shares if a in _ACTS), key=lambda answer: shares[answer]))


def _weaker(shares: dict[str, float]) -> Predicate:
    return Predicate.USES if shares["USES"] >= shares["MENTIONS"] else Predicate.MENTIONS


def allowed(predicate: Predicate, artefact: Artefact) -> bool:
    """Papers and models are not copies of a dataset; only things that lie somewhere are."""
    return predicate is not Predicate.COPY_OF or artefact.kind in (ThingKind.DATASET, ThingKind.REPOSITORY)


def of_own_kind(said: Said, artefact: Artefact) -> Said:
    """What a model is made of it was trained on; what a dataset's card says of training, somebody did with it."""
    if artefact.kind is ThingKind.MODEL and said.predicate is Predicate.DERIVED_FROM:
        return replace(said, predicate=Predicate.TRAINED_ON)
    if artefact.kind is ThingKind.DATASET and said.predicate is Predicate.TRAINED_ON:
        return replace(said, predicate=Predicate.USES)
    return said


def kind_of(scene: Scene, whose: Whose) -> tuple[DerivationKind, bool]:
    """How the one was made of the other, and whether the catalogue knows it; else the words and signs of the text."""
    artefact, lexicon = scene.artefact, scene.document.lexicon
    names = (whose.called, artefact.dataset, *artefact.names) if not whose.other else ()
    subjects = (
        {whose.other.known} if whose.other else {*artefact.own, *(lexicon.identify(name) for name in names if name)}
    )
    for subject in sorted(filter(None, subjects)):
        if known := lexicon.made(subject, scene.mention.known):
            return known, True
    told = lexical_kind(scene.sentence.text)
    if told is not DerivationKind.OTHER:
        return told, False
    shares = scale("kind").weigh(kind_signs(scene))
    best = max(shares, key=lambda answer: shares[answer])
    if (
        shares[best] >= _LIKELY and best != DerivationKind.SYNTHETIC.value
    ):  # that would end a path: only words may say it
        return DerivationKind(best), False
    return lexical_kind(scene.sentence.text, scene.path), False
