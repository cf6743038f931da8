"""The repositories that one run has met, each with what lies beside it, and what they say they do with the family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lineage.model.claim import Claim
from lineage.model.document import Page
from lineage.model.words import Predicate
from lineage.sources.crawl import Crawl
from lineage.sources.family import CONCERNS, MAKES, stands
from lineage.sources.github import beside
from lineage.sources.github.repositories import WEB, Repository

_HEARD = CONCERNS | {Predicate.DESCRIBED_BY}


@dataclass
class Met:
    """What was met so far."""

    crawl: Crawl
    repositories: dict[str, Repository] = field(default_factory=dict)
    unread: int = 0
    """READMEs left out at the card's cap."""
    _said: defaultdict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def meet(self, repository: Repository | Page | None, *, read: bool = True) -> Iterator[Page]:
        """A repository and what lies beside it, once; where it was not seen, its parts share its fate.

        A page in the place of a repository says why there is none. `read` its README, or leave it out.
        """
        if not isinstance(repository, Repository):
            yield from (repository,) if repository else ()
            return
        document = repository.document
        if document in self.repositories:
            return
        self.repositories[document] = repository
        yield repository.page
        known, parts = self.crawl.known.get(document), list(beside.known_parts(self.crawl, repository))
        if not repository.page.outcome.validates:
            yield from (beside.blank(repository, part, self.crawl.known[f"{document}/{part}"].url) for part in parts)
            return
        self._learn(repository, repository.page)
        if known and known.url.casefold() != repository.page.url.casefold():
            parts.append(f"formerly/{known.url.removeprefix(WEB)}")
        if read and len(self.repositories) > self.crawl.card.caps["repositories"]:
            self.unread += 1
        elif read:
            parts.append("readme")
        for part in dict.fromkeys(parts):
            yield from self.look(repository, part)

    def look(self, repository: Repository, part: str) -> Iterator[Page]:
        """A part that is read for what it says; owner and forks are not among them."""
        kind, _, rest = part.partition("/")
        if kind == "readme":
            page = beside.readme(self.crawl, repository)
        elif kind == "files":
            page = beside.file(self.crawl, repository, rest)
        elif kind == "formerly":
            page = beside.formerly(self.crawl, repository, rest)
        else:
            return
        yield page
        self._learn(repository, page)

    def does(self, repository: Repository, *predicates: Predicate) -> bool:
        """Whether a repository says that it does one of these, by default anything, with a dataset of the family."""
        return any(
            claim.predicate in (predicates or CONCERNS) and self.crawl.family.has(claim.object)
            for claim in self._said[repository.document]
        )

    def carries(self, repository: Repository) -> bool:
        """Whether a dataset of the family lies in it: the catalogue, its text, or its topics and name say so."""
        reference = f"github:{repository.full_name}"
        return (
            self.crawl.family.lexicon.introduces(reference) is not None
            or any(claim.predicate is Predicate.DESCRIBED_BY for claim in self._said[repository.document])
            or self.does(repository, *MAKES)
            or (repository.is_dataset and self.crawl.family.has(reference))
        )

    def _learn(self, repository: Repository, page: Page) -> None:
        claims = self.crawl.claims(page)
        self.crawl.family.learn(claims, of_dataset=repository.is_dataset)
        self._said[repository.document] += [c for c in claims if c.predicate in _HEARD and stands(c)]
