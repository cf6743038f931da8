"""What describes the schema is made from the model, and lies there as it was made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import graph_schema
from graph_schema.generate.everything import generated
from graph_schema.generate.indexes import indexes
from graph_schema.generate.questions import parse
from lineage.model.ends import ACTORS, BETWEEN, PAGES, WORKS
from lineage.model.words import Predicate, ThingKind

HERE = Path(graph_schema.__path__[0])
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["schema.json", "schema.svg", "SCHEMA.md"])
def test_what_is_generated_is_up_to_date(name):
    assert (HERE / name).read_text(encoding="utf-8") == generated()[name], "run `make schema`"


def test_the_same_is_generated_in_every_process():
    code = "from graph_schema.generate.everything import generated; print(''.join(generated().values()), end='')"

    def made(seed):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout

    assert hashlib.sha256(made("1")).digest() == hashlib.sha256(made("2")).digest()


def test_every_kind_and_predicate_is_described_and_drawn():
    content = json.loads(generated()["schema.json"])
    drawn = {element.text for element in ElementTree.fromstring(generated()["schema.svg"]).iter(f"{SVG}text")}

    assert content["nodes"]["Thing"]["labels"].keys() == {kind.capitalize() for kind in ThingKind}
    assert content["edges"]["types"].keys() == set(Predicate) - {"SAME_AS"}
    assert {kind.capitalize() for kind in ThingKind} | (set(Predicate) - {"SAME_AS"}) <= drawn


def test_every_kind_is_of_one_group_and_every_predicate_but_sameness_lies_between_kinds():
    assert sorted([*WORKS, *PAGES, *ACTORS]) == sorted(ThingKind)
    assert BETWEEN.keys() == set(Predicate) - {Predicate.SAME_AS}
    assert all(starts and ends for starts, ends in BETWEEN.values())


def test_the_picture_loads_nothing_and_runs_nothing():
    picture = ElementTree.fromstring(generated()["schema.svg"])

    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg", "title", "style", "defs", "marker", "path", "rect", "text",
    }  # fmt: skip
    assert [
        name for element in picture.iter() for name in element.attrib if "href" in name or name.startswith("on")
    ] == []
    assert "url(" not in generated()["schema.svg"].replace("url(#tip)", "")


def test_the_picture_keeps_within_its_frame():
    picture = ElementTree.fromstring(generated()["schema.svg"])
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])

    boxes = [tuple(float(r.attrib[k]) for k in ("x", "y", "width", "height")) for r in picture.iter(f"{SVG}rect")]

    assert [(x, y) for x, y, w, h in boxes if x < 0 or y < 0 or x + w > width or y + h > height] == []
    assert [t.text for t in picture.iter(f"{SVG}text") if float(t.attrib["y"]) > height - 12] == []


@pytest.mark.parametrize("content", ["", "MATCH (g:Gull) RETURN g", "// Where are the gulls?\n"])
def test_a_question_without_title_or_statement_is_refused(content):
    with pytest.raises(ValueError, match=r"11_gulls\.cypher has no title or no statement"):
        parse("11_gulls.cypher", content)


def test_a_migration_that_the_description_does_not_know_is_refused():
    with pytest.raises(ValueError, match="'CREATE POINT INDEX gull_place"):
        indexes(["CREATE POINT INDEX gull_place IF NOT EXISTS FOR (g:Gull) ON (g.place)"])
