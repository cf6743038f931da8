"""A small index of one's own: works and lists of them as exchanges, written down as a recording."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

from lineage.catalogue.load import load
from lineage.fetch.recorded import RecordedTransport
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.model.base import sha256
from lineage.model.catalogue import Catalogue, KnownDataset, Members
from lineage.model.document import Snapshot
from lineage.model.words import ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources import find
from lineage.sources.crawl import Crawl
from lineage.sources.family import Family
from lineage.sources.openalex import source
from lineage.sources.openalex.listing import FIELDS

API, WEB = "https://api.openalex.org", "https://openalex.org/"
JSON = {"content-type": "application/json"}
NAMED = "title_and_abstract.search"
GULLS = {"id": f"{WEB}I7", "display_name": "Gull Institute", "ror": "https://ror.org/00gull042", "country_code": "NO"}
LEXICON = Lexicon(load())


def inverted(text):
    """A text as OpenAlex gives abstracts."""
    index = {}
    for place, word in enumerate(text.split()):
        index.setdefault(word, []).append(place)
    return index


def author(*institutions, written=()):
    """One author, who has an invented name and number of course."""
    who = {"id": f"{WEB}A5", "display_name": "Jane Gull", "orcid": "https://orcid.org/0000-0000-0000-0000"}
    return {
        "author_position": "first",
        "author": who,
        "raw_author_name": "Gull, Jane",
        "institutions": list(institutions),
        "raw_affiliation_strings": list(written),
    }


def work(number, title="On gulls", abstract=None, *, doi=None, arxiv=None, authors=(), **more):
    """A work as a list shows it."""
    places = [f"https://doi.org/{doi}"] if doi else []
    places += [f"https://arxiv.org/abs/{arxiv}"] if arxiv else []
    return {
        "id": f"{WEB}W{number}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": title,
        "publication_date": "2026-05-04",
        "locations": [{"is_oa": True, "landing_page_url": place, "source": None} for place in places],
        "authorships": list(authors),
        "abstract_inverted_index": inverted(abstract) if abstract else None,
    } | more


def listing(field, which, *works, cursor="*", then=None, count=None):
    """One page of a list of works; `then` is the cursor of the next one."""
    query = {
        "filter": f"{field}:{which}", "select": FIELDS, "per_page": 100, "sort": "publication_date:desc",
        "cursor": cursor,
    }  # fmt: skip
    meta = {"count": len(works) if count is None else count, "per_page": 100, "next_cursor": then}
    page = {"meta": meta, "results": list(works), "group_by": []}
    return {"url": f"{API}/works?{urlencode(query)}", "headers": JSON, "text": json.dumps(page)}


def single(number, record=None, status=200):
    """One work at its own address."""
    body = {"json": record} if record else {"text": "<h1>Not Found</h1>", "headers": {"content-type": "text/html"}}
    return {"url": f"{API}/works/W{number}?select={FIELDS}", "status": status} | body


def moved(number, to):
    """The address of a work that was merged into another."""
    location = f"{API}/works/W{to}?select={FIELDS}"
    return single(number, status=301) | {"headers": {"location": location}}


def record(folder, rows):
    """Write exchanges as a recording and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return folder


def snapshot(page):
    """What the reader gets of a page."""
    return Snapshot(page.document, page.kind, page.url, page.title, page.media_type, sha256(page.body), page.body)


def read(found, document=None):
    """The claims of a work."""
    document = document or "works/" + found["id"].removeprefix(WEB)
    body = json.dumps(source.work.kept(found)).encode()
    page = Snapshot(document, ThingKind.PAPER, found["id"], found["title"], "application/json", sha256(body), body)
    return list(source.read(page, LEXICON))


def _family(terms, identifiers, heard):
    """A family of one dataset, with these names; and what other sources heard of it."""
    quay = KnownDataset(
        id="quay", name=terms[0], aliases=terms[1:], identifiers=identifiers, content="faces", status="available",
        members=Members(named_by=()), reference="https://quay.example", about="Portraits at sea.",
    )  # fmt: skip
    family = Family(Lexicon(Catalogue(datasets=(quay,), organizations=(), digest="")))
    family.learn(heard)
    return family


def walk(folder, *rows, terms=("QuayFaces",), identifiers=("doi:10.5555/quay",), known=(), heard=(), **caps):
    """The source's pages by document, without any store, the crawl with its issues and notes, and what was asked."""
    card = find.card("openalex")
    transport, asked = RecordedTransport(record(folder, rows)), []

    def fetch(request):
        asked.append(request)
        return transport.send(request)

    crawling = Crawl(
        card=card.model_copy(update={"caps": dict(card.caps) | caps}), shard="all", fetch=fetch, known=dict(known),
        terms=terms, family=_family(terms, identifiers, heard), identifiers=identifiers, base_url=API,
        says_something=lambda page: False,
        claims=lambda page: list(source.read(snapshot(page), LEXICON)) if page.body else [],
    )  # fmt: skip
    return {page.document: page for page in source.pages(crawling)}, crawling, asked


class Weeks:
    """Crawls of one index, a week apart, into the same stores. Whatever is not given is an empty list."""

    def __init__(self, stores, folder):
        self.stores, self.folder, self.day = stores, folder, 2

    def crawl(self, *works, singles=(), again=()):
        """Crawl an index in which these works name the family; `again` are those that answer to their ids."""
        rows = [
            listing(NAMED, "{any}", *works),
            listing("doi", "{any}"),
            listing("cites", "{any}"),
            listing("ids.openalex", "{any}", *again),
            *singles,
        ]
        recording = record(self.folder / str(self.day), rows)
        date = datetime(2026, 11, self.day, tzinfo=UTC)
        self.day += 7
        (result,) = (
            shard
            for shard in crawl(self.stores, CrawlOptions(sources=("openalex",), recorded=recording, date=date)).shards
            if shard.source == "openalex"
        )
        assert result.problem is None, result.problem
        run = next(run for run, _ in self.stores.ledger.seals() if str(run) == result.run)
        return self.stores.ledger.read(run)

    def outcomes(self, *works, **more):
        """What a week's crawl found at each document."""
        return {visit.document: (visit.outcome.value, visit.reason) for visit in self.crawl(*works, **more).visits}
