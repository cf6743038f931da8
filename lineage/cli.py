"""The command line: thin. Each command parses words, calls one job, shows its result."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineage import cli_answers, cli_photos, cli_requests, console
from lineage.console import INCOMPLETE, told
from lineage.options import (
    AsOf,
    Depth,
    Format,
    GraphFormat,
    Id,
    Json,
    Kind,
    KnownAt,
    Limit,
    MinConfidence,
    MinStrength,
    Recorded,
    Sources,
    stores,
)

if TYPE_CHECKING:
    from lineage.jobs.walk import WalkOptions

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


@app.callback()
def root(debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False) -> None:
    """Where people's pictures went: who derived, holds and trained on a dataset, with evidence."""
    if debug:
        os.environ["LINEAGE_DEBUG"] = "1"


@app.command()
@told
def demo(
    into: Annotated[Path, typer.Option(help="A fresh folder for it.")] = Path("lineage-demo"), json: Json = False
) -> int:
    """The whole river on bundled recordings, offline. Example: lineage demo"""
    from lineage.clock import system_clock
    from lineage.jobs.demo import demo as job
    from lineage.shown import story

    tell = console.progress()
    result = job(system_clock(os.environ), into, tell)
    tell("")
    console.dump(result.weekly) if json else story(result)
    return 0 if result.weekly.problem is None else 1


@app.command()
@told
def weekly(sources: Sources = None, recorded: Recorded = None, json: Json = False) -> int:
    """Crawl, project, report: the main job. Example: LINEAGE_CONTACT=me@example.org lineage weekly"""
    from lineage.jobs.crawl import CrawlOptions
    from lineage.jobs.weekly import weekly as job
    from lineage.shown import week

    tell = console.progress()
    result = job(stores(), CrawlOptions(sources=sources or (), recorded=recorded, tell=tell))
    tell("")
    console.dump(result) if json else week(result)
    return 0 if result.complete else INCOMPLETE


@app.command()
@told
def crawl(
    sources: Sources = None,
    path: Annotated[Path | None, typer.Option(help="For `documents`: a JSONL file or a folder.")] = None,
    recorded: Recorded = None,
    record: Annotated[Path | None, typer.Option(help="Also write what comes back as a recording here.")] = None,
    json: Json = False,
) -> int:
    """Visit sources and seal what was found. Example: lineage crawl documents --path papers/"""
    from lineage.jobs.crawl import CrawlOptions
    from lineage.jobs.crawl import crawl as job
    from lineage.shown import crawled

    tell = console.progress()
    result = job(stores(), CrawlOptions(sources=sources or (), path=path, recorded=recorded, record=record, tell=tell))
    tell("")
    console.dump(result) if json else crawled(result)
    if not result.shards:
        return 0
    return 1 if all(s.problem for s in result.shards) else 0 if result.complete else INCOMPLETE


@app.command()
@told
def project(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Drop the graph and compute it anew.")] = False,
    without_run: Annotated[list[str] | None, typer.Option(metavar="RUN", help="Leave a run out.")] = None,
    accept_ageing: Annotated[
        list[str] | None, typer.Option(metavar="RUN", help="Let this run mark what it did not see.")
    ] = None,
    with_times: Annotated[bool, typer.Option("--with-times", help="Include first and last seen in the hash.")] = False,
    json: Json = False,
) -> None:
    """Compute the graph from the ledger. Example: lineage project --rebuild"""
    from lineage.jobs.project import ProjectOptions
    from lineage.jobs.project import project as job

    options = ProjectOptions(rebuild, tuple(without_run or ()), tuple(accept_ageing or ()), with_times)
    result = job(stores(), options)
    if json:
        console.dump(result)
        return
    console.out(f"{result.things} things, {result.edges} edges, {result.claims} claims from {result.runs} runs")
    console.out(f"{result.changed} rows changed, {result.removed} removed; graph hash {result.hash}")


@app.command()
@told
def show(id: Id, known_at: KnownAt = None, json: Json = False) -> None:
    """Everything known of one thing. Example: lineage show fairface"""
    from lineage.jobs.show import show as job
    from lineage.shown import thing

    result = job(stores(), id, known_at)
    console.dump(result) if json else thing(result)


@app.command()
@told
def find(
    text: Annotated[str, typer.Argument(help="A part of a name or identifier.")], limit: int = 20, json: Json = False
) -> None:
    """Things by name. Example: lineage find faces"""
    from lineage.jobs.show import find as job

    found = job(stores(), text, limit)
    console.dump(found) if json else console.table(("id", "kind", "name"), ((t.id, t.kind, t.label) for t in found))


