"""From one sentence to findings: mask the names, judge the stance, find the act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineage.model.references import name_key
from lineage.model.words import About, Modality, Polarity, Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.derivation import derivation_kind
from lineage.reading.finding import Finding
from lineage.reading.grammar import OBJECT, OTHER, SELF, Pattern, patterns, stances
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.mentions import mentions
from lineage.reading.sentences import Sentence
from lineage.reading.stance import Stance, own_clause, speaks_of_other, stance

LONGEST_QUOTE = 480
_MARKS = re.compile(r"\]\([^)]*\)|[*`\[\]\"“”]|~?\\(?:cite\w*|ref)\{[^}]*\}|\\(?:textbf|emph|textit)\b")
_OF_ITS_NAMESAKE = ("copy-noun", "copy-done", "copy-part", "copy-here")
_GLUE = re.compile(r"[\s,&/*`\"]*(?:(?:and|or|with|plus|as well as|from|the)[\s*`\"]*){0,3}")
_MADE = (Predicate.DERIVED_FROM, Predicate.COPY_OF)
_FIRM = (Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.TRAINED_ON)


@dataclass(frozen=True)
class _Statement:
    predicate: Predicate
    rule: str
    strength: Strength
    confidence: float


def relations(sentence: Sentence, artefact: Artefact, lexicon: Lexicon, document: list[Mention]) -> Iterator[Finding]:
    """Every statement of a sentence about a dataset that is not the artefact itself."""
    named = _whole(mentions(sentence.text, lexicon, document, sentence.start), sentence.text, artefact)
    others = [m for m in named if not _is_self(m, artefact)]
    for mention in named:
        if mention.known is None and (sentence.code or sentence.heading):
            continue
        masked = _mask(sentence.text, mention, named, artefact)
        finding = _judge(sentence, masked, mention, others, artefact, lexicon)
        # of its own name a text says only one thing that matters here: that this is a copy of what bears the name
        if finding and (mention in others or (mention.known is None and finding.rule in _OF_ITS_NAMESAKE)):
            yield finding


def _judge(
    sentence: Sentence, masked: str, mention: Mention, others: list[Mention], artefact: Artefact, lexicon: Lexicon
) -> Finding | None:
    view, clause = stance(masked), own_clause(masked)
    if stances()["withdrawn"].search(clause) and mention.known:
        return _finding(
            sentence, mention, artefact, view, _Statement(Predicate.WITHDRAWN, "withdrawn", Strength.STATED, 0.8)
        )
    statement = _statement(clause, sentence, artefact)
    if view.apart or statement is None:
        weak = _Statement(Predicate.MENTIONS, "set-apart" if view.apart else "named", Strength.MENTIONED, 0.6)
        return _finding(sentence, mention, artefact, Stance(), weak) if mention.known else None
    if view.modality is not Modality.ASSERTED:
        return _hearsay(sentence, mention, view, lexicon) or (
            _finding(
                sentence,
                mention,
                artefact,
                Stance(),
                _Statement(Predicate.MENTIONS, "hearsay", Strength.MENTIONED, 0.6),
            )
            if mention.known
            else None
        )
    if mention.known is None and (statement.predicate not in _FIRM or view.polarity is not Polarity.ASSERTED):
        return None
    if statement.predicate in _MADE and speaks_of_other(
        clause, strict=artefact.kind is not ThingKind.REPOSITORY and artefact.is_card
    ):
        other = _before_list(sentence.text, mention, others)
        return _finding(sentence, mention, artefact, view, statement, other) if other and mention.known else None
    return _finding(sentence, mention, artefact, view, _of_own_kind(statement, artefact))


def _before_list(text: str, mention: Mention, others: list[Mention]) -> Mention | None:
    """The dataset that a sentence speaks of: the last one named before the list in which this one stands."""
    begin = mention.start
    for other in reversed([m for m in others if m.end <= mention.start]):
        if not _GLUE.fullmatch(text[other.end : begin]):
            return other
        begin = other.start
    return None


def _of_own_kind(statement: _Statement, artefact: Artefact) -> _Statement:
    """What a model is made of it was trained on; what a dataset's card says of training, somebody did with it."""
    if artefact.kind is ThingKind.MODEL and statement.predicate is Predicate.DERIVED_FROM:
        return replace(statement, predicate=Predicate.TRAINED_ON)
    if artefact.kind is ThingKind.DATASET and statement.predicate is Predicate.TRAINED_ON:
        return replace(statement, predicate=Predicate.USES)
    return statement


def _statement(clause: str, sentence: Sentence, artefact: Artefact) -> _Statement | None:
    """The first pattern that fits."""
    if sentence.code or sentence.heading:
        return None
    for pattern in patterns():
        if (artefact.is_card or not pattern.card) and _allowed(pattern, artefact) and pattern.regex.search(clause):
            return _Statement(pattern.predicate, pattern.rule, pattern.strength, pattern.confidence)
    return None


