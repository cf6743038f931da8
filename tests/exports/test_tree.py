"""JSON: things, edges and claims as they lie in the store."""

from __future__ import annotations

import json

from lineage.exports import tree
from lineage.model.graph import Edge, Said, Thing
from tests.graph.making import edge, said, thing

MADE = edge()


def test_everything_reads_back_as_it_was():
    known, under = thing("dataset:made", 'a "name"\n名前', facts={"status": "withdrawn"}), said(MADE)

    content = json.loads(tree.export([MADE], [known], [under]))

    assert [Thing.model_validate(row) for row in content["things"]] == [known]
    assert [Edge.model_validate({k: v for k, v in row.items() if k != "id"}) for row in content["edges"]] == [MADE]
    assert [Said.model_validate({k: v for k, v in row.items() if k != "id"}) for row in content["claims"]] == [under]


def test_edges_and_claims_carry_the_ids_that_link_them():
    content = json.loads(tree.export([MADE], [], [said(MADE)]))

    assert content["edges"][0]["id"] == content["claims"][0]["edge"] == MADE.id
    assert content["claims"][0]["id"] == said(MADE).id


def test_an_empty_graph_has_its_three_lists():
    assert json.loads(tree.export([], [])) == {"things": [], "edges": [], "claims": []}
