"""Deletion requests, as people read them at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lineage import console
from lineage.console import out, table
from lineage.model.counting import count

if TYPE_CHECKING:
    from lineage.jobs.requests.approve import Approved
    from lineage.jobs.requests.audit import Audit
    from lineage.jobs.requests.end import Ended
    from lineage.jobs.requests.export import Written
    from lineage.jobs.requests.identify import Identified
    from lineage.jobs.requests.inbox import Received
    from lineage.jobs.requests.open import Opened
    from lineage.jobs.requests.poll import Polled
    from lineage.jobs.requests.record import Recorded
    from lineage.jobs.requests.send import Outgoing
    from lineage.jobs.requests.status import RequestView
    from lineage.jobs.requests.verify import Looked


def opened(result: Opened) -> None:
    """A request that was opened, and what comes next."""
    request = result.request
    if result.joined:
        out(f"The same person has an open request, which this one joins: {request.id}")
        if result.left_out:
            out(
                f"Not taken over, since it stays as it was opened: {', '.join(result.left_out)}. To change that, "
                "revoke it (`lineage request revoke`) and open another."
            )
        return
    out(f"Request {request.id}: {result.photos:,} photos; {request.regulation}, by {request.role}.")
    short = request.id[:8]
    out(f"Next: lineage request identify {short} --code   (or a reviewer's decision: --as ROLE --note TEXT)")
    out(f"      lineage request plan {short}")


def code_issued(code: str) -> None:
    """What the requester is asked to do."""
    out(f"Ask the requester to put this code into the description of their Flickr account: {code}")
    out("Then look for it: lineage request identify REQUEST --check")


def identified(result: Identified) -> None:
    """What came of a check of identity."""
    said = "is who they say" if result.satisfied else "could not show who they are"
    out(f"The requester of {result.request.id} {said}.")


def approved(result: Approved) -> None:
    """What may leave now."""
    left = f"; {count(result.left_out, 'waits', 'wait')} for another approval" if result.left_out else ""
    out(f"{count(len(result.obligations), 'obligation')} of {result.request.id} may leave{left}.")
    if result.obligations:
        short = result.request.id[:8]
        out(f"Next: lineage request send {short}   (shows what would leave; with --really it leaves)")


def sent(result: Sequence[Outgoing], *, really: bool) -> None:
    """What left, or would."""
    if not result:
        out("Nothing is approved and unsent, and nobody is to be reminded.")
        return
    rows = [
        (one.request[:8], one.holder_name, one.kind, one.channel, len(one.obligations), _came_of(one))
        for one in sorted(result, key=lambda one: (one.request, one.holder_name.casefold()))
    ]
    table(("request", "holder", "what", "channel", "datasets", "came of it" if really else "contact"), rows)
    if not really:
        out("Nothing has left. Send it with --really.")
    doubted = sorted({one.request[:8] for one in result if one.came_of == "need_verification"})
    if doubted:
        console.say(
            f"lineage: nothing of {', '.join(doubted)} leaves: whoever looked last is not satisfied about who asks; "
            "`lineage request identify` writes down that they are, `lineage request deny` that they are not."
        )
    stay = sorted({one.holder_name for one in result if one.came_of == "no_address"})
    if stay:
        console.say(
            f"lineage: {len(stay)} of them cannot be told that way, {stay[0]} among them: no such address of theirs is "
            "known, and nothing of theirs was changed; add a contact (docs/contacts.md), or leave out --channel."
        )
    for problem in sorted({one.problem for one in result if one.problem}):
        console.say(f"lineage: {problem}")
    told = [one for one in result if one.came_of not in ("no_address", "need_verification")]
    unknown = sorted({one.holder_name for one in told if not one.contact and one.kind != "complaint"})
    if unknown:
        lie = "lie" if really else "would lie"
        console.say(
            f"lineage: no contact is known of {len(unknown)} of them, {unknown[0]} among them: their letters {lie} "
            "ready, and a person has to find the way (docs/contacts.md)."
        )


def _came_of(one: Outgoing) -> str:
    return one.came_of.replace("_", " ") if one.came_of else "known" if one.contact else "not known"


def recorded(result: Recorded) -> None:
    """What an answer moved."""
    if result.state is None:
        out(f"Written down of {result.holder_name}.")
    else:
        out(f"{count(len(result.obligations), 'obligation')} of {result.holder_name}: {result.word}.")
    if result.how_unsaid:
        out("Nothing was said of how, though the letter asks for it: --basis says it.")
    if result.left_out:
        out(f"The graph cannot be told of {', '.join(result.left_out)}: they have no name or address of their own.")


def received(result: Sequence[Received]) -> None:
    """What came back by mail."""
    rows = ((each.file, each.what, each.holder_name, len(each.obligations)) for each in result)
    table(("mail", "what", "holder", "obligations"), rows)
    if any(each.what == "to read" for each in result):
        out("A person wrote some of them: read these, and write down what they say with `lineage request record`.")


def polled(result: Sequence[Polled]) -> None:
    """What holders' interfaces said."""
    if not result:
        out("No holder who was told through an interface has an answer open.")
        return
    rows = ((one.request[:8], one.holder_name, one.word or "nothing new", len(one.obligations)) for one in result)
    table(("request", "holder", "says", "obligations"), rows)
    for one in result:
        if one.problem:
            console.say(f"lineage: {one.holder_name}: {one.problem}")


