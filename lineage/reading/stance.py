"""How a clause stands to what it names: asserted, negated, hypothetical; in its own name or in others'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lineage.model.words import Modality, Polarity
from lineage.reading.slots import OBJECT, SELF, any_of, small
from lineage.reading.syntax.lexemes import function_words
from lineage.reading.syntax.path import Path, Step
from lineage.reading.syntax.phrases import left_edge
from lineage.reading.syntax.words import Word
from lineage.reading.words.table import table

_CLAUSE = re.compile(
    r";|\s(?:but(?!\s+also)|while|whereas|although|though|however|yet)\s|,\s+(?:so|and)\s+(?=(?:we|i|it|they|this|the)\s)",
    re.IGNORECASE,
)
_CONCESSION = re.compile(
    r"\W*(?:even\s+)?(?:while|although|though|whereas|since|as|because)\b[^,;]*,\s*", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\W*(?:(?:un)?like|similar(?:ly)?\s+to|in\s+contrast\s+to|as\s+opposed\s+to|compared\s+(?:to|with))\b[^,;]*,\s*",
    re.IGNORECASE,
)
_SAID_LATER = re.compile(r"[,:()]|\s(?:and|or)\s+(?=(?:may|might|could|would|can|will)\b)", re.IGNORECASE)

_REACH = 70

_OWN = re.compile(rf"\b(?:we|our|ours|us|i|my|this|these|here|the\s+present|{SELF})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stance:
    """`apart` says that the dataset is named only to be set apart or because others wrote of it."""

    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ASSERTED
    apart: bool = False
    others: bool = False
    """It is set apart since somebody else is spoken of."""
    unobtained: bool = False
    instead: bool = False
    """It is set apart since another was taken in its place, which is as plain as a denial."""


@cache
def stances() -> dict[str, re.Pattern[str]]:
    """One regular expression for each stance of `stance.yaml`."""
    return {name: any_of(lines) for name, lines in table("stance").items()}


def stance(masked: str) -> Stance:
    """The stance of a masked sentence towards O, judged in O's own clause."""
    signs, clause = stances(), own_clause(masked)
    near, clause, masked = small(_near(clause)), small(clause), small(masked)
    modality = Modality.ASSERTED
    if signs["alleged"].search(masked):
        modality = Modality.ALLEGED
    elif signs["reported"].search(masked):
        modality = Modality.REPORTED
    if signs["unreachable"].search(clause) or signs["unobtained"].search(masked):
        return Stance(Polarity.NEGATED, modality, unobtained=True)
    instead = bool(signs["instead"].search(clause))
    if instead or signs["contrast"].search(clause):
        return Stance(modality=modality, apart=True, instead=instead)
    if signs["negated"].search(near):
        return Stance(Polarity.NEGATED, modality)
    if signs["hypothetical"].search(near):
        return Stance(Polarity.HYPOTHETICAL, modality)
    apart = bool(signs["others"].search(clause)) and not _OWN.search(clause)
    return Stance(modality=modality, apart=apart, others=apart)


def is_withdrawn(masked: str) -> bool:
    """Whether a masked sentence says in O's own clause that O is no longer given away."""
    return bool(stances()["withdrawn"].search(small(own_clause(masked))))


def own_clause(masked: str) -> str:
    """The clause of a sentence in which O stands."""
    concession = _CONCESSION.match(masked)
    if concession and OBJECT in concession.group():
        return concession.group()
    begin = concession.end() if concession else 0
    for match in _CLAUSE.finditer(masked, begin):
        if OBJECT in masked[begin : match.start()]:
            return masked[begin : match.start()]
        begin = match.end()
    return masked[begin:]


def conceded(text: str) -> int:
    """Where what a sentence concedes or compares first ends: "While A was not used, …", "Like A, …"; 0 without it."""
    concession = _CONCESSION.match(text) or _COMPARED.match(text)
    return concession.end() if concession else 0


def _near(clause: str) -> str:
    """What stands before O, and after it up to the next comma: what is said later is said of something else."""
    before, _, after = clause.partition(OBJECT)
    return before + OBJECT + _SAID_LATER.split(after[:_REACH])[0]


def path_stance(words: Sequence[Word], path: Path, view: Stance) -> Stance:
    """The stance with what the verbs on the path from the name add to it."""
    if view.polarity is not Polarity.ASSERTED or view.apart:
        return view
    if _denied(words, path):
        return replace(view, polarity=Polarity.NEGATED)
    maybe = function_words()["maybe"]
    planned = any("plan" in step.classes and step.role.endswith("-do") for step in path.steps)
    if planned or any(verb.modal in maybe for verb in path.verbs):
        return replace(view, polarity=Polarity.HYPOTHETICAL)
    return view


def _denied(words: Sequence[Word], path: Path) -> bool:
    if any(verb.negated for verb in path.verbs) or any("no" in step.marks for step in path.steps):
        return True
    if both_ways(words, path):
        return False
    if any(step.role == "without" or _refuses(step) or _of_nobody(words, step) for step in path.steps):
        return True
    if any("mod:v[exclude]" in step.marks for step in path.steps):  # "the excluded images of X"
        return True
    return any(word.tag == "NOT" for word in words[max(0, path.begin - 2) : path.end])


def both_ways(words: Sequence[Word], path: Path) -> bool:
    """Whether both was done: "with and without X"."""
    return [word.text.casefold() for word in words[max(0, path.begin - 3) : path.begin]] in _EITHER


_EITHER = [[one, joint, other] for joint in ("and", "or") for one, other in (("with", "without"), ("without", "with"))]


def _of_nobody(words: Sequence[Word], step: Step) -> bool:
    """Whether the verb's subject is "no employee", "none of them"."""
    if step.subject is None:
        return False
    begin = left_edge(words, step.subject)
    return any(word.tag == "NOT" for word in words[max(0, begin - 1) : step.subject + 1])


def _refuses(step: Step) -> bool:
    """Whether a verb keeps the data out, "exclude", or says that nothing came of it, "fail to"."""
    if "fail" in step.classes and step.role.endswith("-do"):
        return True
    out = "exclude" in step.classes and not step.classes & {"take", "rework", "contain", "offer", "use"}
    return out and step.role in ("object", "subject", "from", "to") and "fronted" not in step.marks
