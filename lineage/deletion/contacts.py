"""How organisations can be told: files that say where each contact was found, and when."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from lineage.errors import BadInput
from lineage.files import explained
from lineage.model.contact import Contact
from lineage.model.references import name_key

OURS: Final = Path(__file__).parent / "contacts.yaml"
"""Contacts that come along: hosts that serve many people's copies."""
_HOST: Final = "host:"


class Contacts:
    """Contacts by whom they lead to; of several the newest counts."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Remember them."""
        self._of: dict[str, Contact] = {}
        for contact in sorted(contacts, key=lambda c: c.as_of):
            self._of[_key(contact.holder)] = contact

    def to(self, holder: str, names: Iterable[str] = ()) -> Contact | None:
        """The way to a holder, by its id or any other identifier or name of it; None where none is known.

        A host without a contact of its own is written to by a person, where the copy lies.
        """
        for name in (holder, *names):
            if found := self._of.get(_key(name)):
                return found
        if holder.startswith(_HOST):
            host = holder.removeprefix(_HOST)
            return Contact(
                holder=holder, channel="person", address=f"https://{host}/", source="the address of the copy", as_of=""
            )
        return None


def load(folder: Path) -> Contacts:
    """The contacts that come along, and those of a folder's `*.yaml`. Raises BadInput naming the file at fault."""
    with explained("read", folder):
        paths = [OURS, *sorted(folder.glob("*.yaml"))]
        return Contacts([contact for path in paths for contact in _read(path, path.read_bytes())])


def _read(path: Path, text: bytes) -> list[Contact]:
    try:
        rows: Any = yaml.safe_load(text) or []
        if not isinstance(rows, list):
            raise BadInput(f"{path} is no list of contacts; begin each with `- holder:`.")
        return [Contact.model_validate(_dated(row)) for row in rows]
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "a contact"
        raise BadInput(f"{path}: {place}: {first['msg'].lower()}; see docs/contacts.md for the fields.") from None
    except yaml.YAMLError as error:
        raise BadInput(f"{path} is not YAML: {str(error).splitlines()[0]}.") from None


def _dated(row: Any) -> Any:  # noqa: ANN401  whatever the file holds
    """YAML reads a bare date as one; contacts have it as text."""
    return {**row, "as_of": str(row["as_of"])} if isinstance(row, dict) and "as_of" in row else row


def _key(name: str) -> str:
    """An identifier as it is; a name without case and punctuation."""
    return name.casefold() if ":" in name else name_key(name)
