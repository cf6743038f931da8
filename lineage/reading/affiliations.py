"""Who stands behind an artefact: fields such as "Curated by", known accounts, words that only organisations have.

Private persons are never named: what cannot be told to be an organisation becomes an individual without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.reading.words.table import names, table

_FIELD = re.compile(
    r"^[ \t>*\-]*(?:Curated|Created|Developed|Published|Released|Maintained|Shared|Hosted|Provided)[ \t]+by"
    r"(?:[ \t]*\[optional\])?\**[ \t]*:\**[ \t]*(?P<who>[^\r\n]{2,200})",
    re.IGNORECASE | re.MULTILINE,
)
_BY = re.compile(
    r"by(?=(?:[ \t]+|[ \t]*\r?\n[ \t]*)(?i:the\s+)?(?:researchers\s+(?:at|of)\s+(?:the\s+)?)?"
    r"(?P<who>[A-Z][^;:()\r\n]{2,80}))"
)
_RELEASED = re.compile(
    r"\b(?P<denied>(?:not|never)\s+)?"
    r"(?:curated|created|developed|published|released|maintained|hosted|collected|built|made\s+available|provided)\s+\Z",
    re.IGNORECASE,
)
_RELEASED_REACH = 40
"""Characters before its "by" in which "not made available" has room."""
_EDGES = " *_.`\"'\t\r\n:"
_NOBODY = re.compile(r"more information needed|^\W*$|n/a", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|https?://\S+")
_REST = re.compile(r"\swith\s|\sin\s(?=\d)")
_APART = re.compile(
    r"[;|/()\[\]<>{}]|,(?!\s*(?i:inc|ltd|llc|gmbh|corp|co|plc|limited)\b)|\s[-–—@]\s|\s(?:at|from|by)\s"
)
_JOINED = re.compile(r"\s(?:and|&|of(?:\s+the)?)\s")
_INITIALS = re.compile(r"(?!U\.?[SK]A?\b|UAE|PRC|EU)[A-Z]{2,8}")
_PERSON = re.compile(r"(?:[^\W\d_][\w'’.-]*\s+){1,3}[^\W\d_][\w'’.-]*")
_SMALL = "of|for|the|and|in|on|&|de|der|die|für|des|du|la|di|degli|delle|della|del|dei|van|von|voor|och|og|do|da|dos"
_TITLE = re.compile(rf"[^\W\d_a-z][^\s]*(?:\s+(?:[^\W_a-z][^\s]*|{_SMALL}))*")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST_INITIALS = 3


def is_organization(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is an organisation's: known, or with a word that only organisations have, as in "GullLabs"."""
    apart = _INNER_CAPITAL.sub(" ", name)
    words = re.findall(r"[^\W\d_]+\.?", f"{name} {apart}".casefold())
    known, endings = names()["organization_words"], table("names")["organization_endings"]
    return (
        bool(lexicon.organization(name))
        or any(word in known or word.rstrip(".") in known for word in words)
        or any(mark in name for mark in known if not mark.isascii())
        or any(apart.endswith((f" {ending}", f" {ending.rstrip('.')}")) for ending in endings)
        or any(name.startswith(f"{beginning} ") for beginning in table("names")["organization_beginnings"])
    )


