"""Gathering what the report shows: from graph, difference and ledger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from lineage.exports.family import svg, tree
from lineage.exports.report import Drawing, Group, HolderLine, Line, Report, render
from lineage.files import write_atomically
from lineage.graph.base import GraphStore
from lineage.jobs.crawl import CrawlResult
from lineage.jobs.evidence import link
from lineage.jobs.holders import HolderRow, holder_rows
from lineage.jobs.private import Private
from lineage.jobs.stores import Stores
from lineage.model.document import Visit
from lineage.model.graph import Edge, Said, Thing
from lineage.model.references import account, from_url
from lineage.model.run import RunId
from lineage.model.words import DATA_FLOWS, ENDS, Outcome, Predicate, ThingKind
from lineage.trace.diff import Difference
from lineage.trace.walk import Filter, rank, walk

_MOST_NEW, _MOST_DRAWN, _MOST_FAILURES = 40, 3, 200
_NEWS = DATA_FLOWS | ENDS | {Predicate.WITHDRAWN}
_DRAWN = DATA_FLOWS | ENDS


def write_report(stores: Stores, crawled: CrawlResult, changed: Difference, *, first: bool, note: str = "") -> Path:
    """Write the report of a run; `latest.html` beside it is always the newest."""
    content = render(_gather(stores, crawled, changed, first=first, note=note)).encode()
    path = stores.home / "reports" / f"{crawled.date.replace(':', '')}.html"
    for target in (path, path.with_name("latest.html")):
        write_atomically(target, content)
    return path


def _gather(stores: Stores, crawled: CrawlResult, changed: Difference, *, first: bool, note: str) -> Report:
    graph = stores.graph
    roots = _roots(graph)
    seen: dict[tuple[str, str], HolderRow] = {}
    for root in roots:
        for row in holder_rows(graph, root):
            seen.setdefault((row.organization, row.thing_id), row)
    rows = list(seen.values())
    private = Private(graph)
    lines = _Lines(graph, private)
    news = sorted((e for e in changed.new_edges if e.predicate in _NEWS and e.holds), key=rank)
    new_things = frozenset() if first else frozenset(thing.id for thing in changed.new_things)
    counts = graph.counts()
    named = {row.organization_id for row in rows if row.organization_id}
    figures = [
        ("datasets", counts.get("things.dataset", 0)),
        ("organisations hold or may hold", len(named)),
        ("copies", counts.get("edges.COPY_OF", 0)),
        ("models", counts.get("things.model", 0)),
        ("statements with evidence", counts["claims"]),
    ]
    kinds = Counter(kind for _, kind, _ in {(r.organization, r.kind, r.country) for r in rows})
    countries = Counter(country or "not known" for _, _, country in {(r.organization, r.kind, r.country) for r in rows})
    return Report(
        title="Where the pictures went",
        date=crawled.date,
        note=note,
        figures=figures,
        first=first,
        new=[] if first else lines.of(news[:_MOST_NEW]),
        more_new=0 if first else max(0, len(news) - _MOST_NEW),
        gone=lines.of(e for e in changed.unseen if e.predicate in _NEWS),
        unchecked=lines.of(e for e in changed.not_checked if e.predicate in _NEWS),
        drawings=[_drawing(graph, root, new_things) for root in roots[:_MOST_DRAWN]],
        groups=_groups(rows, private),
        kinds=_most(kinds, 8),
        countries=_most(countries, 10),
        runs=[(s.run, "not sealed" if s.problem else "sealed", s.problem or _found(s.counts)) for s in crawled.shards],
        failures=_failures(stores, crawled),
        notes=[f"{shard.source} {shard.shard}: {text}" for shard in crawled.shards for text in shard.notes],
    )


def _roots(graph: GraphStore) -> list[Thing]:
    """Datasets that were made of nothing else we know and from which something descends, largest family first."""
    whole = graph.whole()
    flows = [e for e in whole.edges if e.predicate in DATA_FLOWS and e.holds]
    derived, sources = {e.subject for e in flows}, {e.object for e in flows}
    things = {t.id: t for t in whole.things if t.kind is ThingKind.DATASET}
    roots = [things[i] for i in sorted(sources - derived) if i in things]
    sizes = {root.id: len(graph.reach(root.id, "downstream", DATA_FLOWS).levels) for root in roots}
    return sorted((r for r in roots if sizes[r.id] > 1), key=lambda r: (-sizes[r.id], r.id))


def _drawing(graph: GraphStore, root: Thing, new: frozenset[str]) -> Drawing:
    reach = graph.reach(root.id, "downstream", _DRAWN)
    steps = walk(reach.edges, root.id, "downstream", Filter())
    things = {thing.id: thing for thing in graph.things(reach.levels)}
    published = [e for e in graph.edges_of(sorted(reach.levels), "upstream") if e.predicate is Predicate.PUBLISHED_BY]
    actors = {thing.id: thing for thing in graph.things(e.object for e in published)}
    organizations = {
        e.subject: actors[e.object].label
        for e in sorted(published, key=rank, reverse=True)
        if actors[e.object].kind is ThingKind.ORGANIZATION
    }
    made = [s for s in steps if s.via.predicate in DATA_FLOWS]
    depth = max((s.level for s in made), default=0)
    about = f"{len(made)} datasets, copies and models descend from it, up to {depth} steps away. "
    if uses := len(steps) - len(made):
        about += f"{uses} papers, repositories or organisations say that they used one of them."
    return Drawing(root.label, about, svg(tree(root, steps, things), organizations, new))


def _groups(rows: Sequence[HolderRow], private: Private) -> list[Group]:
    grouped: dict[str, list[HolderLine]] = {}
    for row in sorted(rows, key=lambda r: (r.organization.casefold(), r.thing.casefold())):
        certainty = f"{row.strength}, {row.confidence:.2f}" if row.strength else ""
        ours = row.source == "catalogue"
        withheld = private.withholds(row.thing_id, None if ours else row.url)
        line = Line(row.relation, row.quote, row.url, private=withheld, ours=ours)
        shown = HolderLine(row.organization, row.country or "", row.role, row.thing, line, row.status, certainty)
        grouped.setdefault(row.kind, []).append(shown)
    return [Group(kind, tuple(lines)) for kind, lines in sorted(grouped.items(), key=lambda g: (-len(g[1]), g[0]))]


def _most(counted: Counter[str], limit: int) -> list[tuple[str, int]]:
    """The most frequent first, equal ones by name: the same graph gives the same report."""
    return sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:limit]


def _found(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in sorted(counts.items()) if n)


def _failures(stores: Stores, crawled: CrawlResult) -> list[tuple[str, str]]:
    """What the runs of this crawl could not visit or read, in the words of source and reader."""
    found = [(f"{shard.source} {shard.shard}", shard.problem) for shard in crawled.shards if shard.problem]
    for shard in crawled.shards:
        if shard.problem:
            continue
        run = stores.ledger.read(RunId.parse(shard.run))
        found += [
            _told(v.document, v.url, f"{v.outcome}: {v.reason or 'no reason given'}") for v in run.visits if _missed(v)
        ]
        pages = {visit.document: visit.url for visit in run.visits}
        for issue in run.issues:
            document = issue.document or shard.source
            found.append(_told(document, pages.get(document, ""), issue.problem))
    cut = len(found) - _MOST_FAILURES
    return found[:_MOST_FAILURES] + ([("", f"and {cut} more; `lineage doctor` lists the runs")] if cut > 0 else [])


def _missed(visit: Visit) -> bool:
    return visit.outcome in (Outcome.FAILED, Outcome.REFUSED, Outcome.SKIPPED)


def _told(document: str, url: str, said: str) -> tuple[str, str]:
    """A document and what went wrong, without its owner: who that is, is not known here to be an organisation."""
    first, *rest = document.split("/")
    owners = {account(from_url(url) or ""), rest[0] if len(rest) > 1 else ""} - {""}
    for owner in sorted(owners, key=len, reverse=True):
        said = re.sub(rf"(?<![\w-]){re.escape(owner)}(?![\w-])", "…", said)
    return "/".join([first, "…", *rest[1:]]) if len(rest) > 1 else document, said


class _Lines:
    """Edges as statements with their best quote."""

    def __init__(self, graph: GraphStore, private: Private) -> None:
        self._graph, self._private = graph, private
        self._labels = {thing.id: thing.label for thing in graph.whole().things}

    def of(self, edges: Iterable[Edge]) -> list[Line]:
        wanted = list(edges)
        best: dict[str, Said] = {}
        for said in self._graph.claims(edge.id for edge in wanted):
            if said.edge not in best or said.claim.confidence > best[said.edge].claim.confidence:
                best[said.edge] = said
        return [self._line(edge, best.get(edge.id)) for edge in wanted]

    def _line(self, edge: Edge, said: Said | None) -> Line:
        kind = f" ({edge.derivation_kind.value})" if edge.derivation_kind else ""
        verb = edge.predicate.value.replace("_", " ").lower()
        text = f"{self._label(edge.subject)} {verb}{kind} {self._label(edge.object)}"
        detail = f"{edge.strength.value}, {edge.confidence:.2f}, first seen {edge.first_seen}"
        quote = said.claim.evidence.quote if said else None
        ours = said is not None and said.claim.source == "catalogue"
        private = self._private.withholds(edge.subject, said.url if said and not ours else None)
        return Line(text, quote, link(said) if said else None, detail, private, ours)

    def _label(self, thing: str) -> str:
        return self._labels.get(thing, thing)
