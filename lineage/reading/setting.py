"""What stands around a sentence, as signs to weigh: the kind of document and of line, its neighbours, the heading."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.reading.copying import copy_cues
from lineage.reading.derivation import lexical_kind
from lineage.reading.leading import leading_signs
from lineage.reading.scene import Scene
from lineage.reading.syntax.rules import Rule
from lineage.reading.syntax.signs import concepts
from lineage.reading.wording import said_signs, wording_signs

_SHORT, _LONG = 12, 35


def predicate_signs(scene: Scene, rule: Rule | None) -> frozenset[str]:
    """The signs for what is said of a name."""
    ruled = f"rule={rule.name if rule else 'none'}"
    return scene.signs.union([ruled, *_setting(scene, rule), *_catalogued(scene)])


def _catalogued(scene: Scene) -> Iterator[str]:
    """What the catalogue knows of the datasets named together: a sentence rather says what is so than what is not."""
    lexicon, known = scene.document.lexicon, scene.mention.known
    for name, others in (("near", [mention.known for mention in scene.named]), ("own", scene.artefact.own)):
        yield from (f"{name}-made-of-it",) if any(lexicon.made(other, known) for other in others) else ()
        yield from (f"made-of-{name}",) if any(lexicon.made(known, other) for other in others) else ()


def kind_signs(scene: Scene) -> frozenset[str]:
    """The signs for how the one was made of the other: of the sentence and its neighbours."""
    sentences, number = scene.document.sentences, scene.number
    around = " ".join(piece.text for piece in sentences[max(0, number - 2) : number + 3] if not piece.code)
    found = ["rule=none", f"kind={lexical_kind(scene.sentence.text, scene.path)}", f"kinds={lexical_kind(around)}"]
    found.append(f"named={min(len({mention.known or mention.text for mention in scene.named}), 4)}")
    found.append(f"thing={scene.mention.known}")  # faces are cropped, captioned pictures annotated again
    return scene.signs.union(found, _setting(scene, None), said_signs(scene.sentence.text))


def _setting(scene: Scene, rule: Rule | None) -> list[str]:
    sentence, artefact = scene.sentence, scene.artefact
    kind = f"kind={artefact.kind.value}"
    found = [kind, f"{kind},rule={rule.name if rule else None}", f"{kind},{rule.predicate.value if rule else None}"]
    found += ["card" if artefact.is_card else "no-card", *(["making"] if artefact.dataset else [])]
    found += [name for name, holds in _form(scene) if holds]
    found += leading_signs(scene)
    found += [f"doc={stem}" for stem in scene.document.stems]
    found += [f"under:{name}" for name in concepts(sentence.under)] if sentence.under else []
    for name, at in (("prev", scene.number - 1), ("next", scene.number + 1)):
        if 0 <= at < len(scene.document.sentences):
            found += [f"{name}:{concept}" for concept in concepts(scene.document.sentences[at].text)]
    if artefact.is_card:
        found += [f"copy:{cue}" for cue in copy_cues(scene.masked)]
    title = artefact.title or artefact.shown or ""
    return [*found, *wording_signs(scene.masked, sentence.under, title)]


def _form(scene: Scene) -> list[tuple[str, bool]]:
    sentence, length = scene.sentence, len(scene.words)
    return [
        ("code", sentence.code),
        ("heading", sentence.heading),
        ("item", sentence.is_item),
        ("table", sentence.is_row),
        ("ticked", sentence.ticked is True),
        ("unticked", sentence.ticked is False),
        ("question", sentence.text.rstrip().endswith("?")),
        ("short", length < _SHORT),
        ("long", length > _LONG),
    ]
