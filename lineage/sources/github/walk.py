"""The way of one run through GitHub: names lead to repositories, these to further names, owners and forks.

First the repositories that the catalogue names, and what searches find; then those known from earlier runs that nothing
led to; then, of all that concern the family, whose they are and who forked them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from lineage.model.document import Page
from lineage.model.words import Predicate, ThingKind
from lineage.sources.crawl import Crawl
from lineage.sources.github.forks import forks
from lineage.sources.github.meeting import Met
from lineage.sources.github.owners import Owners
from lineage.sources.github.repositories import WEB, Repository, listed, named, visited
from lineage.sources.github.searching import Item, Search
from lineage.sources.queries import fewest, spellings

_WHERE = "in:name,description,topics,readme"


def pages(crawl: Crawl) -> Iterator[Page]:
    """Every repository that names the family, with what lies beside it."""
    yield from _Walk(crawl).pages()


class _Walk:
    def __init__(self, crawl: Crawl) -> None:
        self._crawl, caps = crawl, crawl.card.caps
        self._met, self._owners = Met(crawl), Owners(crawl)
        self._search = Search(crawl, "/search/repositories", "search", caps["searches"], _WHERE)
        self._code = Search(crawl, "/search/code", "code", caps["code_searches"])
        self._known = {visit.url.casefold(): name for name, visit in crawl.known.items() if _is_repository(name)}
        self._copies: set[str] = set()
        self._held: set[str] = set()
        self._derived: list[str] = []

    def pages(self) -> Iterator[Page]:
        """All pages of the run. A document may come more than once: its first page counts."""
        names = fewest(self._crawl.terms)
        yield from self._of_the_catalogue()
        yield from self._found(self._search.find(names))
        yield from self._ambiguous()
        yield from self._followed()
        yield from self._with_code(names)
        yield from self._followed()
        yield from self._with_code(self._derived, rare=True)
        for copies in (False, True):
            yield from self._not_met(copies=copies)
            yield from self._followed()
            yield from self._holders()
        yield from self._owners.organizations()
        self._crawl.notes += [*self._search.notes(), *self._code.notes()]
        if self._met.unread:
            most = self._crawl.card.caps["repositories"]
            self._crawl.notes.append(f"{self._met.unread} READMEs were not read: one run asks for at most {most}")

    def _of_the_catalogue(self) -> Iterator[Page]:
        """Repositories that introduce a dataset of the catalogue, as long as they are not known by their number."""
        for reference in sorted(self._crawl.identifiers):
            scheme, _, name = reference.partition(":")
            if scheme == "github" and f"{WEB}{name}".casefold() not in self._known:
                yield from self._met.meet(named(self._crawl, name))

    def _found(self, results: Iterable[Item]) -> Iterator[Page]:
        for record, where in results:
            yield from self._met.meet(listed(self._crawl, record, where))

    def _ambiguous(self) -> Iterator[Page]:
        """What names lead to that mean other things elsewhere; the common ones among them are left, as they must be."""
        search = Search(self._crawl, "/search/repositories", "search", self._crawl.card.caps["searches"], _WHERE)
        yield from self._found(search.find(fewest(self._crawl.ambiguous), rare=True))

    def _followed(self) -> Iterator[Page]:
        """What the names of derived datasets lead to, and the names found there, until no new one comes up."""
        while names := fewest(way for name in self._crawl.family.new_names() for way in spellings(name)):
            self._derived += names
            yield from self._found(self._search.find(names, rare=True))

    def _with_code(self, names: Iterable[str], *, rare: bool = False) -> Iterator[Page]:
        """Files that name a dataset. GitHub searches code for those who log in only."""
        if "Authorization" not in self._crawl.headers:
            if not rare:
                self._crawl.notes.append("code was not searched: GitHub wants a login; set LINEAGE_SOURCE_GITHUB_TOKEN")
            return
        seen, most = set(), self._crawl.card.caps["files"]
        for hit, where in self._code.find(names, rare=rare):
            path = hit.get("path") if isinstance(hit, dict) else None
            if not isinstance(path, str) or not path.isprintable() or path.casefold().startswith("readme"):
                continue  # a README is read anyway
            repository = listed(self._crawl, hit.get("repository"), f"{where}/repository")
            if repository is None or (repository.document, path) in seen:
                continue
            seen.add((repository.document, path))
            yield from self._met.meet(self._whole(repository))
            if len(seen) <= most and (met := self._met.repositories.get(repository.document)):
                yield from self._met.look(met, f"files/{path}")
        if len(seen) > most:
            self._crawl.notes.append(f"{len(seen) - most} files were not read: one run asks for at most {most}")

    def _whole(self, repository: Repository) -> Repository | Page:
        """Code search gives short records; one without a version is asked for."""
        if repository.page.version is not None or repository.document in self._met.repositories:
            return repository
        if repository.document in self._crawl.known:
            return visited(self._crawl, repository.document)
        return named(self._crawl, repository.full_name)

    def _not_met(self, *, copies: bool) -> Iterator[Page]:
        """Repositories known from earlier runs that nothing led to in this one; first those whose owner mattered."""
        known, most = self._crawl.known, self._crawl.card.caps["revisits"]
        left = [name for name in known.keys() - self._met.repositories.keys() if _is_repository(name)]
        left = [name for name in left if (known[name].kind is ThingKind.COPY) is copies]
        left.sort(key=lambda name: (f"{name}/owner" not in known, name))
        for document in left[:most]:
            yield from self._met.meet(visited(self._crawl, document))
        if len(left) > most:
            self._crawl.notes.append(f"{len(left) - most} known repositories were not visited: at most {most} are")

    def _holders(self) -> Iterator[Page]:
        """Whose the repositories are that concern the family, and the forks of those that carry some of it."""
        waiting = deque(self._met.repositories.values())
        while waiting:
            repository = waiting.popleft()
            document = repository.document
            if document in self._held or not repository.page.outcome.validates:
                continue
            self._held.add(document)
            carries = document in self._copies or self._met.carries(repository)
            if carries or self._met.does(repository) or f"{document}/owner" in self._crawl.known:
                yield self._owners.of(repository)
            if not carries and f"{document}/forks" not in self._crawl.known:
                continue
            page, found = forks(self._crawl, repository, self._known)
            yield from (page,) if page else ()
            for fork in found:
                self._copies.add(fork.document)
                yield from self._met.meet(fork, read=self._met.does(repository, Predicate.COPY_OF))
                waiting.append(fork)


def _is_repository(document: str) -> bool:
    return document.startswith("repositories/") and document.count("/") == 1
