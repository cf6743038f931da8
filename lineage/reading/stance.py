"""How a clause stands to what it names: asserted, negated, hypothetical; in its own name or in others'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lineage.model.words import Modality, Polarity
from lineage.reading.grammar import OBJECT, OTHER, SELF, stances

_CLAUSE = re.compile(
    r";|\s(?:but(?!\s+also)|while|whereas|although|though|however|yet)\s|,\s+(?:so|and)\s+(?=(?:we|it|they|this|the)\s)",
    re.IGNORECASE,
)
_CONCESSION = re.compile(
    r"\W*(?:even\s+)?(?:while|although|though|whereas|since|as|because)\b[^,;]*,\s*", re.IGNORECASE
)
_SAID_LATER = re.compile(r"[,:()]|\s(?:and|or)\s+(?=(?:may|might|could|would|can|will)\b)", re.IGNORECASE)
_RELATIVE = re.compile(rf"{OTHER}\s*,?\s+(?:which|whose)\b[^,;]*{OBJECT}", re.IGNORECASE)
_REACH = 70
_LIST_END = re.compile(rf"(?:{OTHER}\s*(?:,|(?:and|n?or)(?:\s+from)?|with|&|/|plus|\s)*)+\Z")
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
    near = _near(clause)
    modality = Modality.ASSERTED
    if signs["alleged"].search(masked):
        modality = Modality.ALLEGED
    elif signs["reported"].search(masked):
        modality = Modality.REPORTED
    if signs["unobtained"].search(clause) or signs["unobtained"].search(masked):
        return Stance(Polarity.NEGATED, modality, unobtained=True)
    if signs["contrast"].search(clause):
        return Stance(modality=modality, apart=True)
    if signs["negated"].search(near):
        return Stance(Polarity.NEGATED, modality)
    if signs["hypothetical"].search(near):
        return Stance(Polarity.HYPOTHETICAL, modality)
    apart = bool(signs["others"].search(clause)) and not _OWN.search(clause)
    return Stance(modality=modality, apart=apart)


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


def _near(clause: str) -> str:
    """What stands before O, and after it up to the next comma: what is said later is said of something else."""
    before, _, after = clause.partition(OBJECT)
    return before + OBJECT + _SAID_LATER.split(after[:_REACH])[0]


def speaks_of_other(clause: str, *, strict: bool) -> bool:
    """Whether a clause says of another dataset that it comes from O: that one is named before it, outside its list.

    `strict` also wants that nothing is said of ourselves, as cards speak of themselves without saying so.
    """
    if _RELATIVE.search(clause):
        return True
    before = clause.partition(OBJECT)[0]
    before = _LIST_END.sub("", before)
    return OTHER in before and SELF not in before and not (strict and _OWN.search(clause))
