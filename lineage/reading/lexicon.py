"""The names a reader knows: datasets and organisations of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lineage.model.catalogue import Catalogue
from lineage.model.references import name_key, normalise
from lineage.model.words import DerivationKind
from lineage.reading.tokens import Hit, Keys, find_keys, proper
from lineage.reading.words.table import table


@dataclass(frozen=True)
class Mention:
    """A thing named in a text: `reference` is how the claim will name it (`name:…` as written, or an identifier)."""

    start: int
    end: int
    text: str
    reference: str
    known: str | None = None
    """The catalogue's dataset, where it is one."""


class Lexicon:
    """Built once from the catalogue; finding is pure."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index every name by its key."""
        self.digest = catalogue.digest
        self._last: dict[str, list[Mention]] = {}
        self._datasets: dict[str, str] = {}
        strict: dict[str, bool] = {}
        self._in_context: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._cautious: dict[str, str] = {}
        self._organizations: dict[str, str] = {}
        self._accounts: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._introduced: dict[str, str] = {}
        self._made: dict[tuple[str, str], DerivationKind] = {}
        self.organization_names: dict[str, str] = {}
        for dataset in catalogue.datasets:
            cautious = set(dataset.in_context.names) if dataset.in_context else set()
            for name in (dataset.name, *dataset.aliases):
                if name not in cautious:
                    self._datasets.setdefault(name_key(name), dataset.id)
                    strict[name_key(name)] = strict.get(name_key(name), True) and proper(name)
            self._made |= {(dataset.id, parent.dataset): parent.kind for parent in dataset.parents if parent.kind}
            self._introduced |= {normalise(identifier): dataset.id for identifier in dataset.identifiers}
            if dataset.in_context:
                for name in dataset.in_context.names:
                    self._in_context[name] = (dataset.id, dataset.in_context.context)
                    self._cautious[name_key(name)] = dataset.id
        for organization in catalogue.organizations:
            self.organization_names[organization.id] = organization.name
            for name in (organization.name, *organization.aliases):
                self._organizations.setdefault(name_key(name), organization.id)
            self._accounts |= {account.casefold(): organization.id for account in organization.accounts}
            self._short |= dict.fromkeys(organization.short, organization.id)
        self._keys = Keys({key: apart for key, apart in strict.items() if len(key) > 2})
        self._organization_keys = Keys({key: True for key in self._organizations if len(key) > 2})

    def find(self, text: str) -> list[Mention]:
        """Every place where a dataset of the catalogue is named. The last answers are kept: one text is asked often."""
        if text not in self._last:
            self._last = dict(list(self._last.items())[-_KEPT:]) | {text: self._found(text)}
        return self._last[text]

    def _found(self, text: str) -> list[Mention]:
        hits = [(hit, self._datasets[hit.key]) for hit in find_keys(text, self._keys)]
        others = {dataset for dataset in {dataset for _, dataset in hits} if _is_elsewhere(text, dataset)}
        found = [self._mention(hit, dataset) for hit, dataset in hits if dataset not in others]
        beside = bool(found)
        for name, (dataset, context) in self._in_context.items():
            if name not in text or not _is_meant(text, name, dataset, context, beside=beside):
                continue
            if _means_otherwise(text, name, dataset):
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w]|-[A-Z\d])", text, re.ASCII):
                if not any(m.start < match.end() and match.start() < m.end for m in found):
                    found.append(Mention(match.start(), match.end(), name, f"name:{name}", dataset))
        return sorted(found, key=lambda mention: mention.start)

    def identify(self, name: str) -> str | None:
        """The catalogue's dataset that a name stands for where it is known to be a dataset's name, or None."""
        key = name_key(name)
        return self._datasets.get(key) or self._cautious.get(key)

    def introduces(self, reference: str) -> str | None:
        """The dataset of the catalogue that a page introduces, by its identifier."""
        return self._introduced.get(normalise(reference))

    def made(self, dataset: str | None, parent: str | None) -> DerivationKind | None:
        """How the catalogue says that one dataset was made of another, if it does."""
        return self._made.get((dataset or "", parent or ""))

    @property
    def pages(self) -> tuple[str, ...]:
        """The identifiers of all pages that introduce a dataset of the catalogue, in one form."""
        return tuple(self._introduced)

    def organizations(self, text: str) -> list[Mention]:
        """Every place where a known organisation is named."""
        return [
            Mention(hit.start, hit.end, hit.text, f"name:{hit.text}", self._organizations[hit.key])
            for hit in find_keys(text, self._organization_keys)
        ]

    def organization(self, name: str) -> str | None:
        """The catalogue's organisation of a name or an account (`github:IBM`), or None."""
        return self._accounts.get(name.casefold()) or self._short.get(name) or self._organizations.get(name_key(name))

    @staticmethod
    def _mention(hit: Hit, dataset: str) -> Mention:
        return Mention(hit.start, hit.end, hit.text, f"name:{hit.text}", dataset)


