"""What a plan leaves open is told by names, and by what each thing is."""

from __future__ import annotations

from lineage.jobs.requests.openends import gaps, pruned
from lineage.letters.plan import Gap, Pruned
from lineage.model.words import ThingKind
from tests.graph.making import thing
from tests.jobs.requests.making import DOCUMENT

PAPER, FACES = "arxiv:2001.00001", "dataset:gull-faces"


def document(**more):
    return DOCUMENT.model_copy(update=more)


def test_a_dataset_that_is_left_out_goes_by_its_name():
    left = document(
        pruned=(FACES,), searched=("Index of root (40 photos, complete).", "List of gull-faces (complete).")
    )

    assert list(pruned(left, {FACES: "Gull Faces"})) == [Pruned("Gull Faces", "List of Gull Faces (complete).")]


def test_a_list_that_is_told_by_name_already_is_found_too():
    told = "List of Gull Faces (complete)."
    left = document(pruned=(FACES,), searched=(told,), lists={"gull-faces": told})

    assert list(pruned(left, {FACES: "Gull Faces"})) == [Pruned("Gull Faces", "List of Gull Faces (complete).")]


def test_what_nobody_can_be_asked_about_is_what_the_graph_says_it_is():
    open_ = document(gaps=(PAPER, FACES), used=(PAPER,))
    things = {
        PAPER: thing(PAPER, "On gulls").model_copy(update={"kind": ThingKind.PAPER}), FACES: thing(FACES, "Gull Faces"),
    }  # fmt: skip

    assert list(gaps(open_, things, {PAPER: "On gulls", FACES: "Gull Faces"})) == [
        Gap("On gulls", ThingKind.PAPER, used=True), Gap("Gull Faces", ThingKind.DATASET),
    ]  # fmt: skip


def test_what_the_graph_no_longer_has_goes_by_its_id():
    assert list(gaps(document(gaps=("name:gone",)), {}, {})) == [Gap("name:gone", ThingKind.DOCUMENT)]
