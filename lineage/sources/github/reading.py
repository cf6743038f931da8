"""What GitHub's documents say: texts about the repository they lie in, its owner, its forks, its former names.

The subject is the repository itself, `github:owner/name`, also for what it derives: a repository can be a dataset, and
two of the same name are two. Only where its heading is a dataset of the catalogue, that dataset is meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from lineage.model.claim import Claim
from lineage.model.document import Snapshot
from lineage.model.references import from_url
from lineage.model.words import Modality, Polarity, Predicate, Strength, ThingKind
from lineage.reading.affiliations import individual, organizations_in
from lineage.reading.artefact import Artefact, heading
from lineage.reading.code import read_code
from lineage.reading.croissant import declared_sources, is_croissant
from lineage.reading.document import read_text
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.reading.view import decode
from lineage.sources.claims import to_claims

_PROSE = (".md", ".markdown", ".rst", ".txt")
_REPOSITORY, _ORGANIZATION = ThingKind.REPOSITORY, ThingKind.ORGANIZATION


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """The claims of one document; which kind it is, its name tells."""
    first, _, rest = snapshot.document.partition("/")
    part = "organization" if first == "organizations" else rest.partition("/")[2].partition("/")[0]
    pointer = "" if part in ("readme", "files") else "/description"
    findings = _READERS.get(part, _described)(snapshot, lexicon)
    yield from to_claims("github", snapshot, findings, pointer=pointer)


def _reference(snapshot: Snapshot) -> str:
    """`github:owner/name`, out of the address."""
    return from_url(snapshot.url) or f"document:{snapshot.document}"


def _described(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The description in a record: a text of one sentence."""
    description = _json(snapshot).get("description")
    if isinstance(description, str):
        yield from _of_text(description, snapshot, lexicon)


def _readme(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    yield from _of_text(decode(snapshot.body, snapshot.media_type), snapshot, lexicon)


def _file(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """A file: prose, a Croissant record, or code."""
    path, artefact = snapshot.document.casefold(), Artefact(_reference(snapshot), _REPOSITORY)
    if path.endswith(_PROSE):
        yield from _readme(snapshot, lexicon)
        return
    record = _json(snapshot) if path.endswith(".json") else {}
    if is_croissant(record):
        yield from declared_sources(record, artefact.reference, artefact.kind)
        return
    yield from read_code(decode(snapshot.body, snapshot.media_type), artefact, lexicon)


def _of_text(text: str, snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """What a text says of its repository. A fork's is its parent's: only that it is a copy holds for both."""
    reference, title = _reference(snapshot), heading(text)
    name, known = reference.rpartition("/")[2], lexicon.identify(title) if title else None
    artefact = Artefact(reference, _REPOSITORY, names=(name,), is_card=True, dataset=title if known else name)
    findings = list(read_text(text, artefact, lexicon))
    if snapshot.kind is ThingKind.COPY:
        yield from (f for f in findings if f.predicate is Predicate.COPY_OF and f.subject == reference)
        return
    for finding in findings:
        yield replace(finding, subject=reference) if finding.subject == f"name:{name}" else finding
    if title and known and any(_tells_origin(finding, known, lexicon) for finding in findings):
        start = text.find(title)
        yield Finding(
            f"name:{title}", ThingKind.DATASET, Predicate.DESCRIBED_BY, reference, _REPOSITORY, title,
            f"char={start},{start + len(title)}", "heading", Strength.STATED, 0.7,
        )  # fmt: skip


def _tells_origin(finding: Finding, dataset: str, lexicon: Lexicon) -> bool:
    """Whether a statement says what a dataset was made of: then the text under its name is the page of it."""
    return (
        finding.predicate is Predicate.DERIVED_FROM
        and finding.polarity is Polarity.ASSERTED
        and finding.modality is Modality.ASSERTED
        and lexicon.identify(finding.subject.removeprefix("name:")) == dataset
    )


def _owner(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The account of an organisation; a person without a name, and the organisations it gives as its company."""
    reference, record = _reference(snapshot), _json(snapshot)
    if record.get("type") == "Organization":
        login = record["login"]
        yield Finding(
            reference, _REPOSITORY, Predicate.PUBLISHED_BY, f"github:{login}", _ORGANIZATION, login, "/login",
            "owner", Strength.DECLARED, 0.95, organization=login,
        )  # fmt: skip
        return
    yield individual(reference, _REPOSITORY, "", "/type")
    company = record.get("company") or ""
    handles = [word for word in company.split() if word.startswith("@")]
    text = " ".join(word for word in company.split() if not word.startswith("@"))
    named = [(f"github:{handle[1:]}", handle) for handle in handles]
    named += [(f"name:{name}", name) for name in organizations_in(text, lexicon) if name in company]
    for organization, quote in named:
        yield Finding(
            reference, _REPOSITORY, Predicate.AFFILIATED_WITH, organization, _ORGANIZATION, quote, "/company",
            "company", Strength.STATED, 0.7, organization=quote,
        )  # fmt: skip


def _organization(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """What an organisation's account calls itself."""
    account, name = _reference(snapshot), _json(snapshot).get("name")
    if isinstance(name, str) and name.strip() and not lexicon.organization(account):
        yield Finding(
            account, _ORGANIZATION, Predicate.SAME_AS, f"name:{name}", _ORGANIZATION, name, "/name",
            "account-name", Strength.DECLARED, 0.95,
        )  # fmt: skip


def _forks(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """Each fork is a copy of what its parent holds."""
    for number, fork in enumerate(json.loads(snapshot.body)):
        name = fork["full_name"]
        yield Finding(
            f"github:{name}", _REPOSITORY, Predicate.COPY_OF, _reference(snapshot), _REPOSITORY, name,
            f"/{number}/full_name", "fork", Strength.DECLARED, 0.95,
        )  # fmt: skip


def _formerly(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The repository that answers at its former address is the same, unless another has taken that name."""
    record, before = _json(snapshot), _reference(snapshot)
    now = f"github:{record['full_name']}"
    if snapshot.document.startswith(f"{record['document']}/") and now.casefold() != before.casefold():
        yield Finding(
            now, _REPOSITORY, Predicate.SAME_AS, before, _REPOSITORY, record["full_name"], "/full_name",
            "renamed", Strength.DECLARED, 0.95,
        )  # fmt: skip


def _json(snapshot: Snapshot) -> dict[str, Any]:
    """The object in a snapshot, empty for anything that is none: a stranger's file may hold what it likes."""
    try:
        found = json.loads(snapshot.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


_Reader = Callable[[Snapshot, Lexicon], Iterable[Finding]]
_READERS: dict[str, _Reader] = {
    "readme": _readme,
    "files": _file,
    "owner": _owner,
    "forks": _forks,
    "formerly": _formerly,
    "organization": _organization,
}
