"""Finding channels: each file beside this one that has a card of its name."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol, cast

import yaml
from pydantic import ValidationError

from lineage.channels.base import Card, Channel
from lineage.clock import Clock
from lineage.errors import BadInput
from lineage.settings import Settings

_HERE = Path(__file__).parent


class Script(Protocol):
    """The one verb of a channel's file."""

    def open_channel(self, settings: Settings, clock: Clock) -> Channel:
        """The channel as the settings have it; raises BadInput where they lack what it needs."""
        ...


def names() -> list[str]:
    """All channels there are."""
    return sorted(path.stem for path in _HERE.glob("*.yaml"))


def card(name: str) -> Card:
    """One channel's card; raises BadInput."""
    path = _HERE / f"{name}.yaml"
    if name not in names():
        raise BadInput(f"There is no channel '{name}'; there are {', '.join(names())}.")
    try:
        found = Card.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadInput(f"{path} is not a card: {error}") from None
    if found.name != name:
        raise BadInput(f"{path} says its name is '{found.name}', but its file is called '{name}'.")
    return found


def open(name: str, settings: Settings, clock: Clock) -> Channel:
    """One channel, ready to deliver; raises BadInput."""
    if name not in names():
        raise BadInput(f"There is no channel '{name}'; there are {', '.join(names())}.")
    return cast(Script, importlib.import_module(f"lineage.channels.{name}")).open_channel(settings, clock)
