"""The basis of a graph: the same for the same inputs, another as soon as one of them is another."""

from __future__ import annotations

from lineage.jobs.basis import basis
from lineage.model.judgement import Judgement
from tests.making import run

WEEKS = [run(16), run(23)]
YES = Judgement(kind="ageing", answer="yes", by="a reviewer", at="2026-11-24", subject="documents.all.20261123T000000Z")


def test_the_same_inputs_have_the_same_basis():
    assert basis(WEEKS, [YES], "names") == basis([run(16), run(23)], [YES], "names")


def test_another_run_judgement_or_catalogue_is_another_basis():
    found = {basis(WEEKS, [YES], "names"), basis(WEEKS[:1], [YES], "names"), basis(WEEKS, [], "names")}

    assert len(found | {basis(WEEKS, [YES], "other names")}) == 4


def test_quotes_that_were_forgotten_are_another_basis():
    cut = WEEKS[1].model_copy(update={"quotes": "f" * 64})

    assert basis([WEEKS[0], cut], [], "names") != basis(WEEKS, [], "names")
