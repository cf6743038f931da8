"""Who made a repository: the Croissant record says whether an account is an organisation's, and what it is called.

Datasets have such a record, models have none: a model's maker is told by a dataset of the same account.
API: https://huggingface.co/docs/dataset-viewer/mlcroissant.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from lineage.model.document import Page
from lineage.model.words import ThingKind
from lineage.sources.crawl import Crawl
from lineage.sources.huggingface.beside import asked, judged, settled

_LOOKED_AT = 3
"""Datasets of an account that are asked for a record: one that is gated gives none."""


@dataclass
class Creators:
    """The makers met in one run; an account is asked for once."""

    crawl: Crawl
    _told: dict[str, Page | None] = field(default_factory=dict)

    def of(self, repository: Page) -> Iterator[Page]:
        """The page that says whose a repository is; none for a model whose owner has no dataset that tells."""
        shard, owner, _ = repository.document.split("/")
        part = "croissant" if shard == "datasets" else "owner"
        document = f"{repository.document}/{part}"
        known = self.crawl.known.get(document)
        page = Page(document, repository.kind, known.url if known else _address(repository.document))
        if same := settled(self.crawl, repository, page):
            yield same
        elif shard == "datasets":
            yield asked(self.crawl, repository, page, _path(repository.document), "api", "json")
        else:
            if owner not in self._told:
                self._told[owner] = self._of_account(owner)
            if told := self._told[owner]:
                yield replace(told, document=page.document, kind=page.kind, version=repository.version)

    def _of_account(self, owner: str) -> Page | None:
        """The first record among an account's datasets; else why there is none, or None where it has no dataset."""
        query = urlencode({"author": owner, "limit": _LOOKED_AT})
        listing = self._document(owner, f"/api/datasets?{query}")
        if listing.body is None:
            return listing
        told = None
        for name in _names(json.loads(listing.body), owner):
            told = self._document(owner, _path(f"datasets/{name}"))
            if told.body is not None:
                break
        return told

    def _document(self, owner: str, path: str) -> Page:
        return self.crawl.document(
            f"owners/{owner}", path, "api", kind=ThingKind.MODEL, url=f"https://huggingface.co{path}", outcome=judged
        )


def _path(dataset: str) -> str:
    return f"/api/{dataset}/croissant"


def _address(dataset: str) -> str:
    return f"https://huggingface.co{_path(dataset)}"


def _names(listing: Any, owner: str) -> Iterator[str]:  # noqa: ANN401  JSON of strangers
    """The account's datasets in a listing."""
    for item in listing if isinstance(listing, list) else []:
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and name.isprintable() and name.casefold().startswith(f"{owner}/".casefold()):
            yield quote(name)
