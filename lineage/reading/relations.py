"""From one sentence to findings: judge the stance, find what is said, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineage.model.words import About, Modality, Polarity, Predicate, Strength, ThingKind
from lineage.reading.affiliations import is_makers_field
from lineage.reading.claimants import likeliest
from lineage.reading.east_asian import is_east_asian, read_clause
from lineage.reading.finding import FIRM, Finding
from lineage.reading.judging import WEIGHED, Said, Weighing, allowed, of_own_kind, said_of
from lineage.reading.kinds import kind_of
from lineage.reading.lexicon import Mention
from lineage.reading.parts import parts_of
from lineage.reading.scene import Document, Scene, scenes
from lineage.reading.sentences import Sentence
from lineage.reading.several import of_others
from lineage.reading.stance import Stance, both_ways, is_withdrawn, path_stance, stance
from lineage.reading.subjects import OWN, Whose, as_subject, subject_of

LONGEST_QUOTE = 480
_COPIED = frozenset({"copy-of", "copied", "copy-head", "whole", "wrapped", "holds-it", "holds-images", "as-it-is"})
"""The rules by which a text can say that it is a copy of what bears its own name."""


_PLANS = re.compile(r"\W*(?:to[- ]?do|road\s?map|future|plans?\b|planned|coming\s+soon|wish\s?list)", re.IGNORECASE)
"""A heading over what has not been done yet."""


@dataclass(frozen=True)
class Told:
    """What a sentence tells by one name: statements, the same of several perhaps, and by what they were weighed."""

    weighing: Weighing
    findings: tuple[Finding, ...] = ()


def relations(document: Document, number: int) -> Iterator[Told]:
    """Every name in a sentence of a dataset that is not the artefact itself, with what is said of it.

    Of names that are not known neither code nor a heading says anything; and what is a part of the name of whom the
    sentence speaks, "GULLv8" where the GULLv8 detector was trained, is no dataset.
    """
    sentence = document.sentences[number]
    only_known = sentence.code or sentence.heading or _names_no_data(sentence, document)
    if only_known and not document.names_known(sentence):
        return
    found = list(_each(document, number, only_known=only_known))
    whose = {one.called or one.subject.partition(":")[2] for told in found for one in told.findings}
    for told in found:
        scene = told.weighing.scene
        if scene.mention.known is not None or not any(_is_part_of(scene, name) for name in whose):
            yield told


def _is_part_of(scene: Scene, name: str) -> bool:
    """Whether the scene's name stands within that one."""
    text, mention = scene.sentence.text, scene.mention
    return mention.text != name and any(
        place.start() <= mention.start and mention.end <= place.end() for place in re.finditer(re.escape(name), text)
    )


def _each(document: Document, number: int, *, only_known: bool) -> Iterator[Told]:
    for scene in scenes(document, number):
        if only_known and scene.mention.known is None:
            continue
        weighing = Weighing(scene)
        finding = _of_clause(scene) if is_east_asian(scene.sentence.text) else _judge(weighing)
        # of its own name a text says only one thing that matters here: that this is a copy of what bears the name
        if finding and (not scene.words[scene.place].own or (finding.rule in _COPIED and not _is_ours(scene))):
            yield Told(weighing, (finding, *of_others(scene, finding)))


def stated(weighing: Weighing, predicate: Predicate, confidence: float) -> Finding:
    """That the sentence says so, as plain fact."""
    scene, rule = weighing.scene, weighing.rule
    said = Said(predicate, rule.name if rule and rule.predicate is predicate else WEIGHED, confidence)
    whose = _whose(scene, predicate)
    return _finding(scene, Stance(), said if whose.other else of_own_kind(said, scene.artefact), whose)


def named_only(weighing: Weighing) -> Finding:
    """That the sentence names the dataset, and no more."""
    return _mention(weighing.scene, "named", _APART)


def _names_no_data(sentence: Sentence, document: Document) -> bool:
    """Whether what is named here and is not known is a maker's name, or the name that a title gives its own work."""
    return is_makers_field(sentence.text) or sentence.text.strip() == (document.artefact.title or "").strip()


