"""What stands around a name, as signs that can be weighed: the steps of its path, the concepts of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lineage.reading.syntax.lexemes import Lexeme, function_words, lexeme
from lineage.reading.syntax.path import Path
from lineage.reading.syntax.words import Word

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def signs(words: Sequence[Word], path: Path, target: int) -> frozenset[str]:
    """The signs of one name in its sentence, whatever is asked of it."""
    return frozenset({"always", *_of_path(path), *_of_place(words, target, path), *_of_words(words, target)})


def _of_path(path: Path) -> Iterator[str]:
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


def _of_words(words: Sequence[Word], target: int) -> set[str]:
    """The concepts in the sentence, near the name and anywhere."""
    found, tags = set[str](), set[str]()
    for place, (_, _, text, tag, known, _, mention, own) in enumerate(words):
        distance = abs(place - target)
        where = "near" if distance <= _NEAR else "far" if distance <= _AROUND else "farthest"
        found.update(_of_word(text, tag, known, own or mention >= 0, where))
        tags.add(tag)
        if own:
            found.add("own")
        elif mention >= 0 and place != target:
            found.add("others")
    return found if tags & {"V", "BE"} else found | {"no-verb"}


@lru_cache(maxsize=8192)
def _of_word(text: str, tag: str, known: Lexeme, is_name: bool, where: str) -> tuple[str, ...]:
    """The signs of one word; kept, as texts repeat their words. By position, as keywords make a cache slow."""
    text, found, near = text.casefold(), [], "near" if where == "near" else "far"
    if text in function_words()["self"]:
        found.append("we")
    if tag in ("NOT", "MODAL"):
        found.append(f"{near}:{text}")
    if is_name:
        return tuple(found)
    if where != "farthest" and text[:1].isalpha():
        found.append(f"w={text[:_STEM]}")
    found += [f"{near}:v:{name}" for name in (known.verb if tag in ("V", "ADJ") else ())]
    found += [f"{near}:n:{name}" for name in (known.noun if tag == "N" else ())]
    return tuple(found)


_NEAR, _AROUND = 6, 25
"""How far a word is from the name, by the number of words; of the farthest only the concepts tell anything."""
_STEM = 5
"""Letters that stand for a word and its inflections; enough to tell apart what the lexicon doesn't."""


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """The concepts in another sentence, whatever part its words play there."""
    return frozenset().union(*map(_concepts_of, _WORD.findall(text[:_LONGEST].casefold())))


@lru_cache(maxsize=8192)
def _concepts_of(word: str) -> frozenset[str]:
    entry = lexeme(word)
    found = {f"v:{name}" for name in entry.verb if not entry.noun or entry.forms - {"base", "s"}}
    found |= {f"n:{name}" for name in entry.noun}
    if word in function_words()["self"] or word in ("it", "this", "these", "them"):
        found.add(word)
    return frozenset(found)


_LONGEST = 600
