"""Reading a whole document: its metadata, its text, and who is behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lineage.model.addresses import host
from lineage.model.references import from_url
from lineage.model.words import About, Predicate, Strength, ThingKind
from lineage.reading.affiliations import owner_finding, stated_publishers
from lineage.reading.artefact import Artefact, heading, introduced, named_in, settle, titled
from lineage.reading.declared import declared
from lineage.reading.finding import Finding
from lineage.reading.kindless import called_without_kind
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import body_start, front_matter
from lineage.reading.namesake import copies
from lineage.reading.relations import Told, relations
from lineage.reading.scene import Document
from lineage.reading.sentences import sentences
from lineage.reading.topic import spoken_of
from lineage.reading.whole import settled

VERSION = 18
"""Raise it when readings change: every snapshot is then read again, without fetching."""

LONGEST_TEXT = 1_000_000
"""Of a longer text only so many characters are read: it is data."""

OWNER = "/owner"
"""The place of a document's owner: a JSON pointer into the fields of `lineage extract`."""

_KINDS = {"paper": ThingKind.PAPER, "repository": ThingKind.REPOSITORY, "release": ThingKind.DATASET}
_MODEL_CARD = re.compile(r"\bmodel\s+card\b", re.IGNORECASE)
_HUB_KINDS = {"datasets": ThingKind.DATASET, "models": ThingKind.MODEL}
_MENTION_ORDER = {Predicate.MENTIONS: 0, Predicate.USES: 1}


