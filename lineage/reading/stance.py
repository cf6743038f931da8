"""How a clause stands to what it names: asserted, negated, hypothetical; in its own name or in others'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lineage.model.words import Modality, Polarity
from lineage.reading.grammar import OBJECT, OTHER, SELF, stances

_CLAUSE = re.compile(r";|\s(?:but|while|whereas|although|though|however|yet)\s|,\s+(?:so|and)\s+(?=(?:we|it|they|this|the)\s)", re.IGNORECASE)
_OWN = re.compile(rf"\b(?:we|our|ours|us|i|my|this|these|here|the\s+present|{SELF})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stance:
    """`apart` says that the dataset is named only to be set apart or because others wrote of it."""

    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ASSERTED
    apart: bool = False
    unobtained: bool = False


def stance(masked: str) -> Stance:
    """The stance of a masked sentence towards O, judged in O's own clause."""
    signs, clause = stances(), own_clause(masked)
    modality = Modality.ASSERTED
    if signs["alleged"].search(masked):
        modality = Modality.ALLEGED
    elif signs["reported"].search(masked):
        modality = Modality.REPORTED
    if signs["unobtained"].search(clause) or signs["unobtained"].search(masked):
        return Stance(Polarity.NEGATED, modality, unobtained=True)
    if signs["contrast"].search(clause):
        return Stance(modality=modality, apart=True)
    if signs["negated"].search(clause):
        return Stance(Polarity.NEGATED, modality)
    if signs["hypothetical"].search(clause):
        return Stance(Polarity.HYPOTHETICAL, modality)
    apart = bool(signs["others"].search(clause)) and not _OWN.search(clause)
    return Stance(modality=modality, apart=apart)


def own_clause(masked: str) -> str:
    """The clause of a sentence in which O stands."""
    begin = 0
    for match in _CLAUSE.finditer(masked):
        if OBJECT in masked[begin : match.start()]:
            return masked[begin : match.start()]
        begin = match.end()
    return masked[begin:]


def speaks_of_other(clause: str) -> bool:
    """Whether a clause's grammatical subject is another dataset: it comes first, and nothing is said of ourselves."""
    other, target = clause.find(OTHER), clause.find(OBJECT)
    return 0 <= other < target and not _OWN.search(clause)
