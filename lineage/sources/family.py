"""The family: the catalogue's datasets and all that is said to be made of them, from dataset to dataset.

Sources that search by name follow it from here. What is said is taken as it is claimed; who is right is not asked yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lineage.model.claim import Claim
from lineage.model.references import name_key, normalise, repository_name
from lineage.model.words import About, Modality, Polarity, Predicate, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources.queries import spellings

MAKES = frozenset({Predicate.DERIVED_FROM, Predicate.COPY_OF})
CONCERNS = MAKES | {Predicate.VERSION_OF, Predicate.TRAINED_ON, Predicate.USES}
_LINKS = frozenset({Predicate.DERIVED_FROM, Predicate.VERSION_OF})
_ONLY_NAMED = ("named", "itself")
"""The rule of a mention that is neither set apart nor hearsay."""
_SHORTEST_NAME = 5


def stands(claim: Claim) -> bool:
    """Whether a document says it as its own, and as so."""
    return claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ASSERTED and claim.about is About.SELF


@dataclass
class Family:
    """Names of datasets known to be of the family, growing with what is learnt."""

    lexicon: Lexicon
    _sources: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What each dataset is said to derive from."""
    _named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What else the text of each dataset names, without setting itself apart from it."""
    _called: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _core: set[str] = field(default_factory=set)
    """Datasets said to be of the family, by reference and by the keys of their names."""
    _near: set[str] = field(default_factory=set)
    """Those whose text only names one of the family, and what is made of them."""
    _names: set[str] = field(default_factory=set)
    """Names that the catalogue does not have, as they are written."""
    _given_out: set[str] = field(default_factory=set)

    def learn(self, claims: Iterable[Claim], *, title: str | None = None, of_dataset: bool = False) -> None:
        """Take in what a document says; `of_dataset` where it is known to describe one, whatever it says of it."""
        for claim in filter(stands, claims):
            subject = normalise(claim.subject)
            if claim.predicate is Predicate.SAME_AS and claim.object.startswith("name:"):
                self._called[subject].add(claim.object.removeprefix("name:"))
                continue
            links = claim.predicate in _LINKS and claim.subject_kind is not ThingKind.MODEL
            if links or (of_dataset and (claim.predicate is Predicate.USES or claim.evidence.rule in _ONLY_NAMED)):
                (self._sources if links else self._named)[subject].add(claim.object)
                self._called[subject] |= set(_own_names(claim.subject, title))

    def new_names(self) -> list[str]:
        """Names of the family's datasets, without the catalogue's, that were not given out before."""
        self._grow(self._core, self._sources, self._is_core)
        self._take_in(self._near, [subject for subject, named in self._named.items() if any(map(self._is_core, named))])
        self._grow(self._near, self._sources, self.has)
        fresh = self._names - self._given_out
        self._given_out |= fresh
        return sorted(fresh)

    def has(self, reference: str) -> bool:
        """Whether a reference means a dataset of the family, or one that is taken for it."""
        return self._is_core(reference) or not self._near.isdisjoint(_keys(reference))

    def _is_core(self, reference: str) -> bool:
        known = self.lexicon.identify(reference.removeprefix("name:")) or self.lexicon.introduces(reference)
        return bool(known) or not self._core.isdisjoint(_keys(reference))

    def _grow(self, members: set[str], sources: Mapping[str, set[str]], belongs: Callable[[str], bool]) -> None:
        """Take in what is made of members, until there is no more."""
        fresh = list(sources)
        while fresh:
            fresh = [subject for subject in sources if subject not in members and any(map(belongs, sources[subject]))]
            self._take_in(members, fresh)

    def _take_in(self, members: set[str], subjects: Iterable[str]) -> None:
        for subject in subjects:
            names = {name for name in self._called[subject] if len(name_key(name)) >= _SHORTEST_NAME}
            members |= {subject, *(name_key(way) for name in names for way in (name, *spellings(name)))}
            self._names |= {name for name in names if not self.lexicon.identify(name)}


def _keys(reference: str) -> tuple[str, str]:
    return normalise(reference), name_key(reference.removeprefix("name:"))


def _own_names(subject: str, title: str | None) -> Iterator[str]:
    """What a dataset is called where it is described: its name, or that of its repository or page."""
    form, _, rest = subject.partition(":")
    if form == "name":
        yield rest
    elif form not in ("anonymous", "document", "dataset"):
        yield from (name for name in (repository_name(subject), title) if name)
