"""A run as files of JSON lines, and back. Pure: the folder and the bucket store the same bytes."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from lineage.errors import RunIncomplete
from lineage.ledger.base import FILES
from lineage.model.base import canonical, sha256
from lineage.model.claim import Claim
from lineage.model.document import Issue, Reading, Visit
from lineage.model.run import RunId, Seal, SealedRun

_EVIDENCE = "evidence"
_QUOTE = ("snapshot", "locator", "quote")


def pack(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as compressed canonical JSON lines; equal rows give equal bytes."""
    return gzip.compress(b"".join(canonical(row) + b"\n" for row in rows), compresslevel=6, mtime=0)


def unpack(data: bytes) -> list[dict[str, Any]]:
    """The rows of a packed file."""
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


def unpack_quotes(run: str, data: bytes) -> list[dict[str, Any]]:
    """The rows of a run's quotes file, which no seal covers; raises RunIncomplete when it cannot be read."""
    try:
        rows = [{key: row[key] for key in _QUOTE} for row in unpack(data)]
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError, KeyError, TypeError):
        data = b""
    if not data:  # no quotes at all give a file, too: an empty one is damaged
        raise RunIncomplete(
            f"Run {run} is damaged: quotes.jsonl.gz cannot be read. Restore it from a backup, or leave the run out "
            f"with `lineage project --without-run {run}`."
        )
    return rows


def without_quotes(run: str, data: bytes, snapshot: str) -> tuple[bytes, int]:
    """A run's quotes file without those of a snapshot, and how many those are; raises RunIncomplete."""
    rows = unpack_quotes(run, data)
    kept = [row for row in rows if row["snapshot"] != snapshot]
    return (pack(kept), len(rows) - len(kept)) if len(kept) < len(rows) else (data, 0)


def to_files(run: SealedRun) -> dict[str, bytes]:
    """The files of a run, by name, without the seal."""
    quotes: dict[tuple[str, str], str] = {}
    readings = []
    for reading in run.readings:
        row = reading.model_dump(mode="json")
        for claim in row["claims"]:
            quote = claim[_EVIDENCE].pop("quote")
            if quote is not None:
                quotes[claim[_EVIDENCE]["snapshot"], claim[_EVIDENCE]["locator"]] = quote
        readings.append(row)
    return {
        "visits": pack(visit.model_dump(mode="json", exclude_defaults=True) for visit in run.visits),
        "readings": pack(readings),
        "issues": pack(issue.model_dump(mode="json") for issue in run.issues),
        "quotes": pack(
            {"snapshot": s, "locator": where, "quote": quote} for (s, where), quote in sorted(quotes.items())
        ),
    }


def from_files(run_id: RunId, seal: Seal, files: Mapping[str, bytes]) -> SealedRun:
    """A run from its files; raises RunIncomplete when they are not those that were sealed."""
    for name in FILES:
        found = sha256(files[name]) if name in files else "nothing"
        if found != seal.files.get(name):
            raise RunIncomplete(
                f"Run {run_id} is damaged: its file {name}.jsonl.gz has {len(files.get(name, b''))} bytes that are not "
                f"the ones sealed on {seal.sealed_at}. Restore it from a backup, or leave the run out with "
                f"`lineage project --without-run {run_id}`."
            )
    rows = unpack_quotes(str(run_id), files.get("quotes", b""))
    quotes = {(row["snapshot"], row["locator"]): row["quote"] for row in rows}
    return SealedRun(
        id=run_id,
        seal=seal,
        visits=tuple(Visit.model_validate(row) for row in unpack(files["visits"])),
        readings=tuple(_reading(row, quotes) for row in unpack(files["readings"])),
        issues=tuple(Issue.model_validate(row) for row in unpack(files["issues"])),
        quotes=sha256(files["quotes"]),
    )


def _reading(row: dict[str, Any], quotes: Mapping[tuple[str, str], str]) -> Reading:
    for claim in row["claims"]:
        evidence = claim[_EVIDENCE]
        evidence["quote"] = quotes.get((evidence["snapshot"], evidence["locator"]))
    claims = tuple(Claim.model_validate(claim) for claim in row.pop("claims"))
    return Reading.model_construct(claims=claims, **row)