def _is_ours(scene: Scene) -> bool:
    """Whether the document is the one that introduces the dataset named, or says so: "it hosts Gulls, our labels"."""
    known = scene.mention.known
    is_original = known is not None and known == scene.document.lexicon.introduces(scene.artefact.reference)
    return is_original or _PRESENTED.match(scene.sentence.text, scene.mention.end) is not None


_PRESENTED = re.compile(r"[*_`\"'”’)\]]*,\s+(?:which\s+is\s+)?(?:our|my)\b", re.IGNORECASE)


def _judge(weighing: Weighing) -> Finding | None:
    scene, said = weighing.scene, said_of(weighing)
    known = scene.mention.known is not None
    if known and is_withdrawn(scene.masked):
        return _finding(scene, Stance(), Said(Predicate.WITHDRAWN, "withdrawn", 0.8))
    if said is None:
        return None
    view = path_stance(scene.words, scene.path, stance(scene.masked))
    surely = said.confidence >= _DESPITE and not (view.others or said.doubtful)
    if view.apart and not view.instead and said.predicate in FIRM and (surely or scene.of_another or scene.topic()):
        # it is said of a third, by whom does not matter; or so surely that nothing else can be meant
        view = replace(view, apart=False)
    acted = said.predicate is not Predicate.MENTIONS or any(step.kind == "v" for step in scene.path.steps)
    if view.modality is not Modality.ASSERTED and acted and not view.apart:
        return (_hearsay(scene, view) or _mention(scene, "hearsay", _APART)) if known else None
    if view.apart or said.predicate is Predicate.MENTIONS:
        rule, confidence = ("set-apart", _APART) if view.apart else (said.rule, said.confidence)
        return _mention(scene, rule, confidence) if known else None
    doubtful = said.doubtful and not both_ways(scene.words, scene.path)
    if (doubtful or _is_open(scene.sentence)) and view.polarity is Polarity.ASSERTED:
        view = replace(view, polarity=Polarity.HYPOTHETICAL)
    if not known and view.polarity is not Polarity.ASSERTED:
        return None
    whose = _whose(scene, said.predicate)
    if whose.other is not None:
        return _finding(scene, view, said, whose) if known else None
    return _finding(scene, view, of_own_kind(said, scene.artefact), whose)


_DESPITE = 0.85
"""How sure a statement must be to stand though words around set the dataset apart."""


def _is_open(sentence: Sentence) -> bool:
    """Whether it is asked, or still to be done."""
    planned = _PLANS.match(sentence.under) is not None and not sentence.ticked
    return sentence.text.rstrip().endswith("?") or sentence.ticked is False or planned


_APART = 0.95
"""What is set apart, or told by hearsay, is at least named."""


def _mention(scene: Scene, rule: str, confidence: float) -> Finding:
    return _finding(scene, Stance(), Said(Predicate.MENTIONS, rule, confidence))


def _whose(scene: Scene, predicate: Predicate) -> Whose:
    """Of whom it is said; a use by the artefact, and whatever a review tells by third parties."""
    whose = _meant(scene, predicate) if predicate in FIRM else OWN
    if whose.other is not None:
        whose = replace(whose, other=_loaded(scene, whose.other))
    return replace(whose, about=About.THIRD_PARTY) if scene.observes else whose


def _meant(scene: Scene, predicate: Predicate) -> Whose:
    """Of whom it is most likely said; what a paper says of its own thing is said of what it introduces."""
    ruled = subject_of(scene.words, scene.path, scene.named, scene.mention, scene.artefact)
    if scene.of_another and ruled.other:
        return ruled
    if watched := scene.observed():
        return Whose(other=watched, about=About.THIRD_PARTY)
    claimant, about = likeliest(scene, predicate)
    name, mention, artefact = claimant.name, claimant.mention, scene.artefact
    if name is None:
        introduced = artefact.dataset if artefact.kind is ThingKind.PAPER else None
        return Whose(called=claimant.called or introduced, about=about)
    if claimant.described:
        return Whose(called=name, about=about, described=True)
    if about is About.SELF and not (mention and mention.known):
        return Whose(called=name)
    return Whose(other=mention or Mention(0, len(name), name, f"name:{name}"), about=about)


