"""A run whose files are not what its seal says is named, with the way to go on without it."""

from __future__ import annotations

import gzip
import json

import pytest

from lineage.errors import RunIncomplete, SchemaBehind
from lineage.ledger.base import FILES, runs
from tests.ledger.conftest import full_run

DAMAGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-5]),
    "changed": lambda path: path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + b"{}\n")),
    "missing": lambda path: path.unlink(),
}


@pytest.fixture
def sealed(ledger):
    made = full_run()
    ledger.seal(made)
    return made


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_the_one_sealed_is_told(ledger, files, sealed, name, damage):
    damage(files(sealed)[f"{name}.jsonl.gz"])

    with pytest.raises(RunIncomplete) as caught:
        ledger.read(sealed.id)

    assert f"Run {sealed.id} is damaged: its file {name}.jsonl.gz" in str(caught.value)
    assert f"`lineage project --without-run {sealed.id}`" in str(caught.value)


@pytest.mark.parametrize(
    "damage", [DAMAGES["emptied"], DAMAGES["cut"], DAMAGES["missing"]], ids=["emptied", "cut", "missing"]
)
def test_quotes_that_cannot_be_read_are_told(ledger, files, sealed, damage):
    damage(files(sealed)["quotes.jsonl.gz"])

    with pytest.raises(RunIncomplete, match=rf"quotes\.jsonl\.gz cannot be read.*--without-run {sealed.id}"):
        ledger.read(sealed.id)


@pytest.mark.parametrize("name", FILES)
def test_the_other_runs_can_be_read_without_the_damaged_one(ledger, files, sealed, name):
    later = full_run(23)
    ledger.seal(later)
    DAMAGES["cut"](files(sealed)[f"{name}.jsonl.gz"])

    with pytest.raises(RunIncomplete):
        list(runs(ledger))

    assert [found.id for found in runs(ledger, without=[str(sealed.id)])] == [later.id]


@pytest.mark.parametrize("length", [0, 1, 40, -1])
def test_a_seal_cut_short_is_told(ledger, files, sealed, length):
    seal = files(sealed)["seal.json"]
    seal.write_bytes(seal.read_bytes()[:length])

    with pytest.raises(RunIncomplete, match=rf"Run {sealed.id} is damaged: its seal\.json .* cannot be read"):
        ledger.read(sealed.id)
    with pytest.raises(RunIncomplete, match=str(sealed.id)):
        ledger.seals()


@pytest.mark.parametrize("more", [{"format": 2}, {"format": 2, "signature": "new in format 2"}], ids=["as", "with"])
def test_a_run_of_a_newer_version_says_to_upgrade(ledger, files, sealed, more):
    seal = files(sealed)["seal.json"]
    seal.write_text(json.dumps(json.loads(seal.read_text()) | more))

    with pytest.raises(SchemaBehind, match=rf"Run {sealed.id} was written by a newer version \(format 2\); upgrade"):
        ledger.read(sealed.id)
    with pytest.raises(SchemaBehind):
        ledger.seals()


def test_a_run_s_files_under_another_run_s_name_are_told(ledger, place, sealed):
    other = full_run(23)
    for name, file in place.files().items():
        place.file(name.replace(str(sealed.id), str(other.id))).write_bytes(file.read_bytes())

    with pytest.raises(RunIncomplete, match=str(other.id)):
        ledger.read(other.id)


def test_a_seal_that_is_damaged_later_is_told_also_by_who_has_read_it_before(ledger, files, sealed):
    assert len(ledger.seals()) == 1
    seal = files(sealed)["seal.json"]
    seal.write_bytes(seal.read_bytes()[:40])

    with pytest.raises(RunIncomplete, match=str(sealed.id)):
        ledger.seals()
