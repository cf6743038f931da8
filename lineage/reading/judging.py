"""What is said of a name: by a rule of the grammar that is sure, else by weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.candidate import is_dataset, likely_dataset, may_be_dataset
from lineage.reading.copying import copy_cues
from lineage.reading.finding import FIRM
from lineage.reading.scene import Scene
from lineage.reading.setting import predicate_signs
from lineage.reading.syntax.rules import Rule, statement
from lineage.reading.weigh import scale

_SURE = 0.8
"""A rule of this confidence says what is said, if the weights find it as likely as not."""
_POSSIBLE = 0.5
_FAIR = 0.7
"""What a rule needs to be believed of a name that nobody knows; an address is a dataset's for certain."""
_CERTAINLY = 0.98
"""How likely several capitalised words must be a dataset's name, where no rule of the grammar says so."""
_LIKELY = {Predicate.DERIVED_FROM: 0.65, Predicate.COPY_OF: 0.65, Predicate.TRAINED_ON: 0.6}
_LIKELY_OF_UNKNOWN = _LIKELY | {Predicate.DERIVED_FROM: 0.5}
_TOGETHER = 0.6
_LIKELY_USED, _HALF = 0.6, 0.5
"""The share of all weight that a statement needs where no sure rule makes it, or where an unsure one agrees. Measured:
see docs/read-better.md.

From these on derivations and trainings are right about equally often. Of a name that nobody knows the whole document is
not weighed. What may be more than a use counts half for the use.
"""
_PLAIN_COPY = 0.9
"""How sure a copy must be by which a name nobody knows becomes a dataset's."""
_ALLOWED = 0.25
"""The share of a copy where its words stand in the sentence."""
_CLEARLY = 0.8
"""The share of a firm statement that a rule for mere mentions yields to."""
_PLAINLY, _BEYOND_DOUBT = 0.6, 0.85
_SOME = 0.2
"""The share of "no fact" that makes a firm statement a doubtful one, where it isn't likely enough by itself."""
_NO_FACT, _NOTHING = "X", "NONE"
_ACTS = frozenset({*(predicate.value for predicate in FIRM), Predicate.USES.value})
_FAR_MORE = 10
_MOST = 0.98
"""Nobody is surer than this of what a text says."""
WEIGHED = "weighed"
"""The rule of what no single rule says."""
_MENTIONED, _NAMED = 0.6, "named"


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


@dataclass(frozen=True)
class Weighing:
    """A name in its sentence, with the rule of the grammar that fits and the share of each answer in all weight."""

    scene: Scene

    @cached_property
    def rule(self) -> Rule | None:
        """The first rule that fits the path to the name."""
        scene, artefact = self.scene, self.scene.artefact
        making = artefact.kind is ThingKind.DATASET or artefact.dataset is not None
        return None if scene.sentence.code else statement(str(scene.path), card=artefact.is_card, making=making)

    @cached_property
    def shares(self) -> dict[str, float]:
        """How likely each answer is; they sum to 1."""
        return scale("predicate").weigh(predicate_signs(self.scene, self.rule))


def said_of(weighing: Weighing) -> Said | None:
    """What the sentence says of the name; None where it is not even a dataset's."""
    scene, rule, artefact = weighing.scene, weighing.rule, weighing.scene.artefact
    if rule is not None and not allowed(rule.predicate, artefact):
        return Said(Predicate.MENTIONS, rule.name, _MENTIONED)
    if rule is not None and rule.confidence >= _SURE and scene.of_another:
        return Said(rule.predicate, rule.name, rule.confidence)
    if scene.mention.known is None:
        return _of_unknown(weighing)
    said = _weighed(weighing)
    if said and (scene.cited or scene.illustrates or scene.of_format):
        return Said(Predicate.MENTIONS, _NAMED, _MENTIONED)
    if said and scene.sentence.code and said.predicate in FIRM:
        return Said(Predicate.USES, said.rule, min(said.confidence, _MENTIONED), said.doubtful)
    if said and said.rule == WEIGHED and _only_named(said, scene):
        return Said(Predicate.MENTIONS, _NAMED, _MENTIONED)
    return said


