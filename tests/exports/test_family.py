"""The drawn family: well-formed SVG, scraped names as text, and what is not drawn is counted."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from lineage.exports.family import svg, tree
from lineage.model.graph import Status
from lineage.model.words import Predicate, Strength, ThingKind
from lineage.trace.walk import Filter, walk
from tests.graph.making import edge, thing

ROOT = "dataset:root"


def drawn(*edges, things=(), organizations=None, new=frozenset()):
    """The parsed drawing of everything below the root."""
    known = {end: thing(end) for e in edges for end in (e.subject, e.object)} | {ROOT: thing(ROOT)}
    known |= {t.id: t for t in things}
    steps = walk(edges, ROOT, "downstream", Filter())
    return ET.fromstring(svg(tree(known[ROOT], steps, known), organizations or {}, new))


def texts(picture, kind=None):
    return [node.text for node in picture.iter("text") if node.get("class") == kind]


def classes(picture, tag):
    return [set((node.get("class") or "").split()) for node in picture.iter(tag)]


def test_each_dataset_is_a_box_and_each_derivation_a_line():
    picture = drawn(edge("dataset:a", object=ROOT), edge("dataset:b", object="dataset:a"))

    assert texts(picture) == ["root", "a", "b"]
    assert len(list(picture.iter("rect"))) == 3
    assert len(list(picture.iter("path"))) == 2
    assert picture.get("aria-label") == "The family of root: 3 datasets and models"


def test_a_root_alone_is_drawn():
    assert texts(drawn()) == ["root"]


def test_derived_things_stand_right_of_their_source_and_no_two_boxes_overlap():
    picture = drawn(*(edge(f"dataset:{n}", object=ROOT) for n in "abc"), edge("dataset:d", object="dataset:b"))

    places = [(float(box.get("x")), float(box.get("y"))) for box in picture.iter("rect")]
    assert len(set(places)) == 5
    assert min(places)[0] == places[0][0]
    assert sum(x == min(places)[0] for x, _ in places) == 1


def test_copies_and_uses_are_counted_at_the_box_they_hang_on():
    picture = drawn(
        edge("dataset:c1", Predicate.COPY_OF, ROOT), edge("dataset:c2", Predicate.COPY_OF, ROOT),
        edge("organization:acme", Predicate.USES, ROOT),
    )  # fmt: skip

    assert texts(picture) == ["root"]
    assert texts(picture, "second") == ["2 copies · 1 use"]


def test_what_was_made_from_a_copy_is_drawn_or_counted():
    picture = drawn(edge("dataset:copy", Predicate.COPY_OF, ROOT), edge("dataset:child", object="dataset:copy"))

    assert any("child" in text or "more" in text for text in (*texts(picture), *texts(picture, "more")))


def test_too_many_children_are_counted_not_drawn():
    picture = drawn(*(edge(f"dataset:n{n:02}", object=ROOT) for n in range(30)))

    assert len(list(picture.iter("rect"))) == 25
    assert texts(picture, "more") == ["and 6 more of root"]


def test_of_too_many_children_those_with_the_largest_families_are_drawn():
    children = [edge(f"dataset:n{n:02}", object=ROOT) for n in range(30)]

    picture = drawn(*children, edge("dataset:grandchild", object="dataset:n29"))

    assert {"n29", "grandchild"} <= set(texts(picture))


def test_what_vanished_what_is_weak_and_what_is_withdrawn_is_told_apart():
    picture = drawn(
        edge("dataset:a", object=ROOT, status=Status.UNSEEN),
        edge("dataset:b", object=ROOT, strength=Strength.IMPLIED),
        things=[thing(ROOT, facts={"status": "withdrawn"})],
    )

    assert classes(picture, "path") == [{"edge", "unseen"}, {"edge", "weak"}]
    assert classes(picture, "g") == [{"root", "withdrawn"}, {"dataset", "gone"}, {"dataset"}]


def test_a_further_source_is_an_extra_line():
    edges = [
        edge("dataset:a", object=ROOT), edge("dataset:b", object=ROOT),
        edge("dataset:c", object="dataset:a"), edge("dataset:c", object="dataset:b"),
    ]  # fmt: skip

    assert sum("extra" in found for found in classes(drawn(*edges), "path")) == 1


def test_models_organisations_and_what_is_new_are_marked():
    model = thing("hf:models/acme/net", "net", kind=ThingKind.MODEL)

    picture = drawn(
        edge(model.id, Predicate.TRAINED_ON, ROOT), things=[model],
        organizations={model.id: "Acme Labs"}, new=frozenset({model.id}),
    )  # fmt: skip

    assert {"model"} in classes(picture, "g")
    assert texts(picture, "second") == ["Acme Labs"]
    assert len(list(picture.iter("circle"))) == 1


HOSTILE = ["<script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>", "a & b", "]]>", "</text></g></svg>"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text(name):
    picture = drawn(
        edge("dataset:a", object=ROOT),
        things=[thing("dataset:a", name), thing(ROOT, name)],
        organizations={"dataset:a": name},
    )

    assert {node.tag for node in picture.iter()} == {"svg", "g", "title", "rect", "text", "path"}
    assert [node.text for node in picture.iter("title")] == [name, f"{name} · {name}"]


@pytest.mark.parametrize("forbidden", ["\x00", "\x08", "\x1b", "\uffff"])
def test_characters_that_xml_forbids_do_not_break_the_drawing(forbidden):
    drawn(edge("dataset:a", object=ROOT), things=[thing("dataset:a", f"Ma{forbidden}de")])


def test_a_long_name_is_cut_in_its_box_and_whole_in_its_title():
    name = "An exceedingly long name of a dataset of faces"

    picture = drawn(edge("dataset:a", object=ROOT), things=[thing("dataset:a", name)])

    assert any(text.endswith("…") and len(text) <= 25 for text in texts(picture))
    assert name in [node.text for node in picture.iter("title")]