def read_text(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    """The statements of a text about datasets, and the name it gives its artefact."""
    text = text[:LONGEST_TEXT]
    artefact = settle(artefact, text, lexicon)
    found = [] if _is_of_other_things(text, lexicon) else list(settled(told_in(text, artefact, lexicon)))
    found += copies(text, artefact, lexicon, found)
    yield from _strongest(found, lexicon)
    if artefact.is_card:
        yield from _own_name(text, artefact, lexicon)
        yield from stated_publishers(text, artefact.reference, artefact.kind, lexicon)


def _is_of_other_things(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is long, names nothing known, and hardly speaks of our field: then it names no dataset at all."""
    return len(text) > _ROOM and not lexicon.find(text) and spoken_of(text) < _TWO


_ROOM, _TWO = 1_500, 2
"""Characters in which a text about datasets would have used more than one general word of our field."""


def told_in(text: str, artefact: Artefact, lexicon: Lexicon) -> list[Told]:
    """What each sentence tells of datasets, before the whole is weighed."""
    document = Document(list(sentences(text, body_start(text))), artefact, lexicon, lexicon.find(text))
    return [one for number in range(len(document.sentences)) for one in relations(document, number)]


def read_document(document: dict[str, Any], lexicon: Lexicon) -> Iterator[Finding]:
    """The statements of a document in the form of `lineage extract` (see `loose.to_document`)."""
    text = document["text"][:LONGEST_TEXT]
    artefact = artefact_of(document, lexicon)
    yield from read_text(text, artefact, lexicon)
    matter = front_matter(text) if artefact.kind in (ThingKind.DATASET, ThingKind.MODEL) else {}
    for finding in declared(artefact.reference, artefact.kind, matter, "", lexicon):
        start = text.find(finding.quote)
        if start >= 0:
            yield replace(finding, place=f"char={start},{start + len(finding.quote)}")
    if document["owner"]:
        yield from _owner(document, artefact, lexicon)


def artefact_of(document: dict[str, Any], lexicon: Lexicon) -> Artefact:
    """What a document is about, by its fields and what its text says it introduces."""
    text = document["text"][:LONGEST_TEXT]
    kind, url, title = _KINDS[document["kind"]], document["url"] or "", document["title"]
    named = named_in(title) if title else heading(text)
    reference = from_url(url) or f"document:{document['doc_id']}"
    steps = reference.partition(":")[2].split("/")
    if reference.startswith("hf:") and len(steps) > 1:
        kind = _HUB_KINDS.get(steps[0], kind)
    elif kind is ThingKind.DATASET and _MODEL_CARD.search(title or ""):
        kind = ThingKind.MODEL
    is_card = document["kind"] != "paper"
    name = steps[-1] if reference.startswith(("hf:", "github:", "url:")) and len(steps) > 1 else None
    names = tuple(dict.fromkeys(n for n in (name, named if title else None) if n)) if is_card else ()
    dataset = introduced(text, named, lexicon) if document["kind"] == "paper" else None
    if document["kind"] == "repository":
        dataset = titled(text, named, lexicon)
        if not dataset or not lexicon.identify(dataset):
            dataset = (name and called_without_kind(name, text, lexicon)) or name
    return Artefact(reference, kind, names, document["owner"], is_card, dataset, title=title)


def _owner(document: dict[str, Any], artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    service = {"github.com": "github", "huggingface.co": "hf"}.get((host(document["url"]) or "").removeprefix("www."))
    account = f"{service}:{document['owner']}" if service else None
    found = owner_finding(
        artefact.reference, artefact.kind, document["owner"], account, document["owner"], OWNER, lexicon
    )
    if found.object_kind is ThingKind.INDIVIDUAL:
        found = replace(found, quote="")
    predicate = Predicate.AFFILIATED_WITH if artefact.kind is ThingKind.PAPER else Predicate.PUBLISHED_BY
    yield replace(found, predicate=predicate)
    if (
        artefact.dataset
        and artefact.kind in (ThingKind.PAPER, ThingKind.REPOSITORY)
        and not _borrowed(artefact, lexicon)
    ):
        yield replace(
            found,
            subject=f"name:{artefact.dataset}",
            subject_kind=ThingKind.DATASET,
            confidence=0.7,
            rule="introduced-by",
        )


def _borrowed(artefact: Artefact, lexicon: Lexicon) -> bool:
    """Whether a repository bears the name of a dataset of the catalogue that it does not itself introduce."""
    known = lexicon.identify(artefact.dataset or "")
    return artefact.kind is ThingKind.REPOSITORY and known not in {None, lexicon.introduces(artefact.reference)}


def _own_name(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    """The name a card gives its artefact, unless it is the catalogue's: then it may be a copy's borrowed name."""
    title = heading(text)
    if not title or (lexicon.identify(title) and not lexicon.introduces(artefact.reference)) or len(title) > 80:
        return
    start = text.find(title)
    if start >= 0:
        yield Finding(
            artefact.reference, artefact.kind, Predicate.SAME_AS, f"name:{title}", artefact.kind,
            title, f"char={start},{start + len(title)}", "heading", Strength.STATED, 0.7,
        )  # fmt: skip


def _strongest(found: list[Finding], lexicon: Lexicon) -> Iterator[Finding]:
    """Of each object, however spelled, only the strongest predicates: who derives from it need not also mention it.

    What is said of a third party is kept as it is: it hides our mention of the object, but not what we do with it. A
    use stays beside what is less likely than it and not sure.
    """
    ranked = [(finding, _named(finding.object, lexicon), _rank(finding)) for finding in found]
    used: dict[str, float] = {}
    for finding, named, _ in ranked:
        if finding.predicate is Predicate.USES:
            used[named] = max(used.get(named, 0), finding.confidence)
    best: dict[str, int] = {}
    for finding, named, rank in ranked:
        hides = finding.confidence >= min(_SURE, used.get(named, 0))
        best[named] = max(best.get(named, 0), rank if hides else min(rank, _MENTION_ORDER[Predicate.USES]))
    for finding, named, rank in ranked:
        if finding.about is About.THIRD_PARTY or rank >= best[named]:
            yield finding


_SURE = 0.8
"""From here on a derivation, copy or training is so sure that a use beside it would say nothing more."""


def _rank(finding: Finding) -> int:
    return 1 if finding.about is About.THIRD_PARTY else _MENTION_ORDER.get(finding.predicate, 2)


def _named(reference: str, lexicon: Lexicon) -> str:
    known = lexicon.identify(reference.removeprefix("name:")) if reference.startswith("name:") else None
    return known or reference