_KEPT = 16


def _is_meant(text: str, name: str, dataset: str, context: tuple[str, ...], *, beside: bool) -> bool:
    """Whether the text around speaks of what the dataset is about, and not of something else of that name.

    `beside`: it names another dataset of the catalogue, and plainly.
    """
    if _has_context(text, context):
        return True
    doubt = table("doubt")
    if name in doubt["strict"] or _has_context(text, tuple(doubt["against"].get(dataset, ()))):
        return False
    if re.search(rf"{re.escape(name)}[-\s]+(?:JSON|format|metrics?|style|API|schema)\b", text):
        return False  # a way to write or to measure, of no data in particular
    return beside or name in doubt["plain"] or spoken_of(text) > 1 or _of_it(name).search(text) is not None


@cache
def _of_it(name: str) -> re.Pattern[str]:
    """Where a text speaks of the pictures of what bears a name: "images of COCO", "PIPA photos"."""
    what = "|".join(table("doubt")["of_it"])
    return re.compile(
        rf"\b(?:{what})\s+(?:of|in|from|out\s+of)\s+(?:the\s+)?{re.escape(name)}\b|\b{re.escape(name)}\s+(?:{what})\b"
    )


def _is_elsewhere(text: str, dataset: str) -> bool:
    """Whether a text uses a plain name of a dataset for something that is no dataset of ours."""
    against = tuple(table("doubt")["against"].get(dataset, ()))
    return bool(against) and _has_context(text, against) and not spoken_of(text)


def spoken_of(text: str) -> int:
    """How many general words of our field a text has."""
    words, phrases, others = _general()
    folded = text.casefold()
    found = words.intersection((_PLAIN if folded.isascii() else _LATIN).findall(folded))
    told = [phrase for phrase in phrases if phrase in folded and _alone(phrase).search(folded)]
    return len(found) + len(told) + sum(word in text for word in others)


_LATIN, _PLAIN = re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")
"""Words; and the same of a text in small ASCII letters, in half the time."""


@cache
def _general() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The general words of our field: single ones, those of several words, and those of other scripts."""
    words = {word.casefold() for word in table("doubt")["around"]}
    single = frozenset(word for word in words if _LATIN.fullmatch(word) and word.isascii())
    several = tuple(sorted(word for word in words - single if word.isascii()))
    return single, several, tuple(word for word in words if not word.isascii())


@cache
def _alone(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])")


def _has_context(text: str, context: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(
        word in folded and (not word.isascii() or _alone(word).search(folded)) for word in map(str.casefold, context)
    )


def _means_otherwise(text: str, name: str, dataset: str) -> bool:
    """Whether the text itself spells the short name out as something else: "DiF (Driver in Focus)"."""
    spelled = [match[1] for match in re.finditer(rf"{re.escape(name)}\s*\(([A-Za-z][\w\s-]{{5,60}})\)", text)]
    for match in re.finditer(rf"\(\s*{re.escape(name)}\s*\)", text):
        before = _BEFORE_BRACKET.search(text[max(0, match.start() - _REACH) : match.start()])
        spelled += [before[1]] if before else []
    initials = [letter.casefold() for letter in name if letter.isalpha()]
    for words in (phrase.split() for phrase in spelled):
        tail = words[-len(initials) :]
        fits = [word[0].casefold() for word in tail] == initials
        if fits and name_key(" ".join(tail)) not in _EXPANSIONS.get(dataset, frozenset()):
            return True
    return False


_BEFORE_BRACKET = re.compile(r"(?<![\w-])((?:[A-Za-z][\w-]+\s+){2,5})\Z")
_REACH = 120

_EXPANSIONS = {"dif": frozenset({"diversityinfaces"}), "pass": frozenset({"pictureswithouthumansforselfsupervision"})}
