"""Reading a file of code: a dataset named in a path, a string or a call is worked with; one in a remark is named.

What a program really loads is not followed, so a name in code implies a use. It states one where the line says so: a
loader is given the dataset, or a remark says what the folder beside it holds, `DATA_ROOT = "/data/nests"  # GullNests`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.loading import loaded, says_what_it_loads

_REMARK = re.compile(r"^\s*(?:#|//|/\*|\*|--|%|;|<!--|\"\"\"|''')")
_WORKS = re.compile(r"[=(:/'\"\[{]|^\s*(?:from|import|use|using|require)\s")
_LONGEST_LINE = 480


def read_code(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    """One statement for each dataset in a file: that the artefact uses it or, of the catalogue's, that it is named."""
    for (start, line), mention, strength in _known(text, artefact, lexicon):
        works = strength is not Strength.MENTIONED
        yield Finding(
            artefact.reference, artefact.kind, Predicate.USES if works else Predicate.MENTIONS, mention.reference,
            ThingKind.DATASET, line, f"char={start},{start + len(line)}", "code" if works else "code-remark",
            strength, 0.6,
        )  # fmt: skip
    for mention in loaded(text, lexicon):
        start, line = _line(text, mention)
        if not _REMARK.match(line):
            yield Finding(
                artefact.reference, artefact.kind, Predicate.USES, mention.reference, ThingKind.DATASET,
                line, f"char={start},{start + len(line)}", "code", Strength.STATED, 0.6,
            )  # fmt: skip


def _known(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[tuple[tuple[int, str], Mention, Strength]]:
    """Each dataset of the catalogue with the line that says most of it, and how strongly; the first of equal ones."""
    named: defaultdict[str | None, dict[tuple[int, str], list[Mention]]] = defaultdict(dict)
    for mention in lexicon.find(text):
        if mention.known != lexicon.introduces(artefact.reference):
            named[mention.known].setdefault(_line(text, mention), []).append(mention)
    for lines in named.values():
        strengths = {place: _strength(place[1], len(mentions)) for place, mentions in lines.items()}
        place = max(lines, key=lambda place: strengths[place].rank)
        yield place, lines[place][0], strengths[place]


def _strength(line: str, times: int) -> Strength:
    """How strongly a line that names a dataset some times says that it is used."""
    if _REMARK.match(line) or not _WORKS.search(line):
        return Strength.MENTIONED
    return Strength.STATED if says_what_it_loads(line, times) else Strength.IMPLIED


def _line(text: str, mention: Mention) -> tuple[int, str]:
    """The line that a name stands in, or the stretch of it around the name; with its place."""
    begin = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _LONGEST_LINE // 2)
    end = text.find("\n", mention.end)
    line = text[begin : min(end if end >= 0 else len(text), begin + _LONGEST_LINE)]
    lead = len(line) - len(line.lstrip())
    return begin + lead, line.strip()