def verified(result: Sequence[Looked], *, every: bool) -> None:
    """What looking came to: what changed and what is still there; or every look."""
    if not result:
        out("There is nothing to look at: nobody was told yet.")
        return
    shown = [one for one in result if every or one.matters]
    if shown:
        rows = ((r.holder_name, r.dataset_name, r.verdict, r.says) for r in shown)
        table(("holder", "dataset", "verdict", "seen"), rows)
    if rest := len(result) - len(shown):
        out(f"Of {count(rest, 'obligation')} nothing new can be told; `--all` shows them.")


def standing(views: Sequence[RequestView], *, whole: bool) -> None:
    """Where requests stand; of one request every holder."""
    if not views:
        out("There is no request yet; open one with `lineage request open WHO --contact …`.")
        return
    if not whole:
        table(("request", "status", "regulation", "obligations", "tasks", "our date"), map(_row, views))
        return
    for view in views:
        due = view.due.date().isoformat() if view.due else "none"
        detail = f" ({view.standing.detail})" if view.standing.detail else ""
        out(f"Request {view.request.id}: {view.standing.status}{detail}; to be answered by {due}.")
        rows = [
            (
                holder.name, ", ".join(f"{each.number} {each.dataset_name}" for each in holder.obligations),
                ", ".join(holder.words),
                holder.due.date() if holder.due else "", holder.task.what if holder.task else "",
            )
            for holder in view.holders
        ]  # fmt: skip
        table(("holder", "obligations", "state", "until", "to do"), rows)


def _row(view: RequestView) -> tuple[object, ...]:
    due = view.due.date() if view.due else ""
    detail = f" ({view.standing.detail})" if view.standing.detail else ""
    tasks = sum(holder.task is not None for holder in view.holders)
    regulation = view.request.regulation
    return view.request.id, f"{view.standing.status}{detail}", regulation, len(view.obligations), tasks, due


def reported(files: Sequence[Path]) -> None:
    """Where what people read lies."""
    for file in files:
        out(f"Written: {file}")


def exported(result: Written) -> None:
    """What an export has."""
    table(("table", "rows"), result.rows.items())
    out(f"Written: {', '.join(result.files)} in {result.folder}")
    if result.forgotten:
        out(f"Forgotten, and so without what named the person: {len(result.forgotten)} of these requests.")


def ended(result: Ended, how: str) -> None:
    """A request that ended, what of it stays here, and who knows of it all the same."""
    stay = count(len(result.stopped), "obligation")
    out(f"Request {result.request.id} is {how}; {stay} of which nothing had left, and nothing leaves any more.")
    if result.taken_back:
        back = count(len(result.taken_back), "obligation")
        out(
            f"The letters about {back} that lay ready in the outbox were taken back; nobody has to carry them any more."
        )
    if result.told:
        out(
            f"Told before: {', '.join(result.told)}. What they were asked stands, and nothing tells them that the "
            f"request is {how}: write to them where they should know."
        )


def audited(result: Audit) -> None:
    """Whether the docket is whole, or where not."""
    if result.whole:
        out(f"{result.events:,} events are as they were written; {result.anchors:,} anchors agree.")
        return
    table(("event", "what", "finding"), ((f.number, f.kind, f.says) for f in result.findings))
    console.say(
        f"lineage: {count(len(result.findings), 'finding')} in {count(result.events, 'event')}; see docs/requests.md."
    )
