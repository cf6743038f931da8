"""Whatever form a collection has, its index is the same, and that of a plain reading of its lines."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.hashes import hash_of
from lineage.photos.rows import LARGEST_PHOTO
from tests.photos.build.model import LARGEST_OWNER, Line, indexed, lines, modelled
from tests.photos.build.sources import FORMS, first_edition, renewed_from, second_edition

CHANCE = random.Random(20261127)


def invented(number: int) -> Line:
    """One of a few hundred lines, of which some are odd or bad, twice there, or with a second owner."""
    photo = {0: "0", 1: str(LARGEST_PHOTO), 2: "gull"}.get(number, str(1234567890 + number % 350))
    owner = {3: "somebody", 4: "", 5: LARGEST_OWNER}.get(number, f"{12345678 + number * number % 41}@N9{number % 3}")
    line = Line(photo, owner, secret=f"{CHANCE.randrange(16**10):010x}", marker=str(int(number % 50 == 6)))
    return Line(**{**line.__dict__, "ending": ("jpg", "jpg", "png", "gif")[number % 4], "md5": md5(line, number)})


def md5(line: Line, number: int) -> str:
    url = line.url.replace("http:", "https:") if number % 7 == 3 else line.url
    return "" if number % 11 == 0 else hash_of(url)


LINES = [invented(number) for number in range(400)]


@pytest.mark.parametrize("form", FORMS)
def test_an_index_is_the_same_from_every_form(tmp_path, form):
    store, built = renewed_from(tmp_path / "store", FORMS[form](tmp_path, LINES))

    index = store.open()
    assert indexed(index) == modelled(LINES)
    assert built.lines == len(LINES)
    assert built.bad == Counter(line.bad for line in LINES if line.bad)
    assert built.written.rows + built.written.twice + sum(built.bad.values()) == len(LINES)
    index.close()


def test_the_first_edition_has_no_hashes(tmp_path):
    (tmp_path / "dataset").write_bytes(first_edition(LINES))

    store, _ = renewed_from(tmp_path / "store", [tmp_path / "dataset"])

    index = store.open()
    assert indexed(index) == modelled(Line(**{**line.__dict__, "md5": ""}) for line in LINES)
    index.close()


def test_all_forms_of_one_edition_give_the_same_files(tmp_path):
    names = set()
    for number, make in enumerate(FORMS.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        store, _ = renewed_from(folder / "store", make(folder, LINES))
        names.add(store.manifest().version)
    assert len(names) == 1


@pytest.mark.parametrize("form", ["tsv", "gz", "sqlite", "parquet, text", "parquet, numbers"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(lines(), min_size=1, max_size=30))
def test_odd_lines_are_read_as_one_would_read_them(form, some):
    with tempfile.TemporaryDirectory() as name:
        files = FORMS[form](Path(name), some)
        if all(line.bad for line in some):
            with pytest.raises(BadInput, match="no row names a photo and its owner"):
                renewed_from(Path(name) / "store", files)
            return

        store, built = renewed_from(Path(name) / "store", files)

        index = store.open()
        assert indexed(index) == modelled(some)
        assert built.bad == Counter(line.bad for line in some if line.bad)
        index.close()


def test_bad_lines_are_kept_aside_with_their_numbers(tmp_path):
    lines_of_text = second_edition([Line(str(1234567890 + n), "12345678@N90") for n in range(6)]).split(b"\n")[:-1]
    lines_of_text[1] = lines_of_text[1].replace(b"12345678@N90", b"nobody")
    lines_of_text[3] = b"cut\tshort"
    lines_of_text[4] = lines_of_text[4].replace(b"1234567894", b"gull")
    lines_of_text.insert(3, b"")
    (tmp_path / "dataset").write_bytes(b"\n".join(lines_of_text))

    _, built = renewed_from(tmp_path / "store", [tmp_path / "dataset"])

    aside = [line.split(b"\t")[:2] for line in built.aside.read_bytes().splitlines()]
    assert [int(number) for number, _ in sorted(aside)] == [2, 5, 6]
    assert built.lines == 6
    assert built.written.rows == 3
    assert sorted(built.bad.values()) == [1, 1, 1]
    assert b"nobody" in built.aside.read_bytes()
    assert b"cut\tshort" in built.aside.read_bytes()


def test_bad_lines_of_an_older_build_do_not_stay(tmp_path):
    (tmp_path / "dataset").write_bytes(second_edition([Line("x", "12345678@N90"), Line("1234567890", "12345678@N90")]))
    _, before = renewed_from(tmp_path / "store", [tmp_path / "dataset"])
    (tmp_path / "dataset").write_bytes(second_edition([Line("1234567890", "12345678@N90")]))

    _, after = renewed_from(tmp_path / "store", [tmp_path / "dataset"])

    assert before.aside
    assert after.aside is None
    assert not before.aside.exists()
