"""A human's word overrides what was read, both ways, and outlives every re-crawl."""

from __future__ import annotations

from lineage.model.graph import Status
from lineage.model.words import Predicate
from tests.graph.making import aged, graph_of, judgement, same
from tests.making import claim


def judged(answer, *claims, **more):
    """The graph of claims of which the first one's statement was judged."""
    plain = graph_of(claims[0])
    return graph_of(*claims, judgements=[judgement(answer, plain.edges[0], **more)])


def test_no_rejects_the_edge():
    (edge,) = judged("no", claim()).edges

    assert (edge.status, edge.confidence, edge.holds) == (Status.REJECTED, 0.0, False)


def test_yes_makes_it_certain():
    (edge,) = judged("yes", claim(confidence=0.3)).edges

    assert (edge.status, edge.confidence) == (Status.CURRENT, 1.0)


def test_yes_does_not_make_a_vanished_page_seen():
    vanished = aged(claim(), status=Status.UNSEEN)
    plain = graph_of(vanished)

    (edge,) = graph_of(vanished, judgements=[judgement("yes", plain.edges[0])]).edges

    assert (edge.status, edge.confidence) == (Status.UNSEEN, 1.0)


def test_unsure_changes_nothing():
    projection = judged("unsure", claim())

    assert projection.edges == graph_of(claim()).edges
    assert projection.orphans == ()


def test_no_to_one_document_leaves_the_others_word():
    wrong, right = claim(confidence=0.9), claim(document="other", confidence=0.6)

    projection = judged("no", wrong, right)

    (edge,) = projection.edges
    assert (edge.status, edge.confidence) == (Status.CURRENT, 0.6)
    assert {said.claim.document: said.status for said in projection.claims} == {
        "doc": Status.REJECTED,
        "other": Status.CURRENT,
    }


def test_the_newest_judgement_counts():
    edge = graph_of(claim()).edges[0]

    projection = graph_of(claim(), judgements=[judgement("no", edge), judgement("yes", edge)])

    assert projection.edges[0].confidence == 1.0


def test_a_judgement_is_attached_to_its_quote_and_is_an_orphan_when_the_words_change():
    edge = graph_of(claim()).edges[0]
    verdict = judgement("no", edge)

    projection = graph_of(claim(quote="Made stems from Source."), judgements=[verdict])

    assert projection.edges[0].status is Status.CURRENT
    assert projection.orphans == (verdict.matter,)


def test_a_judgement_survives_a_new_snapshot_that_still_has_the_words():
    projection = judged("no", claim())
    again = graph_of(claim(snapshot="b" * 64), judgements=[judgement("no", projection.edges[0])])

    assert again.edges[0].status is Status.REJECTED
    assert again.orphans == ()


def test_a_judgement_survives_another_way_of_writing_the_names():
    edge = graph_of(claim("name:YFCC-100M")).edges[0]

    again = graph_of(claim("name:yfcc 100m"), judgements=[judgement("no", edge)])

    assert again.edges[0].status is Status.REJECTED


def test_a_judgement_is_about_one_document_alone():
    projection = graph_of(claim(document="other"), judgements=[judgement("no", graph_of(claim()).edges[0])])

    assert projection.edges[0].status is Status.CURRENT
    assert len(projection.orphans) == 1


def test_a_judgement_is_about_one_predicate_alone():
    projection = graph_of(claim(predicate=Predicate.USES), judgements=[judgement("no", graph_of(claim()).edges[0])])

    assert projection.edges[0].status is Status.CURRENT


def test_judgements_on_pairs_are_never_orphans():
    assert graph_of(claim(), judgements=[same("yes", "hf:datasets/a/b", "hf:datasets/c/d")]).orphans == ()