def _allowed(pattern: Pattern, artefact: Artefact) -> bool:
    """Papers and models are not copies of a dataset; only things that lie somewhere are."""
    return pattern.predicate is not Predicate.COPY_OF or artefact.kind in (ThingKind.DATASET, ThingKind.REPOSITORY)


def _finding(
    sentence: Sentence,
    mention: Mention,
    artefact: Artefact,
    view: Stance,
    statement: _Statement,
    other: Mention | None = None,
) -> Finding:
    about, quote = (About.THIRD_PARTY if other else About.SELF), _quote(sentence, mention)
    subject, subject_kind = (other.reference, ThingKind.DATASET) if other else _subject(artefact, statement.predicate)
    object_, object_kind = mention.reference, ThingKind.DATASET
    if statement.predicate is Predicate.WITHDRAWN:
        subject, subject_kind, about = mention.reference, ThingKind.DATASET, About.THIRD_PARTY
        object_, object_kind, view = "anonymous:publisher", ThingKind.ORGANIZATION, Stance()
    return Finding(
        subject=subject,
        subject_kind=subject_kind,
        predicate=statement.predicate,
        object=object_,
        object_kind=object_kind,
        derivation_kind=derivation_kind(sentence.text) if statement.predicate is Predicate.DERIVED_FROM else None,
        polarity=view.polarity,
        modality=view.modality,
        about=about,
        quote=quote[0],
        place=f"char={quote[1]},{quote[1] + len(quote[0])}",
        rule=statement.rule,
        strength=statement.strength,
        confidence=statement.confidence if mention.known else round(statement.confidence - 0.1, 2),
    )


def _hearsay(sentence: Sentence, mention: Mention, view: Stance, lexicon: Lexicon) -> Finding | None:
    """What is reported or alleged of a known organisation: a candidate for review, never a holding."""
    accused = lexicon.organizations(sentence.text)
    if not accused or not mention.known:
        return None
    quote, start = _quote(sentence, mention)
    return Finding(
        accused[0].reference, ThingKind.ORGANIZATION, Predicate.USES, mention.reference, ThingKind.DATASET,
        quote, f"char={start},{start + len(quote)}", "hearsay", Strength.STATED, 0.6,
        polarity=view.polarity, modality=view.modality, about=About.THIRD_PARTY,
    )  # fmt: skip


def _subject(artefact: Artefact, predicate: Predicate) -> tuple[str, ThingKind]:
    """What of the document is meant: for derivations of papers and repositories, the dataset they introduce."""
    if predicate is Predicate.DERIVED_FROM and artefact.kind in (ThingKind.PAPER, ThingKind.REPOSITORY):
        return (f"name:{artefact.dataset}" if artefact.dataset else "anonymous:the dataset"), ThingKind.DATASET
    return artefact.reference, artefact.kind


def _quote(sentence: Sentence, mention: Mention) -> tuple[str, int]:
    """The sentence, or the stretch of it around the name when it is very long; with its place in the text."""
    if len(sentence.text) <= LONGEST_QUOTE:
        return sentence.text, sentence.start
    begin = max(0, min(mention.start - LONGEST_QUOTE // 2, len(sentence.text) - LONGEST_QUOTE))
    return sentence.text[begin : begin + LONGEST_QUOTE], sentence.start + begin


def _whole(named: list[Mention], text: str, artefact: Artefact) -> list[Mention]:
    """Without names that are only a part of the artefact's own: "GullNet" where it says "GullNet-XL5"."""
    own = [
        (match.start(), match.end())
        for name in artefact.plain_names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    return [
        mention
        for mention in named
        if mention.known
        or not any(
            start <= mention.start and mention.end <= end and mention.end - mention.start < end - start
            for start, end in own
        )
    ]


def _is_self(mention: Mention, artefact: Artefact) -> bool:
    if mention.known:
        return mention.known in artefact.own
    if mention.reference.startswith("name:"):
        return name_key(mention.text) in artefact.keys
    return mention.reference.casefold() == artefact.reference.casefold()


def _mask(text: str, target: Mention, named: list[Mention], artefact: Artefact) -> str:
    parts, at = [], 0
    for mention in named:
        slot = OBJECT if mention is target else SELF if _is_self(mention, artefact) else OTHER
        parts += [text[at : mention.start], slot]
        at = mention.end
    masked = _MARKS.sub("", "".join(parts) + text[at:])
    for name in artefact.plain_names:
        masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SELF, masked) if len(name) > 2 else masked
    return " ".join(masked.split())
