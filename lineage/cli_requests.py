"""Commands on deletion requests, from opening one to its letters: `lineage request …`. Thin, as all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineage import console
from lineage.console import INCOMPLETE, told
from lineage.options import Json, stores

request = typer.Typer(no_args_is_help=True, help="Deletion requests: open one, plan it, approve, send, follow it up.")

Which = Annotated[str, typer.Argument(metavar="REQUEST", help="A request's id, its beginning, or `latest`.")]
Maybe = Annotated[str | None, typer.Argument(metavar="[REQUEST]", help="One request; all when it is left out.")]
Role = Annotated[str, typer.Option("--as", metavar="ROLE", help="In which role: 'data protection officer'.")]
Why = Annotated[bool, typer.Option("--why", help="All of it, with the words that lead to each holder.")]
Full = Annotated[bool, typer.Option("--full", help="All of it, as a tree; in short when left out.")]
Points = Annotated[bool, typer.Option("--table", help="As a table, a row an obligation, with its number.")]
Gaps = Annotated[bool, typer.Option("--gaps", help="What nobody can be asked about, by name.")]
Page = Annotated[Path | None, typer.Option("--output", help="Also as a page to read, HTML.")]
Only = Annotated[list[int] | None, typer.Option("--only", metavar="N", help="Only this obligation; repeatable.")]
Photos = Annotated[list[str] | None, typer.Option("--photo", help="Only this photo, by number; repeatable.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Evidence = Annotated[Path | None, typer.Option("--evidence", help="A file that shows it; it is kept sealed.")]


@request.command()
@told
def open(
    who: Annotated[str, typer.Argument(metavar="WHO", help="User ID, profile or photo URL, photo id, hash.")],
    contact: Annotated[str, typer.Option(help="How the person is answered: a mail or postal address.")],
    role: Annotated[str, typer.Option(help="self, authorised_agent or controller.")] = "self",
    regulation: Annotated[str, typer.Option(help="gdpr, ccpa or voluntary.")] = "gdpr",
    name: Annotated[str, typer.Option(help="Whom letters speak of.")] = "",
    photo: Photos = None,
    consent: Annotated[bool, typer.Option("--consent", help="Holders may be given user ID and addresses.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Do not go on when new copies turn up.")] = False,
    authority: Annotated[str, typer.Option(help="How an agent shows that they may ask.")] = "",
    json: Json = False,
) -> None:
    """Somebody asks for deletion. Example: lineage request open 12345678@N90 --contact ada@heron.example --consent"""
    import uuid

    from lineage.jobs.requests.open import OpenOptions, open_request
    from lineage.shown_requests import opened

    result = open_request(
        stores(),
        OpenOptions(who, contact, role, regulation, name, tuple(photo or ()), consent, once, authority),
        uuid.uuid4,
    )
    console.dump(result) if json else opened(result)


@request.command()
@told
def identify(
    which: Which,
    code: Annotated[bool, typer.Option("--code", help="Issue a code to be put on the Flickr account.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Look whether the code stands there.")] = False,
    role: Role = "",
    note: Annotated[str, typer.Option(help="What a reviewer saw.")] = "",
    refused: Annotated[bool, typer.Option("--refused", help="The reviewer is not satisfied.")] = False,
    evidence: Evidence = None,
    json: Json = False,
) -> int:
    """Check that the requester is who they say. Example: lineage request identify 1f6c --as 'privacy desk' --note …"""
    import secrets

    from lineage.jobs.requests.identify import check_code, issue_code, reviewed
    from lineage.shown_requests import code_issued, identified

    if code:
        issued = issue_code(stores(), which, lambda: f"lineage-{secrets.token_hex(5)}")
        console.dump({"code": issued}) if json else code_issued(issued)
        return 0
    result = (
        check_code(stores(), which)
        if check
        else reviewed(stores(), which, role, satisfied=not refused, note=note, evidence=evidence)
    )
    console.dump(result) if json else identified(result)
    return 0 if result.satisfied else 1


@request.command()
@told
def plan(
    which: Which,
    why: Why = False,
    full: Full = False,
    table: Points = False,
    gaps: Gaps = False,
    version: Annotated[int | None, typer.Option(metavar="N", help="Show plan N as it was; freeze nothing.")] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="What changed since plan N of --version, or since the last but one.")
    ] = False,
    output: Page = None,
    json: Json = False,
) -> None:
    """Freeze who has to be told, and why; planning again only adds. Example: lineage request plan 1f6c"""
    from lineage.jobs.requests import planversions
    from lineage.jobs.requests.planforms import form
    from lineage.jobs.requests.planview import planned as job
    from lineage.shown_plan import changed, planned

    if diff:
        result = planversions.changed(stores(), which, version)
        console.dump(result) if json else changed(result)
        return
    view = job(stores(), which) if version is None else planversions.frozen(stores(), which, version)
    planned(view, output, form(why=why, full=full, table=table, gaps=gaps), as_json=json)


@request.command()
@told
def simulate(
    who: Annotated[str, typer.Argument(metavar="WHO", help="User ID, profile or photo URL, photo id, hash.")],
    photo: Photos = None,
    why: Why = False,
    full: Full = False,
    table: Points = False,
    gaps: Gaps = False,
    output: Page = None,
    json: Json = False,
) -> None:
    """What a request of this person would come to today; stores nothing. Example: lineage request simulate 1234@N90"""
    from lineage.jobs.requests.planforms import form
    from lineage.jobs.requests.planview import simulated as job
    from lineage.shown_plan import planned

    view = job(stores(), who, tuple(photo or ()))
    planned(view, output, form(why=why, full=full, table=table, gaps=gaps), as_json=json)


@request.command()
@told
def approve(
    which: Which,
    role: Role,
    only: Only = None,
    leave_out: Annotated[list[int] | None, typer.Option("--except", metavar="N", help="Not this one.")] = None,
    json: Json = False,
) -> None:
    """Let a plan leave. Example: lineage request approve 1f6c --as 'data protection officer'"""
    from lineage.jobs.requests.approve import approve as job
    from lineage.jobs.requests.office import unsigned
    from lineage.shown_requests import approved

    opened = stores()
    result = job(opened, which, role, only=only or (), leave_out=leave_out or ())
    console.dump(result) if json else approved(result)
    if missing := unsigned(opened.settings):
        console.say(f"lineage: {missing} Until then nothing is sent.")


@request.command()
@told
def send(
    which: Maybe = None,
    really: Annotated[bool, typer.Option("--really", help="Send; without it, show what would leave.")] = False,
    channel: Annotated[str | None, typer.Option(help="folder, email, holder_api or person, for all.")] = None,
    json: Json = False,
) -> int:
    """Send what is approved, remind, prepare complaints. Example: lineage request send 1f6c --really"""
    from lineage.jobs.requests import office
    from lineage.jobs.requests.send import send as job
    from lineage.shown_requests import sent

    opened = stores()
    if really:
        office.check(opened.settings)
    result = job(opened, which, really=really, always=channel)
    console.dump(result) if json else sent(result, really=really)
    return INCOMPLETE if really and any(one.incomplete for one in result) else 0


@request.command()
@told
def status(which: Maybe = None, json: Json = False) -> None:
    """Where requests stand, and what is to be done next. Example: lineage request status 1f6c"""
    from lineage.jobs.requests.report import everything
    from lineage.jobs.requests.status import status as job
    from lineage.shown_requests import standing

    views = job(stores(), which)
    console.dump([everything(view) for view in views]) if json else standing(views, whole=which is not None)


@request.command()
@told
def report(which: Maybe = None, json: Json = False) -> None:
    """The letter to the person; without REQUEST, the page of all requests. Example: lineage request report 1f6c"""
    from lineage.jobs.requests.report import report as letter
    from lineage.jobs.requests.report import write_page
    from lineage.shown_requests import reported

    files = [write_page(stores())] if which is None else [(found := letter(stores(), which)).text, found.html]
    console.dump(files) if json else reported(files)


@request.command()
@told
def export(
    output: Annotated[Path, typer.Option("--output", metavar="FOLDER", help="A new folder.")],
    which: Maybe = None,
    format: Annotated[str, typer.Option(help="csv, a file a table, or json.")] = "csv",
    with_person: Annotated[
        bool, typer.Option("--with-person", help="Also who asks, their photos, and what answers say in words.")
    ] = False,
    json: Json = False,
) -> None:
    """All that is known, without the person: plans, letters, answers. Example: lineage request export --output all"""
    from lineage.jobs.requests.export import export as job
    from lineage.shown_requests import exported

    result = job(stores(), which, format, output, with_person=with_person)
    console.dump(result) if json else exported(result)
