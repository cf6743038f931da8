"""Reading a file of code: a dataset named in a path, a string or a call is worked with; one in a remark is named.

What a program really loads is not followed, so a name in code implies a use. It states one where the line says so: a
loader is given the dataset, or a remark says what the folder beside it holds, `DATA_ROOT = "/data/nests"  # GullNests`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.loading import given_to_loaders, loaded, names_its_folder

_REMARK = re.compile(r"^\s*(?:#|//|/\*|\*|--|%|;|<!--|\"\"\"|''')")
_WORKS = re.compile(r"[=(:/'\"\[{]|^\s*(?:from|import|use|using|require)\s")
_LONGEST_LINE = 480


def read_code(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    """One statement for each dataset in a file: that the artefact uses it or, of the catalogue's, that it is named."""
    own = lexicon.introduces(artefact.reference)
    named: defaultdict[str | None, list[_Named]] = defaultdict(list)
    for mention in [m for m in lexicon.find(text) if m.known != own] + list(loaded(text, lexicon)):
        named[mention.known or mention.reference].append(_Named(mention, *_line(text, mention)))
    given = given_to_loaders(text)
    for dataset, places in named.items():
        strengths = [_strength(place, places, given) for place in places]
        strength = max(strengths, key=lambda one: one.rank)
        place, works = places[strengths.index(strength)], strength is not Strength.MENTIONED
        where = f"char={place.start},{place.start + len(place.line)}"
        if works or dataset == place.mention.known:
            yield Finding(
                artefact.reference, artefact.kind, Predicate.USES if works else Predicate.MENTIONS,
                place.mention.reference, ThingKind.DATASET, place.line, where, "code" if works else "code-remark",
                strength, 0.6,
            )  # fmt: skip


@dataclass(frozen=True)
class _Named:
    """A name in a file, with its line and where that begins."""

    mention: Mention
    start: int
    line: str


def _strength(here: _Named, places: Sequence[_Named], given: Sequence[tuple[int, int]]) -> Strength:
    """How strongly the line of a name says that it is used; `places` are all where this dataset is named."""
    known = here.mention.known is not None
    if _REMARK.match(here.line) or (known and not _WORKS.search(here.line)):
        return Strength.MENTIONED
    times = sum(place.start == here.start for place in places) + (
        not known
    )  # one that nobody knows is told by its folder
    is_given = any(begin <= here.mention.start < end for begin, end in given)
    return Strength.STATED if is_given or names_its_folder(here.line, times) else Strength.IMPLIED


def _line(text: str, mention: Mention) -> tuple[int, str]:
    """The line that a name stands in, or the stretch of it around the name; with its place."""
    begin = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _LONGEST_LINE // 2)
    end = text.find("\n", mention.end)
    line = text[begin : min(end if end >= 0 else len(text), begin + _LONGEST_LINE)]
    lead = len(line) - len(line.lstrip())
    return begin + lead, line.strip()
