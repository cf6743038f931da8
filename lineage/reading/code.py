"""Reading a file of code: a dataset named in a path, a string or a call is worked with; one in a remark is named.

What a program really loads is not followed, so nothing here is more than implied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.loading import loaded

_REMARK = re.compile(r"^\s*(?:#|//|/\*|\*|--|%|;|<!--|\"\"\"|''')")
_WORKS = re.compile(r"[=(:/'\"\[{]|^\s*(?:from|import|use|using|require)\s")
_LONGEST_LINE = 480


def read_code(text: str, artefact: Artefact, lexicon: Lexicon) -> Iterator[Finding]:
    """One statement for each dataset in a file: that the artefact uses it or, of the catalogue's, that it is named."""
    known = lexicon.find(text)
    lines = [_line(text, mention) for mention in known]
    used = {mention.known for mention, (_, line) in zip(known, lines, strict=True) if _is_work(line)}
    told: set[str | None] = set()
    for mention, (start, line) in zip(known, lines, strict=True):
        works = _is_work(line)
        if mention.known in told or mention.known == lexicon.introduces(artefact.reference):
            continue
        if works or mention.known not in used:
            told.add(mention.known)
            yield Finding(
                artefact.reference, artefact.kind, Predicate.USES if works else Predicate.MENTIONS, mention.reference,
                ThingKind.DATASET, line, f"char={start},{start + len(line)}", "code" if works else "code-remark",
                Strength.IMPLIED if works else Strength.MENTIONED, 0.6,
            )  # fmt: skip
    for mention in loaded(text, lexicon):
        start, line = _line(text, mention)
        if not _REMARK.match(line):
            yield Finding(
                artefact.reference, artefact.kind, Predicate.USES, mention.reference, ThingKind.DATASET,
                line, f"char={start},{start + len(line)}", "code", Strength.IMPLIED, 0.6,
            )  # fmt: skip


def _line(text: str, mention: Mention) -> tuple[int, str]:
    """The line that a name stands in, or the stretch of it around the name; with its place."""
    begin = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _LONGEST_LINE // 2)
    end = text.find("\n", mention.end)
    line = text[begin : min(end if end >= 0 else len(text), begin + _LONGEST_LINE)]
    lead = len(line) - len(line.lstrip())
    return begin + lead, line.strip()


def _is_work(line: str) -> bool:
    return not _REMARK.match(line) and bool(_WORKS.search(line))
