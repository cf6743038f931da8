"""What commands share: arguments and options with their help, and the stores that settings name."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lineage.jobs.stores import Stores


class GraphFormat(StrEnum):
    """How walks are shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    DOT = "dot"
    GRAPHML = "graphml"


Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout instead of tables.")]
KnownAt = Annotated[str | None, typer.Option(metavar="D", help="As known at a date, timestamp or run id.")]
AsOf = Annotated[str | None, typer.Option(metavar="D", help="As it was in the world on a date; undated edges stay.")]
Sources = Annotated[list[str] | None, typer.Argument(help="Sources to visit; all when none is named.")]
Recorded = Annotated[Path | None, typer.Option(help="Answer from a recording in this folder instead of the web.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="dataset:yfcc100m, a slug, an alias, a DOI, a URL.")]

Depth = Annotated[int | None, typer.Option(help="At most so many steps.")]
Limit = Annotated[int | None, typer.Option(help="Show at most so many things.")]
MinConfidence = Annotated[float, typer.Option(min=0, max=1, help="Walk only edges at least this sure.")]
MinStrength = Annotated[str, typer.Option(help="mentioned, implied, stated, declared or identical.")]
Kind = Annotated[str | None, typer.Option(help="Only derivations of this kind: subset, crop, annotation …")]
Format = Annotated[GraphFormat, typer.Option("--format", help="How to show it.")]


def stores() -> Stores:
    """The stores of this process, by its environment."""
    from lineage.clock import system_clock
    from lineage.jobs.stores import Stores
    from lineage.settings import from_environment

    return Stores(from_environment(os.environ), system_clock(os.environ))