def _only_named(said: Said, scene: Scene) -> bool:
    """Whether nothing is done with the name that could be denied, planned, or be a use of it."""
    if scene.bare or (said.predicate is Predicate.USES and scene.about_it):
        return True
    return said.doubtful and not any(word.lexeme.verb for word in scene.words)


def _of_unknown(weighing: Weighing) -> Said | None:
    """Only what is done with it, and of a bare name only where it is likely to be a dataset's."""
    scene, rule = weighing.scene, weighing.rule
    bare = scene.mention.reference.startswith("name:")
    if rule is None and not scene.path.steps and not copy_cues(scene.masked):
        return None  # nothing is done with it
    fair = rule is not None and rule.predicate in FIRM and rule.confidence >= _FAIR
    likely = likely_dataset(scene) if bare else 1.0
    phrase = bare and not fair and likely < _CERTAINLY and _is_phrase(scene.mention.text)
    if phrase or (bare and not may_be_dataset(scene, likely)):
        return None
    said = _weighed(weighing)
    if said is None or said.predicate is Predicate.MENTIONS:
        return None
    if not bare:
        return said
    is_copy = said.predicate is Predicate.COPY_OF
    copied = is_copy and (said.confidence >= _PLAIN_COPY or bool(copy_cues(scene.masked)))
    if not is_dataset(scene, said.predicate, likely, copied=copied):
        return None
    return None if is_copy and not copied and said.rule == WEIGHED else said


def _is_phrase(name: str) -> bool:
    """Whether a name is several capitalised words: a part of a title more often than a dataset's name."""
    return " " in name and not _ONE_NAME.match(name)


_ONE_NAME = re.compile(r"\w*[a-z][A-Z]\w*\s|\w+\s(?:[vV]?\d|\w+(?:-?\d|-HQ))")
"""A name of two words is one if the first is composed or the second counts: "HarborView Mini", "Harbor v2"."""


def _weighed(weighing: Weighing) -> Said | None:
    scene, rule, shares = weighing.scene, weighing.rule, weighing.shares
    sure = rule is not None and rule.confidence >= _SURE
    if not sure and _is_copy(scene, shares):
        return Said(Predicate.COPY_OF, "as-it-is", _SURE)
    return _decide(rule, shares, scene)


def _is_copy(scene: Scene, shares: dict[str, float]) -> bool:
    """Whether a card says in so many words that the data are another's as they were; the weights must allow it."""
    if not scene.artefact.is_card or not allowed(Predicate.COPY_OF, scene.artefact) or scene.sentence.code:
        return False
    return bool(copy_cues(scene.masked)) and shares[Predicate.COPY_OF.value] >= _ALLOWED


def _decide(rule: Rule | None, shares: dict[str, float], scene: Scene) -> Said | None:
    """What a sure rule says, if the weights find it likely enough; else what they find the likeliest."""
    artefact = scene.artefact
    if not allowed(Predicate.COPY_OF, artefact):
        shares = {answer: share for answer, share in shares.items() if answer != Predicate.COPY_OF}
    best = max(shares, key=lambda answer: shares[answer])
    sure = _by_sure_rule(rule, shares, artefact) if rule is not None and rule.confidence >= _SURE else None
    if sure is not None:
        return sure
    if best == _NOTHING:
        return None if shares[_NOTHING] > _PLAINLY else _said(Predicate.MENTIONS, None, shares)
    doubtful = best == _NO_FACT
    predicate = _likeliest(shares, rule, artefact) if doubtful else Predicate(best)
    if rule is not None and rule.predicate is predicate and (doubtful or _backed(predicate, shares, artefact)):
        return _said(predicate, rule, shares, doubtful=doubtful)
    if not doubtful:
        predicate, doubtful = _held_back(predicate, shares, scene)
    return _said(predicate, None, shares, doubtful=doubtful)


def _by_sure_rule(rule: Rule, shares: dict[str, float], artefact: Artefact) -> Said | None:
    """What the rule says, with the weight behind it; None where the weights find it unlikely."""
    if rule.predicate is Predicate.MENTIONS:
        firm = max(shares.get(predicate.value, 0) for predicate in FIRM)
        return _said(rule.predicate, rule, shares) if firm <= _CLEARLY else None
    no_fact = shares[_NO_FACT] if max(shares, key=lambda answer: shares[answer]) == _NO_FACT else 0
    backed = _backing(rule.predicate, shares, artefact) + no_fact
    if backed < _POSSIBLE * (1 - shares[_NOTHING]):  # of all that may be said of it
        return None
    return Said(rule.predicate, rule.name, _rounded(backed), shares[_NO_FACT] > _BEYOND_DOUBT)


