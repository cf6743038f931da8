"""What else a record's thing is called: its other titles, its landing page, the catalogue's dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.references import from_url, scheme
from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.sources.datacite.record import Record

_HEAD = re.compile(r"\s*([^\s:][^:]{2,60}?)\s*:\s")
_SHAPE = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")
_PROPER = re.compile(r"^(?=.{4}).*(?:[a-z][A-Z]|[^\W\d_]-?\d)")
_TITLED = (ThingKind.DATASET, ThingKind.MODEL)


def head(title: str) -> str | None:
    """The name before the colon of "GullNest-9K: nests of gulls in harbours"."""
    match = _HEAD.match(title)
    return match[1] if match and len(match[1].split()) <= 3 and _SHAPE.search(match[1]) else None


def called(record: Record) -> list[str]:
    """Proper names that others might call it by: worth searching for, as "Supplementary data" is not."""
    titles = [re.split(r"\s[(\[]", text)[0].strip() for _, text, form in record.titles if form != "Subtitle"]
    found = [head(title) or title for title in titles]
    return [name for name in found if len(name.split()) <= 4 and any(map(_PROPER.search, name.split()))]


def names(record: Record, lexicon: Lexicon) -> Iterator[Finding]:
    """The names and addresses that mean the same as the record's DOI, unless a name is the catalogue's.

    A record with a known name may be somebody's copy; its main title is known without a claim.
    """
    me, kind, known = record.reference, record.kind, lexicon.introduces(record.reference)
    found = [(place, text) for place, text, form in record.titles if form == "AlternativeTitle"]
    found += [(place, name) for place, text, form in record.titles if not form and (name := head(text))]
    for place, name in found if kind in _TITLED else ():
        if not lexicon.identify(name):
            yield _same(me, kind, f"name:{name}", name, place, "title")
    url = record.fields.get("url")
    page = from_url(url) if isinstance(url, str) else None
    if isinstance(url, str) and page and kind in _TITLED and _bears(page, me):
        yield _same(me, kind, page, url, "/attributes/url", "landing-page")
    if known and kind is ThingKind.DATASET and scheme(me) == "doi":
        yield _same(me, kind, f"dataset:{known}", str(record.fields["doi"]), "/attributes/doi", "known-doi")


def _bears(page: str, me: str) -> bool:
    """Whether a landing page is this thing's own: a repository of the Hub, or an address that bears the DOI's end."""
    suffix, address = me.partition("/")[2], page.casefold()
    number = suffix.rpartition(".")[2]
    own = len(number) > 3 and (address.endswith(suffix) or number in re.split(r"[/=]", address))
    return page.startswith(("hf:datasets/", "hf:models/")) or (page.startswith("url:") and own)


def _same(me: str, kind: ThingKind, other: str, quote: str, place: str, rule: str) -> Finding:
    return Finding(me, kind, Predicate.SAME_AS, other, kind, quote, place, rule, Strength.DECLARED, 0.95)
