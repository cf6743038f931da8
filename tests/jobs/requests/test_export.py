"""All that is known of requests, as tables that spreadsheets and machines read."""

from __future__ import annotations

import csv
import json
import re
import stat
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.requests.end import erase
from lineage.jobs.requests.export import export
from lineage.jobs.requests.exported import COLUMNS, OF_THE_PERSON
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.switch import switch
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import small_world
from tests.jobs.requests.commands import done, run
from tests.jobs.requests.small_world import (
    ACME,
    CONTACT,
    GULLS,
    NAME,
    PHOTOS,
    ROLE,
    TERN,
    answered,
    asked,
    found,
    home,
    obligations,
    sent,
    world,
)

__all__ = ["home", "run", "world"]
_first_home = small_world._first_home
DOCS = Path(__file__).parents[3] / "docs" / "requests.md"


@pytest.fixture
def request_(world):
    """A request that was sent and answered."""
    return answered(world, sent(world, asked(world)))


def rows(folder, table):
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_csv_that_is_read_back_has_every_obligation_once_and_its_reason(world, request_, tmp_path):
    export(world, request_, "csv", tmp_path / "all")

    read = rows(tmp_path / "all", "obligations")
    have = obligations(world, request_)
    assert [(int(row["number"]), row["holder"], row["dataset"], row["state"], row["why"]) for row in read] == [
        (each.number, each.holder, each.dataset, each.state.value, each.why) for each in have
    ]
    assert {row["why"] for row in rows(tmp_path / "all", "whys")} == {each.why for each in have}


def test_letters_and_answers_are_in_it(world, request_, tmp_path):
    export(world, request_, "csv", tmp_path / "all")

    assert {row["holder"] for row in rows(tmp_path / "all", "notices")} >= {ACME, GULLS, TERN}
    assert [(row["holder"], row["answer"]) for row in rows(tmp_path / "all", "answers")] == [
        (ACME, "done"), (GULLS, "refused"),
    ]  # fmt: skip


def test_json_has_the_same_rows(world, request_, tmp_path):
    counted = export(world, request_, "csv", tmp_path / "csv").rows
    export(world, request_, "json", tmp_path / "json")

    tables = json.loads((tmp_path / "json" / "requests.json").read_text())
    assert {name: len(table) for name, table in tables.items()} == counted
    assert tables["obligations"][0]["number"] == 1


@pytest.mark.parametrize("form", ["csv", "json"])
def test_nothing_in_it_names_the_person(world, request_, tmp_path, form):
    export(world, None, form, tmp_path / "all")

    files = sorted((tmp_path / "all").iterdir())
    assert files
    assert [(file.name, words) for file in files if (words := found(file.read_bytes()))] == []
    assert not any(b"somebody/quay-copy" in file.read_bytes() for file in files if file.name == "obligations.csv")


def test_who_asks_is_in_it_where_that_is_wanted(world, request_, tmp_path):
    export(world, request_, "csv", tmp_path / "all", with_person=True)

    (person,) = rows(tmp_path / "all", "people")
    assert (person["name"], person["contact"]) == (NAME, CONTACT)
    assert {row["photo_id"] for row in rows(tmp_path / "all", "photos")} == set(PHOTOS)
    assert rows(tmp_path / "all", "answers")[0]["basis"] == f"because {NAME} is known to us"


def test_only_the_owner_may_read_it(world, request_, tmp_path):
    export(world, request_, "csv", tmp_path / "all", with_person=True)

    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "all").iterdir()} == {0o600}


def test_all_requests_are_in_one_table_with_what_concerns_all(world, request_, tmp_path):
    other = asked(world, collection.TERN, 2)
    switch(world, ROLE, "wrong addresses", on=False)

    export(world, None, "csv", tmp_path / "all")

    assert [row["request"] for row in rows(tmp_path / "all", "requests")] == [request_, other]
    events = rows(tmp_path / "all", "events")
    assert [int(row["event"]) for row in events] == list(range(1, len(events) + 1))
    assert events[-1]["kind"] == "stopped"


def test_of_somebody_who_was_forgotten_there_is_what_is_left(world, request_, tmp_path):
    before = len(obligations(world, request_))
    erase(world, request_)

    result = export(world, None, "csv", tmp_path / "all", with_person=True)

    assert result.forgotten == (request_,)
    assert (result.rows["people"], result.rows["photos"], result.rows["obligations"]) == (0, 0, before)
    assert rows(tmp_path / "all", "requests")[0]["forgotten"] == "true"


@pytest.mark.parametrize("basis", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1+1"])
def test_what_a_spreadsheet_would_run_is_text(world, tmp_path, basis):
    request = sent(world, asked(world))
    record(world, request, ACME, Said("sent"))
    record(world, request, ACME, Said("refused", basis=basis))

    export(world, request, "csv", tmp_path / "all", with_person=True)

    assert rows(tmp_path / "all", "answers")[0]["basis"] == f"'{basis.strip()}"


def test_a_folder_that_is_there_stays_as_it_is(world, request_, tmp_path):
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "mine.txt").write_text("mine")

    with pytest.raises(BadInput, match="is there already"):
        export(world, request_, "csv", tmp_path / "all")

    assert [path.name for path in (tmp_path / "all").iterdir()] == ["mine.txt"]


def test_another_format_is_refused_with_those_there_are(world, request_, tmp_path):
    with pytest.raises(BadInput, match="csv and json"):
        export(world, request_, "xml", tmp_path / "all")

    assert not (tmp_path / "all").exists()


def test_the_command_says_what_it_wrote(run, world, request_, tmp_path):
    came = run("request", "export", request_, "--output", tmp_path / "all")

    done(came)
    assert f"obligations\t{len(obligations(world, request_))}" in came.out
    assert "people" not in came.out


def test_every_column_is_explained():
    text = DOCS.read_text(encoding="utf-8")
    told = {name: line for name in COLUMNS for line in text.splitlines() if line.startswith(f"| `{name}` |")}

    assert {name: set(columns) - set(re.findall(r"`(\w+)`", told[name])) for name, columns in COLUMNS.items()} == {
        name: set() for name in COLUMNS
    }
    assert set(OF_THE_PERSON) <= set(COLUMNS)
