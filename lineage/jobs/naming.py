"""What a person types, as a thing of the graph or a moment of the ledger."""

from __future__ import annotations

from datetime import datetime

from lineage.clock import end_of
from lineage.errors import BadInput
from lineage.graph.base import GraphStore
from lineage.jobs.stores import Stores
from lineage.model.graph import Thing
from lineage.model.references import is_reference, name_key, normalise, parse, scheme
from lineage.model.run import RunId
from lineage.model.words import Predicate

_MOST_CANDIDATES = 8


def thing(graph: GraphStore, text: str) -> Thing:
    """The one thing that an id, catalogue slug, alias, DOI or URL means; raises BadInput for none and for several."""
    if not graph.counts()["claims"]:
        raise BadInput(
            "The graph is empty. Run `lineage demo` to look around, or `lineage weekly` to crawl and project."
        )
    for reference in (text.strip(), normalise(parse(text)), f"dataset:{text.strip().casefold()}"):
        if found := graph.things([reference]):
            return _introduced(graph, found[0])
    bare = text.partition(":")[2] if is_reference(text) else text
    found = graph.find(name_key(bare), exact=True) if name_key(bare) else []
    known = [candidate for candidate in found if scheme(candidate.id) in ("dataset", "organization", "ror")]
    if len(known) == 1 or len(found) == 1:
        return (known or found)[0]
    if found:
        names = ", ".join(f"{c.id} ({c.label})" for c in (known or found)[:_MOST_CANDIDATES])
        more = f" and {len(found) - _MOST_CANDIDATES} more" if len(found) > _MOST_CANDIDATES else ""
        raise BadInput(
            f"'{text}' can mean {len(known or found)} things: {names}{more}. Ask again with one of these ids."
        )
    near = [candidate.id for candidate in graph.find(name_key(bare), exact=False, limit=4)] if name_key(bare) else []
    hint = f" Did you mean {', '.join(near)}?" if near else " `lineage find TEXT` searches all names."
    raise BadInput(f"Nothing in the graph is called '{text}'.{hint}")


def meanings(graph: GraphStore, text: str) -> list[Thing]:
    """What a person may mean: the dataset that a page introduces, and then the page itself. Raises BadInput."""
    found = thing(graph, text)
    return [found, *(page for page in graph.things([normalise(parse(text))]) if page.id != found.id)]


def _introduced(graph: GraphStore, page: Thing) -> Thing:
    """The one dataset that a paper or repository introduces, as edges to a page mean it; else the page itself."""
    if scheme(page.id) not in ("arxiv", "doi", "github", "url"):
        return page
    edges = graph.edges_of([page.id], "downstream")
    described = {edge.subject for edge in edges if edge.predicate is Predicate.DESCRIBED_BY and edge.holds}
    return graph.things(described)[0] if len(described) == 1 else page


def moment(stores: Stores, text: str) -> datetime:
    """A date (its whole day), a timestamp or a run id as a moment of the ledger; raises BadInput."""
    if text.count(".") >= 2 and not text[:1].isdigit():
        run = RunId.parse(text)
        if all(run != sealed for sealed, _ in stores.ledger.seals()):
            raise BadInput(f"No sealed run {text}; `lineage doctor` lists the runs there are.")
        return run.date
    return end_of(text)


def graph_at(stores: Stores, known_at: str | None) -> GraphStore:
    """The graph as it stands, or as it was known at a moment that a person typed."""
    return stores.graph if known_at is None else graph_known(stores, moment(stores, known_at))


def graph_known(stores: Stores, until: datetime) -> GraphStore:
    """The graph as it was known at a moment: computed again from that much of the ledger, and kept in memory."""
    from lineage.graph.sqlite import SqliteGraph
    from lineage.jobs.project import compute_graph

    graph = SqliteGraph(None)
    graph.load(compute_graph(stores, until=until))
    return graph
