"""Whether a name that is also a word, or another thing's elsewhere, means the dataset: PASS, DiF, COCO, VG, MF2.

A text means one thing by a name (one sense per discourse, Gale, Church and Yarowsky 1992), so it is asked once: by the
words around the first places where the name stands, weighed (see `weigh`), and by what the catalogue and the word
tables say that such a text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lineage.model.references import name_key
from lineage.reading.topic import has_any, spoken_of
from lineage.reading.weigh import scale
from lineage.reading.words.table import table

MEANT, OTHERWISE = "meant", "otherwise"
_LIKELY, _ALONE = 0.5, 0.66
"""How likely it must be; and where the text hardly speaks of our field, as most texts of the world."""
_MOST, _REACH = 8, 250
"""So many places, and so many characters before and after each."""
_GENERAL, _BESIDE = 6, 3
"""More general words of our field, or more other datasets, say nothing more."""
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 7


@dataclass(frozen=True)
class Doubtful:
    """A name of a dataset that is also something else, and what a text about the dataset speaks of."""

    name: str
    dataset: str
    context: tuple[str, ...]
    spelled: frozenset[str] = frozenset()
    """The keys of all names of the dataset: what the short one may be short for."""

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands for itself: in "the COCO images", but not in "COCO-Stuff", "cocoa" or "COCO format"."""
        yield from _standing_alone(self.name).finditer(text) if self.name in text else ()


def is_meant(text: str, doubtful: Doubtful, plain: Set[str | None]) -> bool:
    """Whether a text means the dataset by the name. `plain`: the datasets that it names beyond doubt."""
    if next(doubtful.places(text), None) is None or _spelled_otherwise(text, doubtful):
        return False
    signs = sense_signs(text, doubtful, plain)
    return scale("sense").weigh(signs)[MEANT] >= (_ALONE if "for=0" in signs else _LIKELY)


def sense_signs(text: str, doubtful: Doubtful, plain: Set[str | None]) -> frozenset[str]:
    """The signs for whether a text means the dataset by a name."""
    general, beside = spoken_of(text), len(plain - {doubtful.dataset})
    against = has_any(text, tuple(table("doubt")["against"].get(doubtful.dataset, ())))
    in_context = has_any(text, doubtful.context)
    in_favour = sum((general > 1, beside > 0, in_context, doubtful.dataset in plain))
    of_text = {f"context={in_context}", f"against={against}", f"for={in_favour}"}
    found = {
        f"dataset={doubtful.dataset}",
        f"general={min(general, _GENERAL)}",
        f"beside={min(beside, _BESIDE)}",
        f"plain={doubtful.dataset in plain}",
        *of_text,
        *(f"{doubtful.dataset},{sign}" for sign in of_text),
    }
    for place in islice(doubtful.places(text), _MOST):
        before = _stems(text[max(0, place.start() - _REACH) : place.start()])
        after = _stems(text[place.end() : place.end() + _REACH])
        found |= {f"near={stem}" for stem in (*before, *after)}
        found |= {f"left={stem}" for stem in before[-1:]} | {f"right={stem}" for stem in after[:1]}
    return frozenset(found)


def _stems(text: str) -> list[str]:
    return [word.casefold()[:_STEM] for word in _WORD.findall(text)]


@cache
def _standing_alone(name: str) -> re.Pattern[str]:
    """The name, which comes first, as what is literal is found much faster."""
    literal = re.escape(name)
    before, after = rf"(?<![\w@-]{literal})(?<!www\.{literal})", rf"(?!\w|-[A-Z\d]|{FORMAT.pattern})"
    return re.compile(f"{literal}{before}{after}", re.ASCII)


FORMAT = re.compile(r"[-\s]+(?i:json|format(?:ted)?|metrics?|style|api|schema)\b")
"""Before these it is a way to write or to measure, of no data in particular: "COCO format"."""


def _spelled_otherwise(text: str, doubtful: Doubtful) -> bool:
    """Whether the text itself spells the short name out as something else: "DiF (Driver in Focus)"."""
    name = rf"(?<![\w-]){re.escape(doubtful.name)}"
    spelled = [match[1] for match in re.finditer(rf"{name}\s*\(([A-Za-z][\w\s-]{{5,60}})\)", text)]
    for match in re.finditer(rf"\(\s*{name}\s*\)", text):
        before = _BEFORE_BRACKET.search(text[max(0, match.start() - _BACK) : match.start()])
        spelled += [before[1]] if before else []
    initials = [letter.casefold() for letter in doubtful.name if letter.isalpha()]
    for words in (phrase.split() for phrase in spelled):
        tail = words[-len(initials) :]
        fits = [word[0].casefold() for word in tail] == initials
        if fits and name_key(" ".join(tail)) not in doubtful.spelled:
            return True
    return False


_BEFORE_BRACKET = re.compile(r"(?<![\w-])((?:[A-Za-z][\w-]+\s+){2,5})\Z")
_BACK = 120
