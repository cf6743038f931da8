"""Things that share a name, told apart: by an address or DOI, or it is said that they are known by name only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

_ADDRESSES: Final = {
    "doi": "doi.org/", "arxiv": "arxiv.org/abs/", "ror": "ror.org/", "github": "github.com/", "hf": "huggingface.co/",
    "url": "", "domain": "",
}  # fmt: skip
"""What makes an address of the rest of a reference, by its scheme; those of publications first."""
_ACCOUNTS: Final = ("github", "hf", "url")
"""In whose addresses somebody's account may stand."""


def told_apart(
    names: Mapping[str, str], references: Mapping[str, Iterable[str]], private: Collection[str] = ()
) -> dict[str, str]:
    """Names by id: one that several things have is followed by what tells them apart.

    `references` gives what else each thing is known by. Of the `private`, for which no organisation is named, only the
    host is said, as the account may be a person's.
    """
    often = Counter(name.casefold() for name in names.values())
    shared = {key for key, name in names.items() if often[name.casefold()] > 1}
    marks = {key: _mark([key, *references.get(key, ())], private=key in private) for key in shared}
    return {key: f"{name} ({marks[key]})" if key in shared else name for key, name in names.items()}


def _mark(references: Iterable[str], *, private: bool) -> str:
    known: dict[str, str] = {}
    for scheme, _, rest in (each.partition(":") for each in references):
        known.setdefault(scheme, rest)
    for scheme, before in _ADDRESSES.items():
        if scheme in known:
            address = before + known[scheme].removeprefix("models/").removeprefix("https://").removeprefix("http://")
            return f"at {address.partition('/')[0]}" if private and scheme in _ACCOUNTS else address
    return f"{known['dataset']} of our catalogue" if "dataset" in known else "by name only"
