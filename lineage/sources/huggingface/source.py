"""The Hugging Face Hub: listings give every repository's metadata, READMEs what their authors say.

One repository is up to three documents: its listed item (`datasets/owner/name`), its card (`…/README.md`), and, where
something of the family is said, the Croissant record that tells an organisation from a person: a dataset's own
(`…/croissant`), for a model one of its owner's datasets (`…/owner`).
API: https://huggingface.co/docs/hub/api.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lineage.errors import SourceChanged
from lineage.fetch.exchange import Answer
from lineage.model.claim import Claim
from lineage.model.document import Issue, Page, Snapshot
from lineage.model.references import name_key
from lineage.model.words import Outcome, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.declared import declared, published_by
from lineage.reading.document import read_text
from lineage.reading.lexicon import Lexicon
from lineage.reading.view import decode
from lineage.sources.claims import to_claims
from lineage.sources.crawl import Crawl
from lineage.sources.huggingface.beside import card, judged, web
from lineage.sources.huggingface.creators import Creators

_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
_ID = re.compile(r"[^/\s]+/[^/\s]+")
_KINDS = {"datasets": ThingKind.DATASET, "models": ThingKind.MODEL}


def pages(crawl: Crawl) -> Iterator[Page]:
    """Every listed repository and its card, then the repositories known from earlier runs that were not listed."""
    items = {page.document: page for page in _listed(crawl)}
    for document in (name for name in crawl.known if name.count("/") == 2 and name not in items):
        items[document] = _single(crawl, document)
    telling = {name for name, page in items.items() if _names_family(crawl, page)}
    cards = sorted(items, key=lambda name: name not in telling)
    creator = Creators(crawl).of
    for number, name in enumerate(cards):
        yield items[name]
        if number >= crawl.card.caps["cards"]:
            continue
        text = card(crawl, items[name])
        yield text
        if name in telling or crawl.says_something(text):
            yield from creator(items[name])
    if len(cards) > (most := crawl.card.caps["cards"]):
        crawl.notes.append(f"{len(cards) - most} cards were not read: one run asks for at most {most}")


def _listed(crawl: Crawl) -> Iterator[Page]:
    """Walk the listing, newest first; a page without any new item ends it (some servers go round in circles)."""
    query = {"full": "true", "limit": "1000", "sort": "lastModified", "direction": "-1"}
    if crawl.shard == "models":
        query["cardData"] = "true"
    answer = crawl.ask(f"/api/{crawl.shard}", "api", query)
    seen: set[str] = set()
    most = crawl.card.caps["listing_pages"]
    for number in range(1, most + 1):
        fresh = [page for page in _items(crawl, answer) if page.document not in seen]
        seen.update(page.document for page in fresh)
        yield from fresh
        link = _NEXT.search(answer.headers.get("link", ""))
        if not link or (not fresh and number > 1):
            return
        if number < most:
            answer = crawl.ask(link[1], "api")
    crawl.notes.append(
        f"the listing of {crawl.shard} was cut after {len(seen)} repositories; names were searched instead"
    )
    for term in crawl.terms:
        found = crawl.ask(f"/api/{crawl.shard}", "api", query | {"search": term})
        for page in _items(crawl, found):
            if page.document not in seen:
                seen.add(page.document)
                yield page


def _items(crawl: Crawl, answer: Answer) -> Iterator[Page]:
    listing = answer.json()
    if answer.status != 200 or not isinstance(listing, list):
        raise SourceChanged(
            f"{answer.url} answered {answer.status} and no list of {crawl.shard}; check the card's base URL."
        )
    for number, item in enumerate(listing):
        if not _is_repository(item):
            crawl.issues.append(
                Issue(document=None, problem=f"item {number} of {answer.url} has no id of an owner or no list of tags")
            )
            continue
        if page := _page(crawl, item, f"{answer.snapshot}/{number}"):
            yield page


def _is_repository(item: Any) -> bool:  # noqa: ANN401  whatever a listing holds
    return (
        isinstance(item, dict)
        and isinstance(item.get("id"), str)
        and _ID.fullmatch(item["id"]) is not None
        and isinstance(item.get("tags", []), list)
    )


def _page(crawl: Crawl, item: dict[str, Any], listed_in: str | None) -> Page | None:
    return crawl.item(
        f"{crawl.shard}/{item['id']}",
        item,
        kind=_KINDS[crawl.shard],
        url=web(crawl.shard, item["id"]),
        title=item["id"].rpartition("/")[2],
        version=sha if isinstance(sha := item.get("sha"), str) else None,
        listed_in=listed_in,
    )


def _single(crawl: Crawl, document: str) -> Page:
    """A repository that the listing did not show: its own address tells whether it is gone or was only not listed."""
    shard, _, name = document.partition("/")
    page = crawl.document(document, f"/api/{document}", "api", kind=_KINDS[shard], url=web(shard, name), outcome=judged)
    if page.body is None:
        return page
    try:
        item = _object(page.body)
    except (ValueError, RecursionError) as error:
        return replace(page, outcome=Outcome.FAILED, body=None, reason=f"its record cannot be read: {str(error)[:200]}")
    if item.get("id") != name:
        return page
    unreadable = replace(page, outcome=Outcome.FAILED, body=None, reason="its record has no canonical form")
    return _page(crawl, item, None) or unreadable


def _names_family(crawl: Crawl, page: Page) -> bool:
    keys = {name_key(term) for term in crawl.terms}
    return name_key(page.document.rpartition("/")[2]) in keys or crawl.says_something(page)


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """Declared fields of an item, the text of a card, the creator of a Croissant record."""
    shard, owner, name, *part = snapshot.document.split("/")
    kind = ThingKind.MODEL if shard == "models" else ThingKind.DATASET
    reference = f"hf:{shard}/{owner}/{name}"
    if part == ["README.md"]:
        artefact = Artefact(reference, kind, names=(name,), owner=owner, is_card=True)
        findings: Iterable[Any] = read_text(decode(snapshot.body, snapshot.media_type), artefact, lexicon)
    elif part in (["croissant"], ["owner"]):
        named = _organization(_object(_object(snapshot.body).get("creator")))
        findings = published_by(reference, kind, f"hf:{owner}", named, "/creator/name" if named else "/url", lexicon)
    else:
        fields = _object(_object(snapshot.body).get("cardData"))
        findings = declared(reference, kind, fields, "/cardData", lexicon, name=name)
    yield from to_claims("huggingface", snapshot, findings)


def _object(value: Any) -> dict[str, Any]:  # noqa: ANN401  JSON of strangers, as bytes or read
    """An object, empty for anything that is none."""
    found = json.loads(value) if isinstance(value, bytes) else value
    return found if isinstance(found, dict) else {}


def _organization(creator: dict[str, Any]) -> str | None:
    """The name of a Croissant record's creator, if it is said to be an organisation's."""
    name = creator.get("name")
    is_one = str(creator.get("@type", "")).endswith("Organization")
    return name if is_one and isinstance(name, str) and name.strip() and name.isprintable() else None
