"""What a source's script gets to work with: a way to ask, what is known already, and a place for what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lineage.errors import AnswerUnusable, HostNotAllowed, SourceUnreachable
from lineage.fetch.exchange import Answer, Expect, Request
from lineage.model.base import canonical
from lineage.model.catalogue import Catalogue
from lineage.model.claim import Claim
from lineage.model.document import Issue, Page, Visit
from lineage.model.words import Outcome, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources.card import Card
from lineage.sources.family import Family


def _no_family() -> Family:
    return Family(Lexicon(Catalogue(datasets=(), organizations=(), digest="")))


@dataclass
class Crawl:
    """One run of one shard, seen from the source's script."""

    card: Card
    shard: str
    fetch: Callable[[Request], Answer]
    known: Mapping[str, Visit]
    terms: tuple[str, ...]
    """Names of the catalogue, to search for."""
    says_something: Callable[[Page], bool]
    """Whether a page's reader finds any claim in it."""
    claims: Callable[[Page], Sequence[Claim]] = lambda page: ()
    """What a page's reader finds in it; for an unchanged page without a body, in the bytes that are known."""
    base_url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None
    ambiguous: tuple[str, ...] = ()
    """Names of the catalogue that mean other things elsewhere: to search for where that leads to few pages."""
    identifiers: tuple[str, ...] = ()
    """References of the catalogue, to search for where an API knows identifiers."""
    family: Family = field(default_factory=_no_family)
    """The datasets of the catalogue, and those that earlier runs of all sources found to be made of them."""
    issues: list[Issue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def ask(
        self,
        path: str,
        bucket: str,
        params: Mapping[str, str] | None = None,
        *,
        expect: Expect = "json",
        etag: str | None = None,
        accept: str | None = None,
        personal: bool = False,
    ) -> Answer:
        """Ask an address of this source: a path behind its base URL, or a whole URL such as the next page's.

        `accept` is the media type wanted; of what is `personal` nothing is kept but what the source makes of it.
        """
        url = path if path.startswith(("http://", "https://")) else self.base_url + path
        if params:
            url += "?" + urlencode(sorted(params.items()))
        more = {"If-None-Match": etag, "Accept": accept}
        headers = dict(self.headers) | {name: value for name, value in more.items() if value}
        return self.fetch(Request(url, bucket, expect, headers, personal))

    def item(
        self,
        document: str,
        record: Mapping[str, Any],
        *,
        kind: ThingKind,
        url: str,
        title: str | None = None,
        version: str | None = None,
        listed_in: str | None = None,
    ) -> Page | None:
        """An item of a listing as a document of its own: its record without the fields the card calls volatile.

        None, and an issue, for a record without a canonical form (half a character, too large a number).
        """
        lasting = {key: value for key, value in record.items() if key not in self.card.volatile}
        try:
            body = canonical(lasting)
        except (ValueError, RecursionError) as error:
            self.issues.append(Issue(document=None, problem=f"item {listed_in or document}: {str(error)[:200]}"))
            return None
        return Page(
            document, kind, url, body=body, media_type="application/json",
            title=title, version=version, listed_in=listed_in,
        )  # fmt: skip

    def document(
        self,
        document: str,
        path: str,
        bucket: str,
        *,
        kind: ThingKind,
        url: str,
        expect: Expect = "json",
        version: str | None = None,
        outcome: Callable[[Answer], tuple[Outcome, str | None]] | None = None,
        accept: str | None = None,
        personal: bool = False,
    ) -> Page:
        """Visit one document at an address of its own, as a page whatever comes back.

        A status that is neither 200 nor 304 is judged by `outcome`, by default after RFC 9110. What cannot be fetched
        for good becomes a page that failed: it never stops the run.
        """
        known = self.known.get(document)
        etag = known.etag if known else None
        try:
            answer = self.ask(path, bucket, expect=expect, etag=etag, accept=accept, personal=personal)
        except (SourceUnreachable, AnswerUnusable, HostNotAllowed) as error:
            return Page(document, kind, url, Outcome.FAILED, reason=str(error))
        if answer.status == 200:
            return Page(
                document, kind, url, body=answer.body, media_type=answer.media_type,
                etag=answer.headers.get("etag"), version=version,
            )  # fmt: skip
        if answer.status == 304:
            return Page(document, kind, url, Outcome.UNCHANGED, etag=etag, version=version)
        found, reason = (outcome or by_status)(answer)
        return Page(document, kind, url, found, reason=reason)


def by_status(answer: Answer) -> tuple[Outcome, str | None]:
    """What a status says of a document (RFC 9110, RFC 7725)."""
    if answer.status in (404, 410, 451):
        return Outcome.GONE, f"answered {answer.status}"
    if answer.status in (401, 403):
        return Outcome.REFUSED, f"answered {answer.status}"
    return Outcome.FAILED, f"answered {answer.status}"
