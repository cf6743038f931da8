"""What stands around a name, as signs that can be weighed: the steps of its path, the concepts of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lineage.reading.syntax.lexemes import function_words, lexeme
from lineage.reading.syntax.path import Path
from lineage.reading.syntax.words import Word

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def signs(words: Sequence[Word], path: Path, target: int, rule: str | None, setting: Iterable[str]) -> frozenset[str]:
    """The signs of one name in its sentence. `setting` tells of the whole: kind of document, of line, context."""
    around = (*_of_path(path, rule), *_of_place(words, target, path), *_of_words(words, target))
    return frozenset({"always", *setting, *around})


def _of_path(path: Path, rule: str | None) -> Iterator[str]:
    yield f"rule={rule or 'none'}"
    yield f"steps={min(len(path.steps), 4)}"
    for number, step in enumerate(path.steps):
        for name in step.classes:
            yield f"{step.role}:{step.kind}:{name}"
            yield f"any:{step.kind}:{name}"
            if number == len(path.steps) - 1:
                yield f"root:{step.kind}:{name}"
        yield f"role={step.role}"
        for mark in step.marks:
            if mark.startswith("+"):
                role, _, rest = mark.partition(" ")
                for name in re.findall(r"[\w-]+", rest.partition("[")[2].partition("]")[0]):
                    yield f"{role}:{rest[0]}:{name}"
            elif "[" not in mark:
                yield f"mark={mark}"
    yield from ("negated" for verb in path.verbs if verb.negated)
    yield from (f"modal={verb.modal}" for verb in path.verbs if verb.modal)


def _of_place(words: Sequence[Word], target: int, path: Path) -> Iterator[str]:
    before = [words[place] for place in range(max(0, path.begin - 2), path.begin)]
    after = [words[place] for place in range(path.end, min(len(words), path.end + 2))]
    for side, near in (("before", before), ("after", after)):
        for word in near:
            yield f"{side}={word.text.casefold() if word.tag in _SHOWN else word.tag}"
    if target > 0 and words[target - 1].text in ("/", "_", ".", "=") and words[target - 1].end == words[target].start:
        yield "in-path"
    if (
        target + 1 < len(words)
        and words[target + 1].text in ("/", "_")
        and words[target + 1].start == words[target].end
    ):
        yield "in-path"
    if path.begin == 0:
        yield "first"
    if path.end >= len(words) - 1:
        yield "last"


_SHOWN = frozenset({"P", "NOT", "C", "CC", "S", "MODAL", ":", "(", "|", "-", "BE"})


def _of_words(words: Sequence[Word], target: int) -> Iterator[str]:
    """The concepts in the sentence, near the name and anywhere."""
    others = own = False
    for place, word in enumerate(words):
        near = "near" if abs(place - target) <= _NEAR else "far"
        own = own or word.own
        others = others or (word.mention >= 0 and place != target and not word.own)
        text = word.text.casefold()
        if text in function_words()["self"]:
            yield "we"
        if word.tag in ("NOT", "MODAL"):
            yield f"{near}:{text}"
        if word.named:
            continue
        if abs(place - target) <= _AROUND and text[:1].isalpha():
            yield f"w={text[:_STEM]}"
        for name in word.lexeme.verb if word.tag in ("V", "ADJ") else ():
            yield f"{near}:v:{name}"
        for name in word.lexeme.noun if word.tag == "N" else ():
            yield f"{near}:n:{name}"
    yield from ("others",) if others else ()
    yield from ("own",) if own else ()
    if not any(word.tag in ("V", "BE") for word in words):
        yield "no-verb"


_NEAR = 6
_AROUND = 25
_STEM = 5
"""Letters that stand for a word and its inflections; enough to tell apart what the lexicon doesn't."""


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """The concepts in another sentence, whatever part its words play there."""
    found: set[str] = set()
    for word in _WORD.findall(text[:_LONGEST].casefold()):
        entry = lexeme(word)
        found.update(f"v:{name}" for name in entry.verb if not entry.noun or entry.forms - {"base", "s"})
        found.update(f"n:{name}" for name in entry.noun)
        if word in function_words()["self"] or word in ("it", "this", "these", "them"):
            found.add(word)
    return frozenset(found)


_LONGEST = 600
