"""Standing requests in their first form: a file each that names the datasets to watch, and nothing about a person."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints, ValidationError, field_validator

from lineage.errors import BadInput
from lineage.files import explained
from lineage.model.base import Record

_PERSON = re.compile(r"@N\d\d\b|flickr\.com/(photos|people)/", re.IGNORECASE)


class Standing(Record):
    """A request that goes on: it asks who newly holds these datasets, or anything made from them."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    datasets: tuple[str, ...] = Field(min_length=1)
    """Ids, catalogue slugs, aliases, DOIs or URLs, as commands take them."""
    since: datetime | date | None = None
    """What was known at the end of this day, or at this moment, is no news; the newest crawl's news when left out."""

    @field_validator("datasets")
    @classmethod
    def _of_nobody(cls, datasets: tuple[str, ...]) -> tuple[str, ...]:
        if any(_PERSON.search(name) for name in datasets):
            raise ValueError("a standing request names datasets, never a person or a person's photos")
        return datasets


def load(folder: Path) -> list[Standing]:
    """All `*.yaml` of a folder, by id; none when there is no such folder. Raises BadInput naming the file at fault."""
    with explained("read", folder):
        paths = sorted(folder.glob("*.yaml"))
        texts = {path: path.read_bytes() for path in paths}
    return [_read(path, text) for path, text in texts.items()]


def _read(path: Path, text: bytes) -> Standing:
    try:
        found = Standing.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadInput(
            f"{path} is no standing request: {place}: {first['msg'].lower()}; write `id:`, `datasets:` (a list) and, "
            "if you like, `since:` (a date)."
        ) from None
    except yaml.YAMLError as error:
        raise BadInput(f"{path} is not YAML: {str(error).splitlines()[0]}.") from None
    if found.id != path.stem:
        raise BadInput(f"{path} has the id '{found.id}'; file name and id must agree.")
    return found
