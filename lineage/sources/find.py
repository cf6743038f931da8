"""Finding sources: each folder beside this file that has a card."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import yaml
from pydantic import ValidationError

from lineage.errors import BadInput
from lineage.model.claim import Claim
from lineage.model.document import Page, Snapshot
from lineage.reading.lexicon import Lexicon
from lineage.sources.card import Card
from lineage.sources.crawl import Crawl

_HERE = Path(__file__).parent


class Script(Protocol):
    """The two verbs of a `source.py`."""

    def pages(self, crawl: Crawl) -> Iterator[Page]:
        """Come across the documents of one shard: queries first, then every document known from earlier runs."""
        ...

    def read(self, snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
        """What one snapshot says. Pure: the same bytes and names give the same claims."""
        ...


@dataclass(frozen=True)
class Source:
    """A card and its script."""

    card: Card
    script: Script


def names() -> list[str]:
    """All sources there are."""
    return sorted(path.parent.name for path in _HERE.glob("*/source.yaml"))


def card(name: str) -> Card:
    """One source's card; raises BadInput."""
    path = _HERE / name / "source.yaml"
    if name not in names():
        raise BadInput(f"There is no source '{name}'; there are {', '.join(names())}.")
    try:
        found = Card.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadInput(f"{path} is not a card: {error}") from None
    if found.name != name:
        raise BadInput(f"{path} says its name is '{found.name}', but its folder is '{name}'.")
    return found


def load(name: str) -> Source:
    """One source, ready to crawl and read."""
    return Source(card(name), cast(Script, importlib.import_module(f"lineage.sources.{name}.source")))