def _backed(predicate: Predicate, shares: dict[str, float], artefact: Artefact) -> bool:
    """Whether an unsure rule and the weights together are enough for a statement."""
    return predicate not in FIRM or _backing(predicate, shares, artefact) >= _TOGETHER


def _backing(predicate: Predicate, shares: dict[str, float], artefact: Artefact) -> float:
    """The weight behind a statement: what a model was made of it learnt from, and what was copied was made of it."""
    learnt, made = Predicate.TRAINED_ON, Predicate.DERIVED_FROM
    if artefact.kind is ThingKind.MODEL and predicate in (learnt, made):
        return shares[learnt.value] + shares[made.value]
    return shares.get(predicate.value, 0) + (shares[made.value] if predicate is Predicate.COPY_OF else 0)


def _held_back(predicate: Predicate, shares: dict[str, float], scene: Scene) -> tuple[Predicate, bool]:
    """What may be said where no rule says it: what isn't likely enough is doubtful, or something weaker."""
    likely = _LIKELY if scene.mention.known else _LIKELY_OF_UNKNOWN
    missing = likely.get(predicate, 0) - _backing(predicate, shares, scene.artefact)
    if missing > 0:
        if shares[_NO_FACT] >= max(_SOME, missing):
            return predicate, True
        predicate = _weaker(shares)
    used = shares["USES"] + _HALF * sum(shares.get(firm.value, 0) for firm in FIRM)
    if predicate is Predicate.USES and used < _LIKELY_USED:
        predicate = Predicate.MENTIONS
    return predicate, False


def _said(predicate: Predicate, rule: Rule | None, shares: dict[str, float], *, doubtful: bool = False) -> Said:
    """The statement, as sure as the weight behind it; whatever else is said of a dataset, it is named."""
    if predicate is Predicate.MENTIONS:
        return Said(predicate, rule.name if rule else _NAMED, _rounded(1 - shares[_NOTHING]))
    share = shares[predicate.value] + (shares[_NO_FACT] if doubtful else 0)
    return Said(predicate, rule.name if rule else WEIGHED, _rounded(share), doubtful)


def _rounded(share: float) -> float:
    return round(_MOST * share, 2)


def _likeliest(shares: dict[str, float], rule: Rule | None, artefact: Artefact) -> Predicate:
    """Of what is said to be no fact, what it would be if it were; a dataset is not trained."""
    none = {Predicate.TRAINED_ON.value} if artefact.kind is ThingKind.DATASET else set()
    best = max((_ACTS - none) & shares.keys(), key=lambda answer: (shares[answer], answer))
    ruled = rule is not None and (rule.confidence >= _FAIR or shares[best] < _FAR_MORE * shares[rule.predicate.value])
    return rule.predicate if rule is not None and ruled else Predicate(best)


def _weaker(shares: dict[str, float]) -> Predicate:
    return Predicate.USES if shares["USES"] >= shares["MENTIONS"] else Predicate.MENTIONS


def allowed(predicate: Predicate, artefact: Artefact) -> bool:
    """Papers and models are not copies of a dataset; only things that lie somewhere are."""
    return predicate is not Predicate.COPY_OF or artefact.kind in (ThingKind.DATASET, ThingKind.REPOSITORY)


def of_own_kind(said: Said, artefact: Artefact) -> Said:
    """What a model is made of, it was trained on; what a dataset's card hardly calls training is a use."""
    if artefact.kind is ThingKind.MODEL and said.predicate is Predicate.DERIVED_FROM:
        return replace(said, predicate=Predicate.TRAINED_ON)
    is_doubted = said.confidence < _TRAINED and said.rule != _OF_A_MODEL
    if artefact.kind is ThingKind.DATASET and said.predicate is Predicate.TRAINED_ON and is_doubted:
        return replace(said, predicate=Predicate.USES)
    return said


_TRAINED, _OF_A_MODEL = 0.7, "model-learns"
"""From here on nine of ten dataset cards that seem to say that some model was trained on another dataset do say so."""
