"""What a team already has: a JSONL file (one document a line), or a folder of .md, .txt, .html and .json files.

A document is `{"doc_id", "kind", "title", "owner", "url", "text", "metadata"}`, the input of `lineage extract`.
Markdown may carry the same fields as YAML front matter; HTML gives title, canonical link and author.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lineage.errors import BadInput
from lineage.files import explained
from lineage.model.base import canonical
from lineage.model.claim import Claim
from lineage.model.document import Issue, Page, Snapshot
from lineage.model.words import Outcome, ThingKind
from lineage.reading.document import OWNER, read_document
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import from_file, to_document
from lineage.sources.claims import to_claims
from lineage.sources.crawl import Crawl

_KINDS = {"paper": ThingKind.PAPER, "repository": ThingKind.REPOSITORY, "release": ThingKind.DATASET}
_TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
}
_LARGEST = 16_000_000


def pages(crawl: Crawl) -> Iterator[Page]:
    """Every line of the file, or every file of the folder; what was there before and is not any more is gone."""
    path = crawl.path
    if path is None or not path.exists():
        raise BadInput(
            f"There is nothing at {path}; give --path a JSONL file or a folder of .md, .txt, .html, .json files."
        )
    seen = set()
    for page in _folder(crawl, path) if path.is_dir() else _lines(crawl, path):
        if page.document in seen:
            crawl.issues.append(
                Issue(document=page.document, problem="the same doc_id stands there twice; the first counts")
            )
            continue
        seen.add(page.document)
        yield page
    for name, visit in crawl.known.items():
        if name not in seen:
            yield Page(name, visit.kind, visit.url, Outcome.GONE, reason=f"no longer in {path.name}")


def _lines(crawl: Crawl, path: Path) -> Iterator[Page]:
    with explained("read", path), path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield _page(crawl, to_document(json.loads(line)))
            except (BadInput, ValueError, RecursionError) as error:
                crawl.issues.append(Issue(document=None, problem=f"{path.name}, line {number}: {_short(error)}"))


def _folder(crawl: Crawl, path: Path) -> Iterator[Page]:
    for file in sorted(path.rglob("*")):
        media_type = _TYPES.get(file.suffix.lower())
        if not file.is_file() or file.is_symlink() or media_type is None or file.name.startswith("."):
            continue
        with explained("read", file):
            body = file.read_bytes() if file.stat().st_size <= _LARGEST else None
        name = file.relative_to(path).as_posix().encode(errors="surrogateescape").decode(errors="replace")
        if body is None:
            crawl.issues.append(
                Issue(document=None, problem=f"{name} is larger than {_LARGEST:,} bytes and was not read")
            )
            continue
        try:
            document = from_file(name, media_type, body)
        except (BadInput, ValueError, RecursionError) as error:
            crawl.issues.append(Issue(document=None, problem=f"{name}: {_short(error)}"))
            continue
        yield Page(
            f"{crawl.shard}/{name}", _KINDS[document["kind"]], document["url"] or f"file:{name}",
            body=body, media_type=media_type, title=document["title"],
        )  # fmt: skip


def _page(crawl: Crawl, document: dict[str, Any]) -> Page:
    name = document["doc_id"]
    return Page(
        f"{crawl.shard}/{name}",
        _KINDS[document["kind"]],
        document["url"] or f"document:{name}",
        body=canonical(document),
        media_type="application/json",
        title=document["title"],
    )


def _short(error: Exception) -> str:
    return str(error)[:200]


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """What the document says of itself and of others."""
    name = snapshot.document.partition("/")[2]
    document = from_file(name, snapshot.media_type, snapshot.body)
    findings = read_document(document, lexicon)
    if snapshot.media_type == "application/json":
        yield from to_claims("documents", snapshot, findings, pointer="/text")
    else:
        yield from to_claims("documents", snapshot, (_in_text(finding, document["text"]) for finding in findings))


def _in_text(finding: Finding, text: str) -> Finding:
    """The owner of a file without fields stands in its text view: in the front matter, or in a page's author line."""
    if finding.place != OWNER:
        return finding
    start = max(0, text.find(finding.quote))
    return replace(finding, place=f"char={start},{start + len(finding.quote)}")
