"""Which records a crawl comes across: those that declare what they come from, that name the family, that lead on.

Searching by names finds what names a dataset of the catalogue. What was made from *that* need not, so names and DOIs
of what was found are searched for in turn. What was made from a dataset of which DataCite knows nothing is found by
neither: hence the sweep over everything that declares what it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lineage.model.document import Page
from lineage.model.words import DATA_FLOWS, About, Polarity
from lineage.reading.related import CONCEPTS
from lineage.sources.crawl import Crawl
from lineage.sources.datacite.listing import Listed, search
from lineage.sources.datacite.names import called
from lineage.sources.datacite.pages import page_of
from lineage.sources.datacite.record import Record
from lineage.sources.datacite.sweep import declaring

Terms = dict[str, list[str]]
"""What to search for, by field."""

_ANYWHERE, _DOI, _RELATED = "", "doi", "relatedIdentifiers.relatedIdentifier"


def gathered(crawl: Crawl) -> dict[str, Page]:
    """All records found, by DOI."""
    found = _Found(crawl)
    swept = found.take(declaring(crawl))
    catalogue: Terms = {
        _ANYWHERE: list(crawl.terms),
        _RELATED: [form for reference in crawl.identifiers for form in _forms(reference)],
        _DOI: [doi for reference in crawl.identifiers if (doi := _doi(reference))],
    }
    found.follow(catalogue)
    found.follow({_ANYWHERE: crawl.family.new_names()})
    found.follow(found.leads(swept))
    found.look_up()
    return found.pages


class _Found:
    """What was found so far, and which of it belongs to the family: what was made from a dataset of the catalogue."""

    def __init__(self, crawl: Crawl) -> None:
        self.pages: dict[str, Page] = {}
        self._crawl = crawl
        self._records: dict[str, Record] = {}
        self._family: dict[str, None] = {}
        self._made: set[str] = set()
        self._asked: set[tuple[str, str]] = set()
        self._left_out = 0

    def take(self, listed: Iterable[Listed]) -> list[str]:
        """Keep records; the DOIs of those that are pages, known before or not."""
        taken = []
        for item in listed:
            doi = item.record.doi or ""
            if doi not in self._records:
                self._records[doi] = item.record
                if page := page_of(self._crawl, item.record, item.place):
                    self.pages[doi] = page
            if doi in self.pages:
                taken.append(doi)
        return taken

    def follow(self, terms: Terms) -> None:
        """Search, and search for the names and DOIs of what turns out to belong to the family, as long as it grows."""
        most = self._crawl.card.caps["rounds"]
        for _ in range(most):
            hits = [doi for field in terms for doi in self._search(field, terms[field])]
            new = [doi for doi in dict.fromkeys(hits) if doi not in self._family and self._belongs(doi)]
            if not new:
                return
            terms = self.leads(new)
        self._crawl.notes.append(f"what is more than {most} steps away was not searched for")

    def leads(self, records: Iterable[str]) -> Terms:
        """The names and DOIs of records that now count as family, and the DOIs of what they are the source of."""
        leads: Terms = {_ANYWHERE: [], _RELATED: [], _DOI: []}
        for doi in records:
            self._family[doi] = None
            record = self._records[doi]
            ways = ((entry.meaning, _doi(entry.reference)) for entry in record.related)
            made = [doi for way, doi in ways if way and way.inverse and doi]
            self._made.update(made)
            leads[_ANYWHERE] += called(record)
            leads[_RELATED] += _forms(record.reference)
            leads[_DOI] += made
        return leads

    def look_up(self) -> None:
        """Find the records of all DOIs that records point to, the family's first: so that these things have names."""
        for _ in range(self._crawl.card.caps["rounds"]):
            order = [*self._family, *(doi for doi in self._records if doi not in self._family)]
            wanted = [doi for one in order for doi in _pointed_to(self._records[one]) if doi not in self._records]
            if not self._search(_DOI, wanted):
                break
        if self._left_out:
            self._crawl.notes.append(f"{self._left_out} names and DOIs of records found were not searched for in turn")

    def _search(self, field: str, terms: Iterable[str]) -> list[str]:
        """Ask for what was not asked before, up to the run's bound."""
        fresh = [term for term in dict.fromkeys(terms) if (field, term.casefold()) not in self._asked]
        left = self._crawl.card.caps["leads"] - len(self._asked)
        self._left_out += max(0, len(fresh) - left)
        self._asked |= {(field, term.casefold()) for term in fresh[:left]}
        return self.take(search(self._crawl, field, fresh[:left]))

    def _belongs(self, doi: str) -> bool:
        """Whether a record that was searched for is said to be made from something, by itself or by another."""
        return doi in self._made or any(
            claim.predicate in DATA_FLOWS and claim.polarity is Polarity.ASSERTED and claim.about is About.SELF
            for claim in self._crawl.claims(self.pages[doi])
        )


def _pointed_to(record: Record) -> Iterator[str]:
    """The DOIs of what a record's data came from or went to; its own other versions say nothing new."""
    for entry in record.related:
        if entry.meaning and entry.relation not in CONCEPTS and (doi := _doi(entry.reference)):
            yield doi


def _forms(reference: str) -> list[str]:
    """How a related identifier is written that means a thing."""
    kind, _, rest = reference.partition(":")
    return {
        "doi": [rest],
        "arxiv": [f"arXiv:{rest}", f"10.48550/arXiv.{rest}"],
        "github": [f"https://github.com/{rest}"],
        "hf": [f"https://huggingface.co/{rest.removeprefix('models/')}"],
        "url": [rest],
    }.get(kind, [])


def _doi(reference: str | None) -> str | None:
    """The DOI under which DataCite would know a thing."""
    kind, _, rest = (reference or "").partition(":")
    return {"doi": rest, "arxiv": f"10.48550/arxiv.{rest}"}.get(kind)
