"""Commands on what came back: answers, mail, looks; how requests end; `lineage audit verify`. Thin, as all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineage import console
from lineage.cli_requests import Evidence, Maybe, Only, Reason, Role, Which, request
from lineage.console import INCOMPLETE, told
from lineage.options import Json, stores

audit = typer.Typer(no_args_is_help=True, help="Whether anybody changed what the docket of requests says.")


@request.command()
@told
def record(
    which: Which,
    holder: Annotated[str, typer.Argument(metavar="HOLDER", help="The holder's id or name.")],
    answer: Annotated[
        str,
        typer.Argument(
            metavar="ANSWER",
            help="sent, arrived, bounced, acknowledged, extended, done, refused, exempt, not_found, recipients; "
            "complained or not_complained, to the authority.",
        ),
    ],
    basis: Annotated[str, typer.Option(help="Why refused or exempt; how it was done.")] = "",
    recipient: Annotated[list[str] | None, typer.Option(help="To whom they passed it on; repeatable.")] = None,
    evidence: Evidence = None,
    only: Only = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day on which it happened; today when left out.")] = "",
    json: Json = False,
) -> None:
    """Write down what a holder answered. Example: lineage request record 1f6c 'Acme' refused --basis 'Art. 17(3)(d)'"""
    from lineage.clock import parse_moment
    from lineage.jobs.requests.record import Said
    from lineage.jobs.requests.record import record as job
    from lineage.shown_requests import recorded

    day = parse_moment(on).date() if on else None
    result = job(stores(), which, holder, Said(answer, basis, evidence, tuple(recipient or ()), day), only or ())
    console.dump(result) if json else recorded(result)


@request.command()
@told
def inbox(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Mails as they came, or mailboxes (mbox).")],
    json: Json = False,
) -> None:
    """Take in mail that came back: bounces are written down. Example: lineage request inbox bounced.eml"""
    from lineage.jobs.requests.inbox import inbox as job
    from lineage.shown_requests import received

    result = job(stores(), files)
    console.dump(result) if json else received(result)


@request.command()
@told
def poll(which: Maybe = None, json: Json = False) -> int:
    """Ask holders' own interfaces what came of notices. Example: lineage request poll 1f6c"""
    from lineage.jobs.requests.poll import poll as job
    from lineage.shown_requests import polled

    result = job(stores(), which)
    console.dump(result) if json else polled(result)
    return INCOMPLETE if any(one.problem for one in result) else 0


@request.command()
@told
def verify(
    which: Maybe = None,
    every: Annotated[bool, typer.Option("--all", help="Show also what nothing new is to be said of.")] = False,
    json: Json = False,
) -> None:
    """Look whether what is said to be deleted is gone. Example: lineage request verify 1f6c"""
    from lineage.jobs.requests.verify import verify as job
    from lineage.shown_requests import verified

    result = job(stores(), which)
    console.dump(result) if json else verified(result, every=every)


@request.command()
@told
def settle(
    which: Which,
    only: Annotated[list[int], typer.Option("--only", metavar="N", help="This obligation; repeatable.")],
    role: Role,
    reason: Reason,
    as_state: Annotated[str, typer.Option("--state", help="not_applicable or superseded.")] = "not_applicable",
    json: Json = False,
) -> None:
    """End obligations with a reason. Example: lineage request settle 1f6c --only 7 --as … --reason 'never published'"""
    from lineage.jobs.requests.end import settle as job

    result = job(stores(), which, only, as_state, reason, role)
    console.dump(result) if json else console.out(f"Settled: {', '.join(map(str, result))}.")


@request.command()
@told
def revoke(which: Which, json: Json = False) -> None:
    """The person takes the request back. Example: lineage request revoke 1f6c"""
    from lineage.jobs.requests.end import revoke as job
    from lineage.shown_requests import ended

    result = job(stores(), which)
    console.dump(result) if json else ended(result, "revoked")


@request.command()
@told
def deny(which: Which, reason: Reason, role: Role, json: Json = False) -> None:
    """Turn a request down. Example: lineage request deny 1f6c --reason suspected_fraud --as 'privacy desk'"""
    from lineage.jobs.requests.end import deny as job
    from lineage.shown_requests import ended

    result = job(stores(), which, reason, role)
    console.dump(result) if json else ended(result, "denied")


@request.command()
@told
def close(which: Which, role: Role, json: Json = False) -> None:
    """Say that a request is done, once all has ended. Example: lineage request close 1f6c --as 'privacy desk'"""
    from lineage.jobs.requests.end import close as job

    result = job(stores(), which, role)
    console.dump(result) if json else console.out(f"Request {result.id} is closed.")


@request.command()
@told
def erase(which: Which, json: Json = False) -> None:
    """Forget a person: what names them becomes unreadable everywhere. Example: lineage request erase 1f6c"""
    from lineage.jobs.requests.end import erase as job

    result = job(stores(), which)
    console.dump(result) if json else console.out(f"The person behind request {result.id} is forgotten.")


@request.command()
@told
def stop(role: Role, reason: Reason, json: Json = False) -> None:
    """Let nothing leave any more. Example: lineage request stop --as 'privacy desk' --reason 'wrong addresses'"""
    from lineage.jobs.requests.switch import switch

    result = switch(stores(), role, reason, on=False)
    console.dump(result) if json else console.out("Nothing leaves until `lineage request resume`.")


@request.command()
@told
def resume(role: Role, reason: Reason, json: Json = False) -> None:
    """Let things leave again. Example: lineage request resume --as 'privacy desk' --reason 'addresses are right now'"""
    from lineage.jobs.requests.switch import switch

    result = switch(stores(), role, reason, on=True)
    console.dump(result) if json else console.out("Things may leave again.")


@audit.command("verify")
@told
def audit_verify(json: Json = False) -> int:
    """Find what was inserted, deleted, changed, reordered or cut off. Example: lineage audit verify"""
    from lineage.jobs.requests.audit import audit as job
    from lineage.shown_requests import audited

    result = job(stores())
    console.dump(result) if json else audited(result)
    return 0 if result.whole else 1
