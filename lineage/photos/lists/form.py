"""How a list is laid out, as a text that `--format` takes: which of its columns or keys name members, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args
from urllib.parse import quote, unquote

from lineage.errors import BadInput

Kind = Literal["csv", "names", "json", "jsonl", "parquet"]
Name = Literal["photo", "owner", "hash", "url", "member"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)

FORMS: Final = (
    "`csv:photo=photoID,owner=userID,delimiter=;` (columns by header or by number from 1; of photo, owner, hash, url, "
    "member), `names` or `names:photo` (one a line, or the names in a folder, tar or zip), "
    "`json:url=flickr_url,in=images.*`, `jsonl:member=file`, `parquet:photo=photoid`"
)
EVERY: Final = "*"
ITEM: Final = "."
KEY: Final = "^"
_WORDS: Final = {"\t": "tab", ",": "comma", " ": "space"}
_PLACE = re.compile(r"(?:[^,=%\x00-\x1f\x7f]|%[0-9A-F]{2})+")


@dataclass(frozen=True)
class Form:
    """A form of list. Its text is read as an equal form by `form`; invalid ones raise BadInput."""

    kind: Kind
    places: tuple[tuple[Name, str], ...]
    """Which column or key has what. A place is written as in the text: `%2C` for a comma in a name, `%32` for the
    name "2", which unquoted is the second column. Keys of JSON are joined by dots; there `.` is the item itself and `^`
    the key it has, `^^` the key above that. Of `names` the place is always empty."""
    delimiter: str = ","
    """Between cells, of `csv`."""
    header: bool = False
    """Whether the first line names the columns; so it is where any is named."""
    quotes: bool = False
    """Whether a quoted cell may hold delimiters and line ends."""
    within: str = EVERY
    """Where JSON has its items: keys joined by dots, `*` for every key or place. JSON lines are items of a list."""

    def __post_init__(self) -> None:
        names = [name for name, _ in self.places]
        if self.kind == "names":
            right = len(names) == 1 and self.places[0][1] == ""
        else:
            right = bool(names) and all(_PLACE.fullmatch(place) for _, place in self.places)
        right &= all(name in NAMES for name in names) and len(set(names)) == len(names)
        right &= self.kind in get_args(Kind) and _PLACE.fullmatch(self.within) is not None
        right &= len(self.delimiter) == 1 and self.delimiter.isascii() and not self.delimiter.isalnum()
        right &= self.delimiter not in '"\r\n#'
        right &= self.header or self.kind != "csv" or not any(by_name(place) for _, place in self.places)
        if self.kind != "csv":
            right &= self.delimiter == "," and not self.header and not self.quotes
        if self.kind not in ("json", "jsonl"):
            right &= self.within == EVERY
        if self.kind == "jsonl":
            right &= self.within.split(".")[0] == EVERY
        if not right:
            raise _refused(self.kind)

    def __str__(self) -> str:
        if self.kind == "names":
            (name, _), *_ = self.places
            return "names" if name == "member" else f"names:{name}"
        said = [f"{name}={place}" for name, place in self.places]
        if self.kind == "csv":
            if self.delimiter != ",":
                said.append(f"delimiter={_WORDS.get(self.delimiter) or quote(self.delimiter, safe=';|:!$&*+/?@^~=')}")
            if self.header and not any(by_name(place) for _, place in self.places):
                said.append("header=yes")
            if self.quotes:
                said.append("quotes=yes")
        if self.within != EVERY:
            said.append(f"in={self.within}")
        return f"{self.kind}:{','.join(said)}"


def form(text: str) -> Form:
    """The form of such a text. Raises BadInput, with what a text looks like, for another."""
    kind, _, rest = text.partition(":")
    if kind == "names":
        return Form("names", ((cast("Name", rest or "member"), ""),))
    places: list[tuple[Name, str]] = []
    settings: dict[str, str] = {}
    for part in rest.split(","):
        key, said, value = part.partition("=")
        if key in NAMES and said:
            places.append((key, value))
        elif key in ("delimiter", "header", "quotes", "in") and key not in settings:
            settings[key] = value
        else:
            raise _refused(text)
    words = {word: mark for mark, word in _WORDS.items()}
    delimiter = settings.get("delimiter", ",")
    named = kind == "csv" and any(by_name(place) for _, place in places)
    return Form(
        cast("Kind", kind), tuple(places), words.get(delimiter) or unquote(delimiter, errors="strict"),
        header=_yes(settings.get("header", "yes" if named else "no"), text),
        quotes=_yes(settings.get("quotes", "no"), text), within=settings.get("in", EVERY),
    )  # fmt: skip


def by_name(place: str) -> bool:
    """Whether a place of a table is a column's name, not its number."""
    return not (place.isascii() and place.isdigit() and place.strip("0"))


def written(name: str) -> str:
    """The place of a column or key of this name."""
    if name and not by_name(name):
        return f"%{ord(name[0]):02X}{name[1:]}"
    return re.sub(r"[,=%.*^\x00-\x1f\x7f]", lambda one: f"%{ord(one[0]):02X}", name)


def meant(place: str) -> str:
    """The column or key that a place means."""
    return unquote(place)


def _yes(value: str, text: str) -> bool:
    if value not in ("yes", "no"):
        raise _refused(text)
    return value == "yes"


def _refused(seen: str) -> BadInput:
    return BadInput(f"{seen[:80]!r} is no form of a list; expected is {FORMS}.")
