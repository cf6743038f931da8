"""Reading the catalogue's files, and saying plainly what is wrong with one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from lineage.errors import BadInput
from lineage.model.base import sha256
from lineage.model.catalogue import Catalogue, KnownDataset, KnownOrganization

_HERE = Path(__file__).parent
_ORGANIZATIONS = "organizations.yaml"


def files() -> list[Path]:
    """All files of the catalogue, by name."""
    return sorted(_HERE.glob("*.yaml"))


@cache
def load() -> Catalogue:
    """The whole catalogue; raises BadInput naming the file at fault."""
    datasets: list[KnownDataset] = []
    organizations: list[KnownOrganization] = []
    for path in files():
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506  a safe loader, in C where there is one
            if path.name == _ORGANIZATIONS:
                organizations = TypeAdapter(list[KnownOrganization]).validate_python(content)
            else:
                datasets.append(KnownDataset.model_validate(content))
        except (yaml.YAMLError, ValueError) as error:  # ValueError: not valid, or bytes that are no text
            raise BadInput(f"The catalogue's {path.name} is not as ARCHITECTURE.md says: {error}") from None
        if path.name != _ORGANIZATIONS and datasets[-1].id != path.stem:
            raise BadInput(f"The catalogue's {path.name} has the id '{datasets[-1].id}'; file name and id must agree.")
    digest = sha256(b"".join(path.read_bytes() for path in files()))
    return Catalogue(datasets=tuple(datasets), organizations=tuple(organizations), digest=digest)


def _loader() -> type[yaml.SafeLoader]:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