def organizations_in(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The organisations among those whom a field names, each without the persons beside it."""
    text = _REST.split(_LINK.sub(r"\1", text))[0]
    known = lexicon.organizations(text)
    if known and not text[: known[0].start].strip(_EDGES) and not text[known[0].end :].strip(_EDGES):
        yield known[0].text
        return
    for part in _APART.split(text):
        name = _without_persons(part.strip(_EDGES), lexicon).removeprefix("the ").removeprefix("The ")
        if name and is_organization(name, lexicon):
            yield name


def _without_persons(name: str, lexicon: Lexicon) -> str:
    """What is left of "Jane Gull of Gull Institute" or "Gull Institute and Jane Gull" without the person."""
    for joint in _JOINED.finditer(name):
        before, after = name[: joint.start()].strip(_EDGES), name[joint.end() :].strip(_EDGES)
        if _PERSON.fullmatch(before) and not is_organization(before, lexicon):
            return _without_persons(after, lexicon)
        if not joint.group().startswith(" of") and _PERSON.fullmatch(after) and not is_organization(after, lexicon):
            return before
    return name


def affiliated(written: str, lexicon: Lexicon) -> str | None:
    """The organisation in an affiliation as authors write it, "Department of Gulls, Quay University, Oslo".

    A known one; else the last that is no mere part of another; else initials behind a part. None where that leaves
    none: a department's name alone would be nobody's.
    """
    known = lexicon.organizations(written)
    if known:
        return known[0].text
    steps = [_without_persons(part.strip(_EDGES), lexicon) for part in _APART.split(_LINK.sub(r"\1", written))]
    steps = [step.removeprefix("the ").removeprefix("The ") for step in steps if step]
    whole, initials, inside = [], [], False
    for number, step in enumerate(steps, 1):
        part = is_part(step) or (number < len(steps) and not inside and is_part(step, last=True))
        if is_organization(step, lexicon) and not part:
            whole.append(step)
        elif inside and _INITIALS.fullmatch(step):
            initials.append(step)
        inside = inside or part
    return whole[-1] if whole else next(iter(initials), None)


def is_part(name: str, *, last: bool = False) -> bool:
    """Whether a name begins, or ends, as parts of organisations are called: "School of Engineering", "Gull Lab"."""
    words = re.findall(r"[^\W\d_]+\.?", name.casefold())
    parts = names()["organization_parts_last" if last else "organization_parts"]
    return bool(words) and words[-1 if last else 0] in parts


def is_makers_field(line: str) -> bool:
    """Whether a line says who made the artefact, as "Curated by: Gull Institute" does: what it names is no data."""
    return _FIELD.match(line) is not None


def stated_publishers(text: str, reference: str, kind: ThingKind, lexicon: Lexicon) -> Iterator[Finding]:
    """Organisations that a card or README names as its makers."""
    seen = set()
    for match in _makers_named(text):
        in_field = match.re is _FIELD
        if _NOBODY.search(match["who"]):
            continue
        for who in (_titled if in_field else _named_first)(match["who"], lexicon):
            start = text.find(who, match.start("who"))  # the organisation alone: a person may stand beside it
            if who in seen or start < 0:
                continue
            seen.add(who)
            yield Finding(
                reference, kind, Predicate.PUBLISHED_BY, f"name:{who}", ThingKind.ORGANIZATION,
                who, f"char={start},{start + len(who)}", "made-by-field" if in_field else "made-by", Strength.STATED,
                0.9 if in_field else 0.7, organization=who,
            )  # fmt: skip


def _makers_named(text: str) -> Iterator[re.Match[str]]:
    """Where a text names its makers: in a field, and after "released by". That "by" is sought first saves time."""
    yield from _FIELD.finditer(text)
    past = 0
    for match in _BY.finditer(text):
        released = _RELEASED.search(text, max(0, match.start() - _RELEASED_REACH), match.start())
        if released and match.start() >= past:
            past = match.end("who")
            if not released["denied"]:
                yield match


def _named_first(who: str, lexicon: Lexicon) -> list[str]:
    """In a sentence only a known organisation counts, and only where its name comes first."""
    return [hit.text for hit in lexicon.organizations(who)[:1] if hit.start == 0]


def companies_in(text: str, lexicon: Lexicon) -> list[str]:
    """The organisations that a person gives as company; initials alone are one's, unless they are no name at all."""
    return _initials(text) or list(organizations_in(text, lexicon))


def _initials(text: str) -> list[str]:
    alone = text.strip(_EDGES)
    named = _INITIALS.fullmatch(alone) and len(alone) >= _SHORTEST_INITIALS
    return [alone] if named and alone.casefold() not in names()["no_organizations"] else []


def _titled(who: str, lexicon: Lexicon) -> list[str]:
    """In a field also one that is not known, if it is written as a name, or in capitals: persons sign otherwise."""
    if initials := _initials(who):
        return initials
    return [name for name in organizations_in(who, lexicon) if lexicon.organization(name) or _TITLE.fullmatch(name)]


def owner_finding(
    reference: str, kind: ThingKind, owner: str, account: str | None, quote: str, place: str, lexicon: Lexicon
) -> Finding:
    """The owner of a page as its publisher: an organisation by name, anybody else as an individual without one."""
    known = account if account and lexicon.organization(account) else None
    name = owner if known or lexicon.organization(owner) else next(organizations_in(owner, lexicon), None)
    if name is None:
        return individual(reference, kind, quote, place)
    return Finding(
        reference, kind, Predicate.PUBLISHED_BY, known or f"name:{name}", ThingKind.ORGANIZATION,
        name if quote else quote, place, "owner", Strength.DECLARED, 0.9, organization=name,
    )  # fmt: skip


def individual(reference: str, kind: ThingKind, quote: str, place: str) -> Finding:
    """A publisher that is a person's account, or not known to be an organisation's; the quote must not name it."""
    return Finding(
        reference, kind, Predicate.PUBLISHED_BY, "anonymous:publisher", ThingKind.INDIVIDUAL,
        quote, place, "owner", Strength.DECLARED, 0.6,
    )  # fmt: skip