def _walk_options(
    depth: int | None,
    as_of: str | None,
    known_at: str | None,
    confidence: float,
    strength: str,
    kind: str | None,
    limit: int | None,
) -> WalkOptions:
    from lineage.jobs.walk import WalkOptions, accepting

    return WalkOptions(depth, known_at, limit, accepting(confidence, strength, kind, as_of))


@app.command()
@told
def downstream(
    id: Id, depth: Depth = None, as_of: AsOf = None, known_at: KnownAt = None, min_confidence: MinConfidence = 0.0,
    min_strength: MinStrength = "mentioned", kind: Kind = None, limit: Limit = None, format: Format = GraphFormat.TABLE,
    json: Json = False,
) -> int:  # fmt: skip
    """Everything made from a thing, at any depth. Example: lineage downstream yfcc100m --depth 2"""
    from lineage.jobs.walk import follow
    from lineage.shown import walked

    options = _walk_options(depth, as_of, known_at, min_confidence, min_strength, kind, limit)
    return walked(follow(stores(), id, "downstream", options), "json" if json else format.value)


@app.command()
@told
def upstream(
    id: Id, depth: Depth = None, as_of: AsOf = None, known_at: KnownAt = None, min_confidence: MinConfidence = 0.0,
    min_strength: MinStrength = "mentioned", kind: Kind = None, limit: Limit = None, format: Format = GraphFormat.TABLE,
    json: Json = False,
) -> int:  # fmt: skip
    """Everything a thing was made from. Example: lineage upstream diveface"""
    from lineage.jobs.walk import follow
    from lineage.shown import walked

    options = _walk_options(depth, as_of, known_at, min_confidence, min_strength, kind, limit)
    return walked(follow(stores(), id, "upstream", options), "json" if json else format.value)


@app.command()
@told
def holders(id: Id, known_at: KnownAt = None, json: Json = False) -> None:
    """Which organisations hold or derived it, with evidence. Example: lineage holders megaface"""
    from lineage.jobs.holders import list_holders
    from lineage.shown import held

    found, rows = list_holders(stores(), id, known_at)
    console.dump({"of": found, "holders": rows}) if json else held(found, rows)


@app.command()
@told
def why(
    first: Annotated[str, typer.Argument(metavar="A", help="One thing.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    paths: Annotated[int, typer.Option(min=1, help="How many paths at most.")] = 3,
    known_at: KnownAt = None,
    json: Json = False,
) -> None:
    """The evidenced paths between two things. Example: lineage why diveface yfcc100m"""
    from lineage.jobs.why import why as job
    from lineage.shown import because

    result = job(stores(), first, second, paths, known_at)
    console.dump(result) if json else because(result)


@app.command()
@told
def diff(
    since: Annotated[str, typer.Option(metavar="D", help="What was known then: a date, timestamp or run id.")],
    until: Annotated[str | None, typer.Option(metavar="D", help="What was known then; now when left out.")] = None,
    json: Json = False,
) -> None:
    """What changed. Example: lineage diff --since 2026-11-16"""
    from lineage.jobs.diff import diff as job
    from lineage.shown import changes

    result = job(stores(), since, until)
    console.dump(result) if json else changes(result)


@app.command()
@told
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="claims, json, csv, dot or graphml.")],
    output: Annotated[Path | None, typer.Option(help="A file; standard output when left out.")] = None,
    all: Annotated[
        bool, typer.Option("--all", help="For claims: negated, hypothetical, unseen and catalogue too.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """The graph in a form that others read. Example: lineage export claims --output claims.jsonl"""
    from lineage.files import write_atomically
    from lineage.jobs.export import export as job

    text = job(stores(), format, everything=all)
    write_atomically(output, text.encode()) if output else typer.echo(text, nl=False)


@app.command()
@told
def extract(
    input: Annotated[Path, typer.Option(help="Documents, one JSON object a line.")],
    output: Annotated[Path | None, typer.Option(help="Claims; standard output when left out.")] = None,
    json: Json = False,
) -> int:
    """Reading alone: no store, no network. Example: lineage extract --input docs.jsonl --output claims.jsonl"""
    from lineage.shown import extracted

    return extracted(input, output, as_json=json)


@app.command()
@told
def doctor(json: Json = False) -> int:
    """What is there, what is wrong with it, what to do. Example: lineage doctor"""
    from lineage.jobs.doctor import doctor as job

    checks = job(stores())
    rows = (("ok" if check.fine else "WRONG", check.what, check.finding) for check in checks)
    console.dump(checks) if json else console.table(("", "what", "finding"), rows)
    return 0 if all(check.fine for check in checks) else 1


app.command()(cli_photos.lookup)
app.add_typer(cli_photos.photos, name="photos")
app.add_typer(cli_requests.request, name="request")
app.add_typer(cli_answers.audit, name="audit")


def main() -> None:
    """The entry point."""
    app()
