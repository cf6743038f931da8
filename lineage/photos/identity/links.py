"""Flickr's addresses of all its years: which person or photo each of them is of.

Sources: https://www.flickr.com/services/api/misc.urls.html, and the addresses in YFCC100M's own file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from lineage.errors import BadInput
from lineage.photos.identity.identity import PHOTO, Identity, exactly, owner
from lineage.photos.identity.short import lengthened

_PAGES = frozenset({"flickr.com", "www.flickr.com", "m.flickr.com", "secure.flickr.com"})
_SHORT = frozenset({"flic.kr", "www.flic.kr"})
_STATIC = re.compile(
    r"farm[0-9]{1,3}\.static(?:\.flickr|flickr)\.com|(?:live|c[0-9])\.staticflickr\.com|static\.flickr\.com|photos[0-9]{1,3}\.flickr\.com"
)
_FILE = re.compile(
    rf"(?:/[0-9]{{1,6}}){{0,3}}/(?P<photo>{PHOTO})_[0-9a-f]{{6,16}}(?:_(?:[a-z]|[3-6]k))?(?:_d)?\.(?:jpe?g|png|gif)",
    re.ASCII | re.IGNORECASE,
)
_FILM = re.compile(rf"/video/(?P<photo>{PHOTO})/[0-9a-f]{{6,16}}/.*", re.ASCII)
_BY_NUMBER = frozenset({"photo.gne", "photo_zoom.gne", "video_download.gne"})
_NOBODY = frozenset({"tags", "search", "upload", "organize", "me", "friends", "contacts"})
"""Where an address has its owner, but these are pages of Flickr's own."""
_SECTION = re.compile(r"[a-z]+(?:-[a-z]+)*|page[0-9]{1,4}")
"""What may stand behind an owner, or behind a photo: `albums`, `page2`, `sizes`, `in`."""
_OF_NOTHING = (
    "This address is of no Flickr photo and no Flickr profile; a photo has "
    "https://www.flickr.com/photos/12345678@N00/1234567890/, a profile the same without the last number."
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOOKS_LIKE = re.compile(
    rf"{_SCHEME.pattern}|//|(?:[\w-]+\.)*(?:flickr\.com|staticflickr\.com|flic\.kr)(?:[/?#:]|\Z)", re.IGNORECASE
)


def looks_like_a_link(text: str) -> bool:
    """Whether a text is meant as an address: it has a scheme, or begins with a host of Flickr's."""
    return _LOOKS_LIKE.match(text) is not None


def linked(text: str) -> Identity:
    """The person or photo of an address. Raises BadInput for an address of anything else."""
    try:
        link = urlsplit(text if _SCHEME.match(text) else "https://" + text.removeprefix("//"))
        host = link.hostname or ""
    except ValueError:  # it breaks off inside its host
        raise BadInput(_OF_NOTHING) from None
    found = None
    if link.scheme in ("http", "https"):
        if host in _PAGES:
            found = _page(link)
        elif host in _SHORT:
            found = _short(link.path)
        elif _STATIC.fullmatch(host) and (file := _FILE.fullmatch(link.path) or _FILM.fullmatch(link.path)):
            found = Identity(photo=int(file["photo"]))
    if found is None:
        raise BadInput(_OF_NOTHING)
    return found


def _page(link: SplitResult) -> Identity | None:
    first, *rest = [unquote(part) for part in link.path.split("/") if part] or [""]
    if first in _BY_NUMBER:
        return _number(*parse_qs(link.query).get("id", ()))
    if first == "videos":
        return _number(*rest[:1])
    if first == "groups":
        raise BadInput("This is the address of a group, not of a person; paste the profile or one of the photos.")
    if first not in ("photos", "people") or not rest or rest[0] in _NOBODY:
        return None
    whose, *behind = rest
    found = owner(whose)
    if found is None or not behind or _SECTION.fullmatch(behind[0]):
        return _certain(found)
    number, *view = behind
    photo = _number(number) if first == "photos" and (not view or _SECTION.fullmatch(view[0])) else None
    return replace(found, photo=photo.photo) if photo else None


def _certain(found: Identity | None) -> Identity | None:
    if found and found.alias and found.alias.isdigit():
        raise BadInput(
            "A number stands in this address where its owner is expected; paste the whole address of a photo, or the "
            "number alone."
        )
    return found


def _number(text: str = "", *_: str) -> Identity | None:
    found = exactly(text)
    return found if found and found.photo is not None else None


def _short(path: str) -> Identity | None:
    match path.strip("/").split("/"):
        case ["p", digits]:
            photo = lengthened(digits)
            return None if photo is None else Identity(photo=photo)
        case _:
            return None
