"""The ledger in S3: `runs/<run id>/visits.<sha256>.jsonl.gz` and so on, and `seals/<run id>.json`.

A run is visible once its seal is there. The seal is put on condition that there is none, so of two workers on one run
one wins; and names with hashes keep them from overwriting each other's files. What no seal names is a rest of a worker
that lost or was killed: nobody reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lineage.ledger.base import FILES
from lineage.ledger.lines import from_files, to_files, without_quotes
from lineage.ledger.seals import dated, from_bytes, sealed, to_bytes, unsealed
from lineage.model.base import sha256
from lineage.model.run import RunId, Seal, SealedRun
from lineage.s3.bucket import Bucket, Found, at_once

_RUNS, _SEALS = "runs/", "seals/"
"""Apart, so that one listing finds a thousand runs."""
_QUOTES = "quotes"
_OURS = re.compile(rf"({'|'.join([*FILES, _QUOTES])})\.[0-9a-f]{{64}}\.jsonl\.gz")


@dataclass(frozen=True)
class _Sealed:
    """A seal, with the hash that its quotes had then: it names their file, also after some were cut."""

    seal: Seal
    quotes: str

    @classmethod
    def read(cls, run: str, text: bytes) -> _Sealed:
        seal, noted = from_bytes(run, text, more=[_QUOTES])
        return cls(seal, noted[_QUOTES])

    @property
    def files(self) -> dict[str, str]:
        """The file names in the bucket, by the names of a run's parts."""
        hashes = {**self.seal.files, _QUOTES: self.quotes}
        return {name: f"{name}.{digest}.jsonl.gz" for name, digest in hashes.items()}

    def to_bytes(self) -> bytes:
        return to_bytes(self.seal, **{_QUOTES: self.quotes})


class S3Ledger:
    """See `lineage.ledger.base.Ledger`. Seals never change, so a process reads each of them once."""

    def __init__(self, bucket: Bucket) -> None:
        """Use a bucket, or a part of one."""
        self._bucket = bucket
        self._read: dict[str, tuple[str, _Sealed]] = {}

    def seal(self, run: SealedRun) -> bool:
        """Write the files, then the seal if there is none; then remove what the seal that is there does not name."""
        name, files = str(run.id), to_files(run)
        mine, won = _Sealed(sealed(run, files), sha256(files[_QUOTES])), False
        if not self._bucket.has(_seal(name)):
            self._write(name, {mine.files[part]: data for part, data in files.items()})
            won = self._bucket.put_if_absent(_seal(name), mine.to_bytes())
        there = self._listed(name)
        if won:  # what somebody who tidied has taken for a rest is written again
            lost = {part for part, file in mine.files.items() if file not in there.get(name, {})}
            self._write(name, {mine.files[part]: files[part] for part in lost})
        self._remove(_rests(there.get(name, {}), mine if won else self._sealed(run.id)))
        return won

    def seals(self, until: datetime | None = None) -> list[tuple[RunId, Seal]]:
        """Every run with a seal, in the order of dates."""
        etags = self._etags()
        runs = dated(etags, until)
        found = self._all_sealed({str(run): etags[str(run)] for run in runs})
        return [(run, found[str(run)].seal) for run in runs if str(run) in found]

    def read(self, run: RunId) -> SealedRun:
        """Read and verify one run."""
        name = str(run)
        found = self._read[name][1] if name in self._read else self._sealed(run)
        keys = {part: _file(name, file) for part, file in found.files.items()}
        data = self._bucket.get_many(keys.values())
        return from_files(run, found.seal, {part: data[key] for part, key in keys.items() if key in data})

    def cut_quotes(self, snapshot: str) -> int:
        """Rewrite the quotes files that quote the snapshot, without those quotes, and remove what they were before.

        Those of unsealed runs are cut, too: who wrote them may be about to seal them. Raises RunIncomplete.
        """
        keys = [found.key for found in self._bucket.listed(_RUNS) if _are_quotes(found.key)]
        cut = sum(at_once(lambda key: self._cut(key, snapshot), keys))
        self._bucket.delete_older(_RUNS, _are_quotes)
        return cut

    def tidy(self, before: datetime) -> int:
        """Remove what no seal names; of a run without a seal only what lies there since before a moment."""
        tidied, there = 0, self._listed()  # before the seals: who seals in between is found sealed
        found = self._all_sealed(self._etags())
        for name, files in there.items():
            rests = _rests(files, found.get(name))
            if rests and (name in found or all(rest.modified < before for rest in rests)):
                self._remove(rests)
                tidied += 1
        return tidied

    def _listed(self, name: str = "") -> dict[str, dict[str, Found]]:
        """The files of one run, or of all: by run, then by name."""
        there: dict[str, dict[str, Found]] = {}
        for found in self._bucket.listed(_file(name, "") if name else _RUNS):
            run, _, file = found.key.removeprefix(_RUNS).partition("/")
            there.setdefault(run, {})[file] = found
        return there

    def _etags(self) -> dict[str, str]:
        """The runs that have a seal."""
        ours = (found for found in self._bucket.listed(_SEALS) if found.key.endswith(".json"))
        return {found.key.removeprefix(_SEALS).removesuffix(".json"): found.etag for found in ours}

    def _sealed(self, run: RunId) -> _Sealed:
        text = self._bucket.get(_seal(str(run)))
        if text is None:
            raise unsealed(run)
        return _Sealed.read(str(run), text)

    def _all_sealed(self, etags: Mapping[str, str]) -> dict[str, _Sealed]:
        """The seals of these runs; those not known yet are read all at once."""
        new = {_seal(name): name for name, etag in etags.items() if self._read.get(name, ("",))[0] != etag}
        for key, text in self._bucket.get_many(new).items():
            self._read[new[key]] = etags[new[key]], _Sealed.read(new[key], text)
        return {name: self._read[name][1] for name in etags if name in self._read}

    def _write(self, run: str, files: Mapping[str, bytes]) -> None:
        at_once(lambda file: self._bucket.put(_file(run, file), files[file]), files)

    def _remove(self, rests: Iterable[Found]) -> None:
        at_once(lambda rest: self._bucket.delete(rest.key), rests)

    def _cut(self, key: str, snapshot: str) -> int:
        packed = self._bucket.get(key)
        if packed is None:  # a rest that its own worker has just removed
            return 0
        kept, fewer = without_quotes(key.split("/")[1], packed, snapshot)
        if fewer:
            self._bucket.put(key, kept)
        return fewer


def _file(run: str, file: str) -> str:
    return f"{_RUNS}{run}/{file}"


def _seal(run: str) -> str:
    return f"{_SEALS}{run}.json"


def _rests(there: Mapping[str, Found], named_by: _Sealed | None) -> list[Found]:
    """Files of runs that no seal names; what others keep there is none of our business."""
    named = set(named_by.files.values()) if named_by else set()
    return [found for file, found in there.items() if _OURS.fullmatch(file) and file not in named]


def _are_quotes(key: str) -> bool:
    return key.split("/")[-1].startswith(f"{_QUOTES}.")
