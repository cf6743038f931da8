"""Who stands behind an artefact: fields such as "Curated by", known accounts, words that only organisations have.

Private persons are never named: what cannot be told to be an organisation becomes an individual without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.finding import Finding
from lineage.reading.grammar import names
from lineage.reading.lexicon import Lexicon

_FIELD = re.compile(
    r"^[ \t>*\-]*\**(?:Curated|Created|Developed|Published|Released|Maintained|Shared|Hosted|Provided)\s+by"
    r"(?:\s*\[optional\])?\**\s*:?\**\s*:?\s*(?P<who>[^\n]{2,120})",
    re.IGNORECASE | re.MULTILINE,
)
_RELEASED = re.compile(
    r"\b(?:curated|created|developed|published|released|maintained|hosted|collected|built|made\s+available|provided)\s+by\s+"
    r"(?:the\s+|researchers\s+(?:at|of)\s+(?:the\s+)?)?(?P<who>[A-Z][^.,;:()\n]{2,80})"
)
_NOBODY = re.compile(r"more information needed|\[|^\W*$|n/a", re.IGNORECASE)


def is_organization(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is an organisation's: known, or with a word that only organisations have."""
    words = re.findall(r"[^\W\d_]+\.?", name.casefold())
    return (
        bool(lexicon.organization(name))
        or any(
            word in names()["organization_words"] or word.rstrip(".") in names()["organization_words"] for word in words
        )
        or any(mark in name for mark in names()["organization_words"] if not mark.isascii())
    )


def stated_publishers(text: str, reference: str, kind: ThingKind, lexicon: Lexicon) -> Iterator[Finding]:
    """Organisations that a card or README names as its makers."""
    seen = set()
    for pattern, rule, confidence in ((_FIELD, "made-by-field", 0.9), (_RELEASED, "made-by", 0.7)):
        for match in pattern.finditer(text):
            who = match["who"].strip(" *_.\t\r")
            known = lexicon.organizations(who)
            if pattern is _RELEASED:
                who = known[0].text if known and known[0].start == 0 else ""
            if not who or who in seen or _NOBODY.search(who) or not is_organization(who, lexicon):
                continue
            seen.add(who)
            start = match.start() + len(match.group()) - len(match.group().lstrip("\n"))
            quote = text[start : match.end()].strip()
            start = text.index(quote, start)
            yield Finding(
                reference, kind, Predicate.PUBLISHED_BY, f"name:{who}", ThingKind.ORGANIZATION,
                quote, f"char={start},{start + len(quote)}", rule, Strength.STATED, confidence, organization=who,
            )  # fmt: skip


def owner_finding(
    reference: str, kind: ThingKind, owner: str, account: str | None, quote: str, place: str, lexicon: Lexicon
) -> Finding:
    """The owner of a page as its publisher: an organisation by name, anybody else as an individual without one."""
    known = (account and lexicon.organization(account)) or lexicon.organization(owner)
    if known or is_organization(owner, lexicon):
        who = account if account and lexicon.organization(account) else f"name:{owner}"
        return Finding(
            reference, kind, Predicate.PUBLISHED_BY, who, ThingKind.ORGANIZATION,
            quote, place, "owner", Strength.DECLARED, 0.9, organization=owner,
        )  # fmt: skip
    return individual(reference, kind, quote, place)


def individual(reference: str, kind: ThingKind, quote: str, place: str) -> Finding:
    """A publisher that is a person's account, or not known to be an organisation's; the quote must not name it."""
    return Finding(
        reference, kind, Predicate.PUBLISHED_BY, "anonymous:publisher", ThingKind.INDIVIDUAL,
        quote, place, "owner", Strength.DECLARED, 0.6,
    )  # fmt: skip
