"""Who made what a record describes: organisations by ROR or name. Persons have no name, and hosts are no makers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lineage.model.references import name_key
from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.affiliations import affiliated, individual, is_organization
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.sources.datacite.record import Record

_ROR = re.compile(r"(?:^|ror\.org/)(0[a-z0-9]{6}\d{2})/?$", re.IGNORECASE)
_APART = re.compile(r"[;/|]|,(?!\s*(?:inc|ltd|llc|gmbh|corp|co|plc|limited)\b)", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:dept|departa?ment|faculty|school|division|chair|section|unit|group|labs?)\b|.*\b(?:group|lab)$", re.IGNORECASE
)
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w'’-]*(?:\s[\w'’-]+)?,\s*[^\W\d_][\w'’.-]*(?:\s[\w'’.-]+){0,2}")
_ORGANIZATION = ThingKind.ORGANIZATION


@dataclass(frozen=True)
class _Written:
    """Somebody as a record writes them: words and their place, the identifier beside them, and by which rule."""

    words: str
    place: str
    rule: str
    ror: str | None = None
    beside: tuple[str, str] = ("", "")
    """The identifier as it stands, and its place."""


def makers(record: Record, lexicon: Lexicon) -> Iterator[Finding]:
    """Creators that are organisations, creators' affiliations, the publisher; or an individual, if none is known."""
    found = [
        one
        for written in (*_creators(record, lexicon), *_publisher(record))
        for one in _findings(record, written, lexicon)
    ]
    yield from found
    if not found and record.kind is not ThingKind.PAPER:
        yield individual(record.reference, record.kind, "", "/id")


def _creators(record: Record, lexicon: Lexicon) -> Iterator[_Written]:
    for creator, place in _objects(record.fields.get("creators"), "/attributes/creators"):
        if _is_organization(creator, lexicon):
            beside = [_beside(row, "nameIdentifier", at) for row, at in _identifiers(creator, place)]
            ror = next((found for found in beside if found[0]), (None, ("", "")))
            yield _Written(creator["name"], f"{place}/name", "creator", *ror)
            continue
        affiliations = creator.get("affiliation")
        for number, one in enumerate(affiliations if isinstance(affiliations, list) else ()):
            yield from _written(one, f"{place}/affiliation/{number}", "affiliation")


def _publisher(record: Record) -> Iterator[_Written]:
    """The publisher, unless it is the repository itself: that keeps what others made."""
    hosts = {name_key(part) for part in record.host.split(".")}
    for written in _written(record.fields.get("publisher"), "/attributes/publisher", "publisher"):
        if name_key(written.words) not in hosts:
            yield written


def _written(value: Any, place: str, rule: str) -> Iterator[_Written]:  # noqa: ANN401  JSON of strangers
    """An affiliation or publisher, which is its name alone or has an identifier too."""
    if isinstance(value, str):
        yield _Written(value, place, rule)
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield _Written(value["name"], f"{place}/name", rule, *_beside(value, f"{rule}Identifier", place))


def _findings(record: Record, written: _Written, lexicon: Lexicon) -> Iterator[Finding]:
    """An organisation as maker, in words that name nobody else: a person may stand beside it."""
    words, alone = written.words.strip(), len(_steps(written.words)) == 1
    sure = written.rule == "creator" or (alone and written.ror is not None)
    found = words if sure else affiliated(words, lexicon)
    name = found if found and found in words else None
    if not name and not written.ror:
        return
    quote, place = (name, written.place) if name else written.beside
    who = f"ror:{written.ror}" if written.ror else f"name:{name}"
    is_paper = record.kind is ThingKind.PAPER
    yield Finding(
        record.reference, record.kind, Predicate.AFFILIATED_WITH if is_paper else Predicate.PUBLISHED_BY,
        who, _ORGANIZATION, quote, place, written.rule,
        Strength.DECLARED, 0.7 if written.rule == "publisher" else 0.9, organization=name,
    )  # fmt: skip
    if written.ror and name and (alone or _names_one(words, lexicon)):
        yield Finding(
            who, _ORGANIZATION, Predicate.SAME_AS, f"name:{name}", _ORGANIZATION, quote, place, written.rule,
            Strength.DECLARED, 0.9,
        )  # fmt: skip


def _names_one(words: str, lexicon: Lexicon) -> bool:
    """Whether an identifier beside a text can only be that of the one organisation in it.

    Departments have none. Institutes and centres count: they are often parts of others and have one of their own.
    """
    return sum(is_organization(step, lexicon) and not _UNIT.match(step) for step in _steps(words)) == 1


def _steps(words: str) -> list[str]:
    return [step.strip() for step in _APART.split(words) if step.strip()]


def _is_organization(creator: dict[str, Any], lexicon: Lexicon) -> bool:
    """Whether a creator says so, and nothing that only persons have says otherwise."""
    name = creator.get("name")
    schemes = {str(row.get("nameIdentifierScheme")).casefold() for row, _ in _identifiers(creator, "")}
    return (
        creator.get("nameType") == "Organizational"
        and isinstance(name, str)
        and bool(name.strip())
        and (is_organization(name, lexicon) or not _FAMILY_FIRST.fullmatch(name.strip()))
        and not (creator.get("givenName") or creator.get("familyName") or "orcid" in schemes)
    )


def _identifiers(creator: dict[str, Any], place: str) -> Iterator[tuple[dict[str, Any], str]]:
    """A creator's identifiers; one alone may stand without a list."""
    found = creator.get("nameIdentifiers")
    if isinstance(found, dict):
        yield found, f"{place}/nameIdentifiers"
    yield from _objects(found, f"{place}/nameIdentifiers")


def _beside(row: dict[str, Any], field: str, place: str) -> tuple[str | None, tuple[str, str]]:
    """The ROR id in a field, and the text and place of that field."""
    text = row.get(field)
    match = _ROR.search(text.strip()) if isinstance(text, str) else None
    return (match[1].lower(), (str(text), f"{place}/{field}")) if match else (None, ("", ""))


def _objects(value: Any, place: str) -> Iterator[tuple[dict[str, Any], str]]:  # noqa: ANN401  JSON of strangers
    for number, row in enumerate(value if isinstance(value, list) else ()):
        if isinstance(row, dict):
            yield row, f"{place}/{number}"
