"""What was found, as lines of JSON and CSV. The JSON is an interface: others script against it (design, §6).

A person may have a hundred thousand photos and a batch ten thousand people, so what photos have in common is written
once and the rest is put in between; ids, secrets and user IDs need no escaping.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from lineage.photos.answers import LISTED, MAY_CONTAIN, Answer
from lineage.photos.found import Found
from lineage.photos.rows import address, photo_ids

Chain = Callable[[Answer], list[Any]]
"""What is told of the links of a chain."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = ("nsid", "photo_id", "page_url", "download_url", "hash", "listed_in", "withdrawn_from")


class Teller:
    """Writes what was found; `chain` gives the evidence behind an answer, `holders` who holds a dataset."""

    def __init__(self, chain: Chain, holders: Callable[[str], Sequence[str]]) -> None:
        """Nothing is written yet."""
        self._chain, self._holders = chain, holders
        self._answers: dict[int, tuple[Mapping[str, Answer], dict[str, str]]] = {}

    def json(self, found: Found, *, photos: bool) -> Iterator[str]:
        """One object, in pieces, without a line end; `photos` says whether each photo is told, or only how many."""
        asked, nsid = json.dumps(found.asked), json.dumps(found.nsid)
        yield f'{{"asked": {asked}, "nsid": {nsid}, "count": {len(found)}, "photos": ['
        if photos:
            yield from _joined(self._photos(found))
        yield f'], "datasets": {{{self._datasets(found)}}}}}'

    def header(self) -> str:
        """The first line of the CSV."""
        return line(*COLUMNS)

    def csv(self, found: Found) -> Iterator[str]:
        """A line a photo, with every address by which a holder may know it."""
        for photo in found.photos():
            listed = sorted(name for name, word in photo.datasets.items() if word == LISTED)
            yield line(
                found.nsid, photo.photo_id or None, photo.url, photo.download_url, photo.md5, " ".join(listed),
                " ".join(photo.withdrawn),
            )  # fmt: skip

    def _photos(self, found: Found) -> Iterator[str]:
        begin = f"https://www.flickr.com/photos/{found.nsid}/" if found.nsid else "https://www.flickr.com/photo.gne?id="
        end = "/" if found.nsid else ""
        behind: dict[bytes, str] = {}
        for (first, place), photo, key in zip(
            found.person.rows.tolist(), photo_ids(found.person.rows).tolist(), found.keys(), strict=True
        ):
            if (rest := behind.get(key)) is None:
                rest = behind[key] = _rest(*found.differences(key))
            where = address(first, place)
            download = f'"{where}"' if where else "null"
            yield f'{{"photo_id": "{photo}", "url": "{begin}{photo}{end}", "download_url": {download}, {rest}'
        for stranger in found.strangers():
            name = f'"{stranger.photo_id}"' if stranger.photo_id else "null"
            md5 = f'"hash": "{stranger.md5}", ' if stranger.md5 else ""
            rest = _rest(stranger.datasets, stranger.withdrawn)
            yield f'{{"photo_id": {name}, "url": {json.dumps(stranger.url)}, {md5}{rest}'

    def _datasets(self, found: Found) -> str:
        known = self._answers.get(id(found.answers))
        if known is None:
            written = {name: self._written(name, answer) for name, answer in found.answers.items()}
            known = self._answers[id(found.answers)] = (found.answers, written)
        _, written = known
        return ", ".join(
            text % found.counts.get(name, 0) if found.answers[name].answer == LISTED else text
            for name, text in written.items()
        )

    def _written(self, name: str, answer: Answer) -> str:
        """One dataset's entry; of one that lists the person, with a place for the number of photos."""
        key = json.dumps(name).replace("%", "%%") if answer.answer == LISTED else json.dumps(name)
        if answer.answer == LISTED:
            held = json.dumps(list(self._holders(name)), ensure_ascii=False).replace("%", "%%")
            return f'{key}: {{"answer": "listed", "by": "{answer.by}", "photos": %d, "chain": [], "holders": {held}}}'
        said: dict[str, Any] = {"answer": answer.answer, "by": None, "photos": 0, "chain": self._chain(answer)}
        said["holders"] = list(self._holders(name))
        if answer.answer == MAY_CONTAIN:
            said["settled_by"] = f"lineage photos add {name} FILE --complete"
        return f"{key}: {json.dumps(said, ensure_ascii=False)}"


def line(*cells: Any) -> str:  # noqa: ANN401  whatever a cell holds
    """One line of CSV with its end; what a spreadsheet would take for a formula is quoted as text."""
    out = io.StringIO()
    safe = [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, lineterminator="\n").writerow(safe)
    return out.getvalue()


def _rest(datasets: Mapping[str, str], withdrawn: Any) -> str:  # noqa: ANN401
    told = f'"datasets": {json.dumps(datasets)}'
    return f'{told}, "withdrawn": {json.dumps(withdrawn)}}}' if withdrawn else told + "}"


def _joined(parts: Iterator[str]) -> Iterator[str]:
    """Parts with commas between, some hundred at once."""
    before, waiting = "", []
    for part in parts:
        waiting.append(part)
        if len(waiting) == 512:
            yield before + ", ".join(waiting)
            before, waiting = ", ", []
    if waiting:
        yield before + ", ".join(waiting)
