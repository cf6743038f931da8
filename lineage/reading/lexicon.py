"""The names a reader knows: datasets and organisations of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.model.catalogue import Catalogue
from lineage.model.references import account, name_key, normalise, scheme
from lineage.model.words import DerivationKind
from lineage.reading.sense import Doubtful, is_meant
from lineage.reading.slips import slips
from lineage.reading.tokens import Hit, Keys, find_keys, proper
from lineage.reading.topic import has_any, spoken_of
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
        self.doubtful: list[Doubtful] = []
        self._cautious: dict[str, str] = {}
        self._organizations: dict[str, str] = {}
        self._accounts: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._introduced: dict[str, str] = {}
        self._makers: dict[str, frozenset[str]] = {}
        self._made: dict[tuple[str, str], DerivationKind] = {}
        self.organization_names: dict[str, str] = {}
        for dataset in catalogue.datasets:
            cautious = set(dataset.in_context.names) if dataset.in_context else set()
            for name in (dataset.name, *dataset.aliases):
                if name not in cautious:
                    self._datasets.setdefault(name_key(name), dataset.id)
                    strict[name_key(name)] = strict.get(name_key(name), True) and proper(name)
            self._made |= {(dataset.id, parent.dataset): parent.kind for parent in dataset.parents if parent.kind}
            accounts = {account(identifier).casefold() for identifier in dataset.identifiers}
            self._makers[dataset.id] = frozenset({*dataset.publishers, *accounts})
            self._introduced |= {normalise(identifier): dataset.id for identifier in dataset.identifiers}
            if dataset.in_context:
                spelled = frozenset(map(name_key, (dataset.name, *dataset.aliases)))
                for name in dataset.in_context.names:
                    self.doubtful.append(Doubtful(name, dataset.id, dataset.in_context.context, spelled))
                    self._cautious[name_key(name)] = dataset.id
        for key in list(strict):
            for slip in set(slips(key)) - self._datasets.keys() - self._cautious.keys():
                self._datasets[slip], strict[slip] = self._datasets[key], strict[key]
        self.doubtful.sort(key=lambda doubtful: -len(doubtful.name))  # PASS-mini is looked for before PASS
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
        found = self.plainly_named(text)
        plain = {mention.known for mention in found}
        for doubtful in self.doubtful:
            if doubtful.name not in text or not is_meant(text, doubtful, plain):
                continue
            for place in doubtful.places(text):
                if not any(m.start < place.end() and place.start() < m.end for m in found):
                    found.append(
                        Mention(*place.span(), doubtful.name, f"name:{doubtful.name}", doubtful.dataset),
                    )
        return sorted(found, key=lambda mention: mention.start)

    def plainly_named(self, text: str) -> list[Mention]:
        """Every place where a dataset is named by a name that is hardly ever anything else."""
        hits = [(hit, self._datasets[hit.key]) for hit in find_keys(text, self._keys)]
        others = {dataset for dataset in {dataset for _, dataset in hits} if _is_elsewhere(text, dataset)}
        return [self._mention(hit, dataset) for hit, dataset in hits if dataset not in others]

    def identify(self, name: str) -> str | None:
        """The catalogue's dataset that a name stands for where it is known to be a dataset's name, or None."""
        key = name_key(name)
        return self._datasets.get(key) or self._cautious.get(key)

    def introduces(self, reference: str) -> str | None:
        """The dataset of the catalogue that a page introduces, by its identifier."""
        return self._introduced.get(normalise(reference))

    def borrows(self, reference: str, dataset: str) -> bool:
        """Whether a repository that bears a dataset's name is of an account that has nothing to do with its makers."""
        owner = account(reference)
        if scheme(reference) not in _ACCOUNTS or not owner or self.introduces(reference):
            return False
        if owner.casefold() in self._makers[dataset]:
            return False
        return self.organization(f"{scheme(reference)}:{owner}") not in self._makers[dataset]

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
_ACCOUNTS = frozenset({"hf", "github"})
"""Where a repository lies under the account that answers for it."""


def _is_elsewhere(text: str, dataset: str) -> bool:
    """Whether a text uses a plain name of a dataset for something that is no dataset of ours."""
    against = tuple(table("doubt")["against"].get(dataset, ()))
    return bool(against) and has_any(text, against) and not spoken_of(text)