def _loaded(scene: Scene, other: Mention) -> Mention:
    """What is known without a tail: "MP-16 dataset", and of a class that loads a known dataset, "FairFaceDataset"."""
    name = _LOADS.sub("", other.text)
    known = scene.document.lexicon.identify(name) if name != other.text else None
    if known is None or known == scene.mention.known or other.known not in (None, known):
        return other
    return Mention(0, len(name), name, f"name:{name}", known)


_LOADS = re.compile(r"(?:(?<=[a-z\d])Data(?:set|Loader|Module)|(?<=\w) dataset)\Z")


def _of_clause(scene: Scene) -> Finding | None:
    """A statement in Chinese, Japanese or Korean."""
    sentence, mention, artefact = scene.sentence, scene.mention, scene.artefact
    if mention.known is None:
        return None
    found = read_clause(sentence.text, mention.start, mention.end)
    if found is None or sentence.heading or not allowed(found.predicate, artefact):
        return _mention(scene, "named", _APART)
    said = Said(found.predicate, found.rule, 0.8)
    return _finding(scene, Stance(found.polarity), of_own_kind(said, artefact))


def _finding(scene: Scene, view: Stance, said: Said, whose: Whose = OWN) -> Finding:
    mention, other = scene.mention, whose.other
    quote, start = _quote(scene.sentence, mention)
    subject, subject_kind = as_subject(scene.artefact, said.predicate, whose)
    object_, object_kind = mention.reference, ThingKind.DATASET
    about = whose.about
    if said.predicate is Predicate.WITHDRAWN:
        subject, subject_kind, about = mention.reference, ThingKind.DATASET, About.THIRD_PARTY
        object_, object_kind, view = "anonymous:publisher", ThingKind.ORGANIZATION, Stance()
    kind = kind_of(scene, whose) if said.predicate is Predicate.DERIVED_FROM else None
    return Finding(
        subject, subject_kind, said.predicate, object_, object_kind,
        quote, f"char={start},{start + len(quote)}", said.rule, said.strength,
        said.confidence if mention.known else round(said.confidence - 0.1, 2),
        derivation_kind=kind, polarity=view.polarity, modality=view.modality, about=about,
        called=None if other else whose.called, parts=parts_of(scene, start, len(quote)),
    )  # fmt: skip


def _hearsay(scene: Scene, view: Stance) -> Finding | None:
    """What is reported or alleged of a known organisation: a candidate for review, never a holding."""
    sentence, mention, lexicon = scene.sentence, scene.mention, scene.document.lexicon
    within = [(named.start, named.end) for named in scene.named]  # a dataset may bear its maker's name
    accused = [
        organization
        for organization in lexicon.organizations(sentence.text)
        if not any(start < organization.end and organization.start < end for start, end in within)
    ]
    if not accused or not mention.known:
        return None
    quote, start = _quote(sentence, mention)
    return Finding(
        accused[0].reference, ThingKind.ORGANIZATION, Predicate.USES, mention.reference, ThingKind.DATASET,
        quote, f"char={start},{start + len(quote)}", "hearsay", Strength.STATED, 0.6,
        polarity=view.polarity, modality=view.modality, about=About.THIRD_PARTY,
    )  # fmt: skip


def _quote(sentence: Sentence, mention: Mention) -> tuple[str, int]:
    """The sentence, or the stretch of it around the name when it is very long; with its place in the text."""
    if len(sentence.text) <= LONGEST_QUOTE:
        return sentence.text, sentence.start
    begin = max(0, min(mention.start - LONGEST_QUOTE // 2, len(sentence.text) - LONGEST_QUOTE))
    return sentence.text[begin : begin + LONGEST_QUOTE], sentence.start + begin
