"""Which pages are a private person's: a report for many readers shows no address that leads to one."""

from __future__ import annotations

from lineage.graph.base import GraphStore
from lineage.model.references import account, from_url, normalise, repository_name, scheme
from lineage.model.words import Predicate, ThingKind

_ACTORS = (ThingKind.INDIVIDUAL, ThingKind.ORGANIZATION)


class Private:
    """What of a graph belongs to persons. An account that is not known to be an organisation's counts as a person's."""

    def __init__(self, graph: GraphStore) -> None:
        whole = graph.whole()
        actors = {thing.id: thing.kind for thing in whole.things if thing.kind in _ACTORS}
        published = [edge for edge in whole.edges if edge.predicate is Predicate.PUBLISHED_BY and edge.object in actors]
        public = {edge.subject for edge in published if actors[edge.object] is ThingKind.ORGANIZATION}
        accounts = {thing.id for thing in whole.things if any(repository_name(name) for name in thing.identifiers)}
        owned = accounts | {edge.subject for edge in published}
        self._things = frozenset(thing for thing in owned - public if not thing.startswith("dataset:"))
        self._public = frozenset(
            normalise(name)
            for thing in whole.things
            if thing.id in public or thing.kind is ThingKind.ORGANIZATION
            for name in thing.identifiers
        )
        of_persons = [edge.id for edge in published if actors[edge.object] is ThingKind.INDIVIDUAL]
        self._pages = frozenset(said.url for said in graph.claims(of_persons))

    def withholds(self, thing: str, url: str | None) -> bool:
        """Whether no link may be shown: the thing is a person's, or the page at the address is."""
        return thing in self._things or (url is not None and self._is_persons(url))

    def _is_persons(self, url: str) -> bool:
        page = normalise(from_url(url) or url)
        if not repository_name(page):
            return url in self._pages
        return self._public.isdisjoint((page, f"{scheme(page)}:{account(page)}"))
