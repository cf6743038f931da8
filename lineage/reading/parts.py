"""What in a quote was taken for subject, act and object, so that a person can follow the reader."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.reading.scene import Scene
from lineage.reading.syntax.phrases import left_edge


def parts_of(scene: Scene, quote_start: int, quote_length: int) -> str:
    """`subject=0,2;act=3,10;object=26,34`: places in a quote that begins at `quote_start` of the text."""
    shift = scene.sentence.start - quote_start
    places = [(name, start + shift, end + shift) for name, start, end in _places(scene)]
    return ";".join(f"{name}={start},{end}" for name, start, end in places if 0 <= start < end <= quote_length)


def _places(scene: Scene) -> Iterator[tuple[str, int, int]]:
    words, steps = scene.words, scene.path.steps
    subject = next((step.subject for step in reversed(steps) if step.subject is not None), None)
    if subject is not None:
        yield "subject", words[left_edge(words, subject)].start, words[subject].end
    verbs = [step.at for step in steps if step.kind == "v" and step.classes]
    nouns = [step.at for step in steps if step.kind == "n" and step.classes]
    for act in (verbs or nouns)[:1]:
        yield "act", words[act].start, words[act].end
    yield "object", scene.mention.start, scene.mention.end
