"""What is known of people's photos, as people read it: counts first, then a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lineage import console
from lineage.console import INCOMPLETE, out, short, table
from lineage.errors import BadInput
from lineage.jobs.stores import Stores

if TYPE_CHECKING:
    from lineage.jobs.photos.add import AddResult
    from lineage.jobs.photos.build import BuildResult
    from lineage.jobs.photos.lookup import Found, Lookup
    from lineage.jobs.photos.stats import Stats


def looked_up(
    stores: Stores, who: str | None, batch: Path | None, *, form: str, counts: bool, output: Path | None
) -> int:
    """Answer for one or for many; the exit code says whether everybody could be answered for."""
    if (who is None) == (batch is None):
        raise BadInput("Say who: one user ID, URL, photo id or hash, or `--batch FILE` with many.")
    from lineage.jobs.photos.lookup import open_lookup

    lookup = open_lookup(stores)
    found = lookup.many(batch) if batch else iter(lookup.one(who or ""))
    if form == "table":
        for number, one in enumerate(found):
            out("" if number == 0 else "\n", end="")
            _person(one, lookup)
    else:
        _write(_pieces(found, lookup, form, counts), output)
    for problem in lookup.problems:
        console.say(f"lineage: {problem}")
    return INCOMPLETE if lookup.problems else 0


def _pieces(found: Iterator[Found], lookup: Lookup, form: str, counts: bool) -> Iterator[str]:
    teller = lookup.teller()
    if form == "csv":
        yield teller.header()
    for one in found:
        if form == "csv":
            yield from teller.csv(one)
        else:
            yield from teller.json(one, photos=not counts)
            yield "\n"


def _write(pieces: Iterator[str], output: Path | None) -> None:
    """As it comes: a batch may be gigabytes. Into a file aside that gets its name when it is whole."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream on every terminal
        for piece in pieces:
            sys.stdout.write(piece)
        return
    from lineage.files import explained

    part = output.with_name(f".{output.name}.part")
    with explained("write", output), part.open("w", encoding="utf-8") as file:
        file.writelines(pieces)
        part.replace(output)


def _person(found: Found, lookup: Lookup) -> None:
    listed = [name for name, answer in found.answers.items() if answer.answer == "listed"]
    may = [name for name, answer in found.answers.items() if answer.answer == "may_contain"]
    who = found.nsid or ("an owner who is sealed here" if found.person.owner else "an owner nobody knows")
    out(f"{who}: {len(found):,} photos; listed in {len(listed)} datasets, maybe in {len(may)} more")
    if not found.manifest.complete:
        out(f"(the index has a part of {found.manifest.dataset}: other photos may be missing)")
    rows = []
    for name, answer in sorted(
        found.answers.items(), key=lambda item: (_ORDER[item[1].answer], -found.counts.get(item[0], 0))
    ):
        steps = lookup.chain(answer)
        because = " · ".join(f"{step['subject']} {step['predicate']} {step['object']}" for step in steps)
        quote = next((f"“{short(step['quote'], 60)}”" for step in reversed(steps) if step["quote"]), "")
        photos = found.counts.get(name) or ("" if answer.answer != "listed" else "owner only")
        held = ", ".join(lookup.holders.get(name, ()))
        rows.append((name, answer.answer.replace("_", " "), photos, held, because, quote))
    table(("dataset", "answer", "photos", "held by", "because", "in whose words"), rows)
    if may:
        out(f"A complete list settles each *may contain*: lineage photos add {may[0]} FILE --complete")
    if len(found):
        out("All addresses, as holders ask for them: the same with --csv")


_ORDER = {"listed": 0, "may_contain": 1, "not_listed": 2}


def built(result: BuildResult) -> None:
    """What an index was built of."""
    part = "all" if result.complete else "a part"
    out(f"{result.rows:,} photos and videos of {result.owners:,} owners: {part} of {result.dataset}")
    out(f"{result.bytes:,} bytes of serving files")
    if result.twice:
        out(f"{result.twice:,} rows stood there twice and count once")
    if result.shared:
        out(f"{result.shared:,} photos stand there with several owners; all are kept")
    if result.key_id:
        out(f"Owners are sealed with key {result.key_id}")
    if result.datasets:
        out(f"{result.datasets} releases of datasets were joined with it again")
    for why, count in result.bad.items():
        console.say(f"{count:,} lines put aside: {why}")
    if result.aside:
        console.say(f"They are in {result.aside}")


def added(result: AddResult) -> None:
    """What lists came to."""
    table(
        ("file", "read as", "members", "in the index", "elsewhere", "owners alone", "nobody", ""),
        (
            (one.file, one.form, one.members, one.photos, one.outside, one.owners, one.others,
             "was there" if one.already else "")
            for one in result.lists
        ),
    )  # fmt: skip
    coverage = "complete" if result.complete else "partial: others may be in it too"
    out(
        f"{result.dataset}, release {result.release}: {result.photos:,} photos of the index, "
        f"{result.outside:,} others, {result.owners:,} owners; {coverage}"
    )
    for one in result.lists:
        if one.aside:
            console.say(f"{one.others:,} places of {one.file} name nobody; they are in {one.aside}")


def counted(result: Stats) -> None:
    """The index in numbers."""
    out(f"{result.rows:,} photos and videos of {result.owners:,} owners of {result.dataset}; {result.bytes:,} bytes")
    table(
        ("dataset", "release", "", "photos", "elsewhere", "owners alone", "coverage"),
        (
            (one.dataset, one.release, "withdrawn" if one.kind == "withdrawn" else "", one.photos, one.outside,
             one.owners, "complete" if one.complete else "partial")
            for one in result.releases
        ),
    )  # fmt: skip
    for change in result.changes:
        releases = f"{change.dataset} {change.before} → {change.after}"
        out(f"{releases}: {change.removed:,} photos removed, {change.added:,} added")
