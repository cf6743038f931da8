"""What is said of several: "Gulls and Terns were both taken from …" is a statement of each, and so is "Both were …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lineage.model.references import name_key
from lineage.model.words import About
from lineage.reading.both import the_two
from lineage.reading.finding import FIRM, Finding
from lineage.reading.kinds import kind_of
from lineage.reading.lexicon import Mention
from lineage.reading.nameable import may_be_name
from lineage.reading.scene import Scene
from lineage.reading.subjects import Whose, as_subject
from lineage.reading.syntax.lists import listed_with
from lineage.reading.syntax.words import Word


def of_others(scene: Scene, finding: Finding) -> Iterator[Finding]:
    """The same of those in one list with whom it is said of; what lists the dataset itself, says nothing of them."""
    if finding.predicate not in FIRM:
        return
    for one in the_two(scene):
        called = finding.called or finding.subject.partition(":")[2]
        if not name_key(called).startswith(name_key(one.text)):
            ours = finding.about is About.SELF and one.known is None
            yield _also(scene, finding, Whose(called=one.text) if ours else Whose(one, about=finding.about))
    place = next((at for at, word in enumerate(scene.words) if _bears(scene, word, finding)), None)
    others = [] if place is None else listed_with(scene.words, place)
    if scene.place in others:
        return
    for at in others:
        word = scene.words[at]
        mention, nameable = _mention(scene, word), word.named or may_be_name(scene, at)
        if nameable and (mention.known is None or mention.known != scene.mention.known):
            yield _also(scene, finding, Whose(called=word.text) if word.own else Whose(mention, about=finding.about))


def _bears(scene: Scene, word: Word, finding: Finding) -> bool:
    """Whether a word is the name of whom it is said of."""
    if word.own:
        return finding.called == word.text
    return (word.mention >= 0 or word.tag == "N") and _mention(scene, word).reference == finding.subject


def _mention(scene: Scene, word: Word) -> Mention:
    return scene.named[word.mention] if word.mention >= 0 else Mention(0, 0, word.text, f"name:{word.text}")


def _also(scene: Scene, finding: Finding, whose: Whose) -> Finding:
    subject, subject_kind = as_subject(scene.artefact, finding.predicate, whose)
    kind = kind_of(scene, whose) if finding.derivation_kind else None
    return replace(
        finding,
        subject=subject,
        subject_kind=subject_kind,
        called=whose.called,
        about=whose.about,
        derivation_kind=kind,
    )
