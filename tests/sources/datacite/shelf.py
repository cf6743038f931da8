"""A small DataCite of one's own: it answers queries over some records, as the API does."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from lineage.fetch.exchange import Answer
from lineage.jobs import web
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.model.base import sha256
from lineage.model.document import Snapshot
from lineage.model.words import ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources import find
from lineage.sources.crawl import Crawl
from lineage.sources.datacite import source
from lineage.sources.family import Family

API = "https://api.datacite.org"


def related(relation, identifier, form="DOI", **more):
    return {"relationType": relation, "relatedIdentifier": identifier, "relatedIdentifierType": form} | more


def person(*affiliations, name="Gull, Jane"):
    return {"name": name, "nameType": "Personal", "affiliation": list(affiliations), "nameIdentifiers": []}


def record(number, title="Gulls", text="Nothing to see.", *relations, general="Dataset", **more):
    """One record; its DOI is 10.66666/set.<number>."""
    attributes = {
        "doi": f"10.66666/set.{number}",
        "titles": [{"title": title}],
        "creators": [person()],
        "publisher": "Quayside Shelf",
        "types": {"resourceTypeGeneral": general},
        "relatedIdentifiers": list(relations),
        "descriptions": [{"description": text, "descriptionType": "Abstract"}],
        "url": "https://quayside.example/",
        "state": "findable",
        "isActive": True,
        "updated": "2026-10-01T00:00:00.000Z",
        "viewCount": 3,
    } | more
    client = {"client": {"data": {"id": "quayside.shelf", "type": "clients"}}}
    return {"id": str(attributes["doi"]), "type": "dois", "attributes": attributes, "relationships": client}


def doi(number):
    return f"10.66666/set.{number}"


@dataclass
class Shelf:
    """Records, the requests that came for them, and how the server misbehaves."""

    records: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    meta: dict = field(default_factory=dict)
    endless: bool = False
    statuses: dict = field(default_factory=dict)
    """Status by DOI, for requests of one record."""
    singles: dict = field(default_factory=dict)
    """Records by DOI that no list shows."""

    def send(self, request):
        url = urlsplit(request.url)
        params = {key: values[0] for key, values in parse_qs(url.query).items()}
        self.asked.append(params.get("query", url.path))
        if url.path != "/dois":
            return self._single(request, url.path.removeprefix("/dois/"))
        found = [row for row in self.records if _fits(row, params)]
        at, size = int(params["page[cursor]"]) - 1, int(params["page[size]"])
        links = {}
        if at + size < len(found) or self.endless:
            following = params | {"page[cursor]": str(at + size + 1 if at + size < len(found) else 1)}
            links["next"] = f"{API}/dois?{urlencode(following)}"
        return _answer(
            request, 200, {"data": found[at : at + size], "meta": {"total": len(found)} | self.meta, "links": links}
        )

    def _single(self, request, name):
        listed = (row for row in self.records if row["attributes"].get("doi") == name)
        row = self.singles.get(name, next(listed, None))
        status = self.statuses.get(name, 404 if row is None else 200)
        return _answer(request, status, {"data": row} if status == 200 else {"errors": [{"status": str(status)}]})

    def queries(self, start=""):
        """The queries that were asked and begin so."""
        return [query for query in self.asked if query.startswith(start)]


def _answer(request, status, body):
    data = json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    return Answer(request.url, status, headers, data, snapshot=sha256(data) if status == 200 else None)


def _fits(row, params):
    attributes, query = row["attributes"], params["query"]
    kind = params.get("resource-type-id")
    if kind and (attributes.get("types") or {}).get("resourceTypeGeneral", "").casefold() != kind:
        return False
    field_, _, rest = query.partition(":")
    relations = attributes.get("relatedIdentifiers") or []
    if field_ == "relatedIdentifiers.relationType":
        words, _, window = rest.partition(" AND created:")
        year = window[1:5] or attributes.get("created", "2026")[:4]
        return (
            bool({r["relationType"] for r in relations} & set(re.findall(r"\w+", words)))
            and attributes.get("created", "2026")[:4] == year
        )
    phrases = [phrase.casefold() for phrase in re.findall(r'"([^"]*)"', query)]
    if field_ == "doi":
        return str(attributes.get("doi")).casefold() in phrases
    if field_ == "relatedIdentifiers.relatedIdentifier":
        return bool({r["relatedIdentifier"].casefold() for r in relations} & set(phrases))
    title = json.dumps(attributes.get("titles"))
    text = title if field_ == "titles.title" else title + json.dumps(attributes.get("descriptions"))
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text.casefold()) for phrase in phrases)


def gathered(shelf, *, known=(), terms=("MegaFace",), identifiers=(), lexicon=None, family=(), **caps):
    """The source's pages by document, without any store, and the crawl with its issues and notes."""
    card = find.card("datacite")
    card = card.model_copy(update={"caps": dict(card.caps) | caps})

    def claims(page):
        return read(json.loads(page.body), lexicon, kind=page.kind) if page.body else ()

    crawling = Crawl(
        card=card, shard="all", fetch=shelf.send, known=dict(known), terms=tuple(terms),
        says_something=lambda page: False, claims=claims, base_url=API, identifiers=tuple(identifiers),
        family=Family(lexicon),
    )  # fmt: skip
    crawling.family.learn(family)
    return {page.document: page for page in source.pages(crawling)}, crawling


def read(row, lexicon: Lexicon, kind=ThingKind.DATASET):
    """What is read from a record as it is archived."""
    body = json.dumps(row).encode()
    snapshot = Snapshot("10.66666/set.1", kind, "https://doi.org/x", None, "application/json", sha256(body), body)
    return list(source.read(snapshot, lexicon))


class Weeks:
    """Crawls of one shelf, a week apart, into the same stores."""

    def __init__(self, stores, monkeypatch):
        self.stores, self.day, self.shelf = stores, 2, Shelf()
        monkeypatch.setattr(web, "_transport", lambda *_: self.shelf)

    def crawl(self, *records, **server):
        """Crawl these records; the sealed run."""
        self.shelf = Shelf(list(records), **server)
        date = datetime(2026, 11, self.day, tzinfo=UTC)
        self.day += 7
        (shard,) = [
            s
            for s in crawl(self.stores, CrawlOptions(sources=("datacite",), date=date)).shards
            if s.source == "datacite"
        ]
        assert shard.problem is None, shard.problem
        return self.stores.ledger.read(next(run for run, _ in self.stores.ledger.seals() if str(run) == shard.run))

    def outcomes(self, *records, **server):
        """What a week's crawl found at each document."""
        return {visit.document: (visit.outcome.value, visit.reason) for visit in self.crawl(*records, **server).visits}
