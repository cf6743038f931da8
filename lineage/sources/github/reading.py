"""What GitHub's documents say: texts of their repository, and, here, records of its owner, forks and former names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from lineage.model.claim import Claim
from lineage.model.document import Snapshot
from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.affiliations import companies_in, individual
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.sources.claims import to_claims
from lineage.sources.github.owners import HANDLE
from lineage.sources.github.texts import described, file, readme, record_of, reference_of

_REPOSITORY, _ORGANIZATION = ThingKind.REPOSITORY, ThingKind.ORGANIZATION


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """The claims of one document; which kind it is, its name tells."""
    first, _, rest = snapshot.document.partition("/")
    part = "organization" if first == "organizations" else rest.partition("/")[2].partition("/")[0]
    pointer = "" if part in ("readme", "files") else "/description"
    findings = _READERS.get(part, described)(snapshot, lexicon)
    yield from to_claims("github", snapshot, findings, pointer=pointer)


def _owner(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The account of an organisation; a person without a name, and the organisations it gives as its company."""
    reference, record = reference_of(snapshot), record_of(snapshot)
    if record.get("type") == "Organization":
        login = record["login"]
        yield Finding(
            reference, _REPOSITORY, Predicate.PUBLISHED_BY, f"github:{login}", _ORGANIZATION, login, "/login",
            "owner", Strength.DECLARED, 0.95, organization=login,
        )  # fmt: skip
        return
    yield individual(reference, _REPOSITORY, "", "/type")
    company = record.get("company") or ""
    named = [(f"github:{handle[1]}", handle[0]) for handle in HANDLE.finditer(company)]
    others = companies_in(HANDLE.sub(",", company), lexicon)
    named += [(f"name:{name}", name) for name in others if name in company]
    for organization, quote in named:
        yield Finding(
            reference, _REPOSITORY, Predicate.AFFILIATED_WITH, organization, _ORGANIZATION, quote, "/company",
            "company", Strength.STATED, 0.7, organization=quote,
        )  # fmt: skip


def _organization(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """What an organisation's account calls itself."""
    account, name = reference_of(snapshot), record_of(snapshot).get("name")
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
            f"github:{name}", _REPOSITORY, Predicate.COPY_OF, reference_of(snapshot), _REPOSITORY, name,
            f"/{number}/full_name", "fork", Strength.DECLARED, 0.95,
        )  # fmt: skip


def _formerly(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The repository that answers at its former address is the same, unless another has taken that name."""
    record, before = record_of(snapshot), reference_of(snapshot)
    now = f"github:{record['full_name']}"
    if snapshot.document.startswith(f"{record['document']}/") and now.casefold() != before.casefold():
        yield Finding(
            now, _REPOSITORY, Predicate.SAME_AS, before, _REPOSITORY, record["full_name"], "/full_name",
            "renamed", Strength.DECLARED, 0.95,
        )  # fmt: skip


_Reader = Callable[[Snapshot, Lexicon], Iterable[Finding]]
_READERS: dict[str, _Reader] = {
    "readme": readme,
    "files": file,
    "owner": _owner,
    "forks": _forks,
    "formerly": _formerly,
    "organization": _organization,
}
