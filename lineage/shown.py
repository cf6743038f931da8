"""Results as people read them: one function for each kind of result."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lineage import console
from lineage.console import INCOMPLETE, out, short, table
from lineage.errors import BadInput

if TYPE_CHECKING:  # a command loads what its own job needs, and no more
    from lineage.jobs.crawl import CrawlResult
    from lineage.jobs.demo import DemoResult
    from lineage.jobs.diff import DiffResult
    from lineage.jobs.holders import HolderRow
    from lineage.jobs.show import ShowResult
    from lineage.jobs.walk import WalkResult
    from lineage.jobs.weekly import WeeklyResult
    from lineage.jobs.why import WhyResult
    from lineage.model.claim import Evidence
    from lineage.model.graph import Edge, Said, Step, Thing


def crawled(result: CrawlResult) -> None:
    """One line a shard, then what is missing."""
    for shard in result.shards:
        found = ", ".join(f"{count} {what}" for what, count in sorted(shard.counts.items()) if count)
        out(f"{shard.run}: {shard.problem or found}{' (sealed before)' if shard.already else ''}")
        for note in shard.notes:
            console.say(f"  left out: {note}")
    if not result.shards:
        out("Nothing to crawl: the catalogue is known, and no source was chosen.")
    unsealed = [shard.run for shard in result.shards if shard.problem]
    if unsealed:
        console.say(f"Not sealed: {', '.join(unsealed)}; what was fetched is kept, run the same command again.")
    missing = sum(shard.counts.get(what, 0) for shard in result.shards for what in ("failed", "issues"))
    if missing:
        console.say(f"{missing} documents or records could not be read; the report names them.")


def week(result: WeeklyResult) -> None:
    """What a weekly run came to."""
    crawled(result.crawled)
    changed = result.changed
    if result.projected:
        graph = result.projected
        out(f"The graph has {graph.things} things, {graph.edges} edges, {graph.claims} claims; hash {graph.hash}")
    out(
        f"{len(changed.new_edges)} statements are new, {len(changed.unseen)} no longer seen, "
        f"{len(changed.not_checked)} not checked, {len(changed.back)} seen again"
    )
    if result.problem:
        console.say(f"lineage: {result.problem}")
    out(f"Report: {result.report}")
    for news in result.news:
        out(f"Standing request {news.request}: {len(news.new)} new holders since {news.since or 'ever'}; {news.file}")
        for problem in news.problems:
            console.say(f"  {news.request}: {problem}")
    for each in result.replanned:
        if each.added or each.resurfaced or each.problem:
            found = each.problem or f"{len(each.added)} new obligations, {len(each.resurfaced)} copies there again"
            out(f"Request {each.request}: {found}")


def story(result: DemoResult) -> None:
    """What the demo found, told in a few lines."""
    from lineage.jobs.holders import list_holders
    from lineage.jobs.why import why

    crawl = result.weekly.crawled
    documents = sum(shard.counts.get("documents", 0) for shard in crawl.shards if shard.source != "catalogue")
    root, rows = list_holders(result.stores, "yfcc100m")
    held = {row.organization for row in rows if row.organization_id and row.role in ("items", "entries")}
    models = {row.thing for row in rows if row.role == "model"}
    possible = {row.organization for row in rows if row.organization_id and row.role == "possible"}
    out(f"Read {documents} documents and Hub pages, offline, from recordings written for this demo.\n")
    out(f"{root.label}: {len(held)} organisations that we can name hold it or something made from it,")
    out(f"{len(possible)} more said that they used it, {len(models)} models were trained on it. One chain:\n")
    because(why(result.stores, "HarborID r34", "yfcc100m", 1))
    out(f"\nReport (open it in a browser):  {result.weekly.report}")
    out(f"Ask on:  LINEAGE_HOME={result.home} lineage holders megaface")


def thing(result: ShowResult) -> None:
    """One thing, its facts, and its edges grouped by what they say."""
    found = result.thing
    out(f"{found.label}  ({found.kind.value}, {found.id})")
    for key, value in found.facts.items():
        out(f"  {key}: {value}")
    for what, values in (("also called", found.names), ("identifiers", found.identifiers)):
        if values:
            out(f"  {what}: {', '.join(values)}")
    quotes = _quotes(result.claims)
    for edge in sorted(result.edges, key=lambda e: (e.predicate.value, e.subject == found.id, e.id)):
        out(f"\n  {_sentence(edge, result.things)}{_marks(edge)}")
        if said := quotes.get(edge.id):
            out(f"    “{short(said.claim.evidence.quote, 200)}”  {said.url}")


def walked(result: WalkResult, form: str) -> int:
    """A walk in the form asked for; the exit code says whether it was cut."""
    if form == "table":
        columns = ("step", "what", "relation", "to", "strength", "conf.", "status", "since", "id")
        table(columns, (_walk_row(step, result) for step in result.steps))
        if not result.steps:
            console.say(f"Nothing {result.direction} of {result.start.id} is known.")
    elif form == "json":
        console.dump(result)
    else:
        from lineage.jobs.export import part

        out(part(form, result.edges, result.things.values()), end="")
    if result.cut:
        console.say(f"{result.cut} more were cut off by --limit.")
    return INCOMPLETE if result.cut else 0


def held(root: Thing, rows: Sequence[HolderRow]) -> None:
    """Holders with their quotes."""
    table(
        ("organisation", "kind", "country", "role", "what", "relation", "strength", "conf.", "quote", "link"),
        (
            (
                r.organization,
                r.kind,
                r.country,
                r.role,
                r.thing,
                r.relation,
                r.strength,
                f"{r.confidence:.2f}",
                short(r.quote),
                r.url,
            )
            for r in rows
        ),
    )
    if not rows:
        console.say(f"No holder of {root.id} is known.")


def because(result: WhyResult) -> None:
    """Each path with the words for each step."""
    if not result.paths:
        out(f"No path of derivation or use between {result.derived.id} and {result.source.id} is known.")
    for number, path in enumerate(result.paths, 1):
        weakest = min(path, key=lambda edge: (edge.strength.rank, edge.confidence))
        if len(result.paths) > 1:
            link = f"{weakest.strength.value}, {weakest.confidence:.2f}"
            out(f"Path {number} of {len(result.paths)}; weakest link: {link}")
        for edge in path:
            out(f"  {_sentence(edge, result.things)}{_marks(edge)}")
            if said := _quotes(result.claims[edge.id]).get(edge.id):
                out(f"      “{short(said.claim.evidence.quote, 200)}”")
                out(f"      {_read_as(said.claim.evidence)}")
                out(f"      {said.url}")


def _read_as(evidence: Evidence) -> str:
    """What in the quote was taken for what, and by which rule."""
    taken = [f"{name} “{short(words, 60)}”" for name, words in evidence.taken.items()]
    return f"read as {', '.join(taken)}; rule {evidence.rule}" if taken else f"rule {evidence.rule}"


def changes(result: DiffResult) -> None:
    """New, unseen, not checked, back and changed statements."""
    changed = result.difference
    groups = (
        ("new", changed.new_edges), ("no longer seen", changed.unseen), ("not checked", changed.not_checked),
        ("seen again", changed.back),
        ("judged wrong", changed.rejected), ("changed", tuple(new for _, new in changed.changed)),
    )  # fmt: skip
    rows = [
        (name, _sentence(edge, result.things), edge.strength.value, edge.first_seen)
        for name, edges in groups
        for edge in edges
    ]
    table(("what", "statement", "strength", "first seen"), rows)
    console.say(f"{len(changed.new_things)} new things; " + ", ".join(f"{len(edges)} {name}" for name, edges in groups))


def extracted(source: Path, output: Path | None, *, as_json: bool) -> int:
    """Run the reader over a file; bad lines are told and counted, never dropped in silence."""
    from lineage.files import explained, write_atomically
    from lineage.jobs.extract import extract

    if not source.is_file():
        raise BadInput(f"There is no file {source}; --input takes documents, one JSON object a line.")
    rows, bad = [], 0
    with explained("read", source), source.open("rb") as file:
        for number, claims, problem in extract(file):
            rows += claims
            if problem:
                bad += 1
                console.say(f"{source}, line {number}: {problem}")
    text = (
        json.dumps(rows, ensure_ascii=False)
        if as_json
        else "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    )
    if output:
        write_atomically(output, text.encode())
    else:
        sys.stdout.write(text)
    lines = "1 line" if bad == 1 else f"{bad} lines"
    console.say(f"{len(rows)} claims" + (f"; {lines} could not be read" if bad else ""))
    return INCOMPLETE if bad else 0


def _quotes(claims: Iterable[Said]) -> dict[str, Said]:
    """The best claim of each edge: crawled before catalogue, then the surest."""
    best: dict[str, Said] = {}
    for said in sorted(claims, key=lambda s: (s.claim.source == "catalogue", -s.claim.confidence, s.id)):
        best.setdefault(said.edge, said)
    return best


def _relation(edge: Edge) -> str:
    kind = f" ({edge.derivation_kind.value})" if edge.derivation_kind else ""
    return f"{edge.predicate.value}{kind}"


def _sentence(edge: Edge, things: dict[str, Thing]) -> str:
    subject = things[edge.subject].label if edge.subject in things else edge.subject
    target = things[edge.object].label if edge.object in things else edge.object
    said = "" if edge.polarity.value == "asserted" else f" [{edge.polarity.value}]"
    heard = "" if edge.modality.value == "asserted" else f" [{edge.modality.value}]"
    return f"{subject} {_relation(edge)} {target}{said}{heard}"


def _marks(edge: Edge) -> str:
    status = "" if edge.status.value == "current" else f", {edge.status.value.replace('_', ' ')}"
    return f"  ({edge.strength.value}, {edge.confidence:.2f}, first seen {edge.first_seen}{status})"


def _walk_row(step: Step, result: WalkResult) -> tuple[object, ...]:
    edge, labels = step.via, result.things
    nearer = edge.object if result.direction == "downstream" else edge.subject
    return (
        step.level, labels[step.thing].label, _relation(edge), labels[nearer].label,
        edge.strength.value, f"{edge.confidence:.2f}", edge.status.value, edge.first_seen, step.thing,
    )  # fmt: skip
