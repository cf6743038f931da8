"""How reading is measured and learnt: the score's rules, the examples, the weights."""

import pytest

from benchmarks.reading.bank import LEARNT, UNSEEN, Item, bank
from benchmarks.reading.calibration import Judged, bins, judged, sure
from benchmarks.reading.choosing import choosing
from benchmarks.reading.instances import instances
from benchmarks.reading.learning import fit
from benchmarks.reading.score import score
from benchmarks.reading.senses import balanced, senses
from benchmarks.reading.wholes import wholes
from lineage.reading.loose import to_document
from lineage.reading.sense import MEANT, OTHERWISE

SCOPE = frozenset({"megaface", "fairface", "coco"})


def item(*claims, text="The faces come from MegaFace.", own=()):
    """A text with its labels, each `PREDICATE object [confidence] [polarity]`."""
    rows = []
    for claim in claims:
        predicate, dataset, confidence, polarity = (*claim.split(), "sure", "asserted")[:4]
        rows.append(
            {"predicate": predicate, "object": dataset, "confidence": confidence, "polarity": polarity, "quote": text}
        )
    return Item(to_document({"doc_id": "d", "kind": "release", "text": text}), tuple(rows), frozenset(own))


def told(*claims):
    """What a reader said, each `PREDICATE object`."""
    return {"d": [dict(zip(("predicate", "object"), claim.split(), strict=True)) for claim in claims]}


@pytest.mark.parametrize(
    ("labels", "claims", "right", "wrong", "missed"),
    [
        (["DERIVED_FROM megaface"], ["DERIVED_FROM megaface"], 1, 0, 0),
        (["DERIVED_FROM megaface"], [], 0, 0, 1),
        ([], ["DERIVED_FROM megaface"], 0, 1, 0),
        (["DERIVED_FROM megaface"], ["DERIVED_FROM megaface", "MENTIONS megaface"], 1, 0, 0),
        (["USES megaface"], ["DERIVED_FROM megaface"], 0, 1, 1),
        (["USES megaface arguable"], ["USES megaface"], 0, 0, 0),
        (["USES megaface sure negated"], ["USES megaface"], 0, 1, 0),
        ([], ["DERIVED_FROM imagenet"], 0, 0, 0),
    ],
)
def test_a_claim_counts_by_the_rules_of_the_labels(labels, claims, right, wrong, missed):
    found = score([item(*labels)], told(*claims), SCOPE)
    assert [sum(table.values()) for table in (found.right, found.wrong, found.missed)] == [right, wrong, missed]


def test_what_is_denied_and_taken_for_a_fact_is_a_trap():
    assert score([item("USES megaface sure negated")], told("USES megaface"), SCOPE).traps == 1


def test_of_its_own_dataset_a_document_may_say_anything_weak():
    assert not score([item(own=["megaface"])], told("MENTIONS megaface"), SCOPE).wrong


def test_an_example_has_the_answer_of_the_label_that_quotes_it(lexicon):
    (one,) = instances([item("DERIVED_FROM megaface")], lexicon, SCOPE)
    assert one.answer == "DERIVED_FROM"
    assert "rule=comes-from" in one.signs


def test_a_denied_label_is_no_fact_and_an_unlabelled_name_nothing(lexicon):
    (denied,) = instances([item("USES megaface sure negated")], lexicon, SCOPE)
    (unknown,) = instances([item()], lexicon, SCOPE)
    assert (denied.answer, unknown.answer) == ("X", "NONE")


def test_weights_are_learnt_from_examples_and_always_the_same():
    examples = [(frozenset({"bent"}), "heads"), (frozenset({"flat"}), "tails")] * 2_000
    learnt = fit(examples, ("heads", "tails"))
    assert learnt.weigh({"bent"})["heads"] > 0.7
    assert fit(examples, ("heads", "tails")) == learnt


def test_every_quote_of_the_bank_stands_in_its_text():
    items = bank((*LEARNT, *UNSEEN))
    assert len(items) > 400
    assert [i.document["doc_id"] for i in items for c in i.claims if c["quote"] not in i.document["text"]] == []


def test_a_claims_confidence_is_held_against_whether_it_is_right():
    one = item("DERIVED_FROM megaface")
    claim = {"predicate": "DERIVED_FROM", "object": "megaface", "confidence": 0.93}
    wrong = {"predicate": "TRAINED_ON", "object": "megaface", "confidence": 0.6}
    found = judged([one], {one.document["doc_id"]: [claim, {**claim, "confidence": 0.7}, wrong]}, SCOPE)
    assert found == [Judged(0.93, right=True), Judged(0.6, right=False)]
    assert [(low, count, share) for low, _, count, share in bins(found)] == [(0.6, 1, 0.0), (0.9, 1, 1.0)]
    assert sure(found) == (1.0, 1.0)


def test_the_right_one_is_learnt_from_what_tells_it_from_those_beside_it():
    loud, quiet, both = frozenset({"loud", "near"}), frozenset({"quiet", "near"}), frozenset({"near"})
    found = choosing([((loud, True), (quiet, False)), ((quiet, False), (loud, True))] * 3 + [((both, False),)])
    assert found.tally(loud) > found.tally(both) > found.tally(quiet)
    assert "near" not in found.weights


@pytest.mark.parametrize(
    ("labels", "answers"),
    [
        (["USES coco"], [MEANT]),
        ([], [OTHERWISE]),
        (["USES coco arguable"], []),
        (["USES coco sure negated"], [MEANT]),
    ],
)
def test_a_doubtful_name_is_meant_where_a_label_is_about_its_dataset(labels, answers, lexicon):
    examples = list(senses([item(*labels, text="Boxes of COCO were counted.")], lexicon, SCOPE))
    assert [answer for _, answer in examples] == answers


def test_a_name_that_stands_only_inside_a_plain_one_is_no_example(lexicon):
    assert list(senses([item(text="Boxes of MS COCO were counted.")], lexicon, SCOPE)) == []


def test_both_answers_weigh_about_the_same():
    signs = frozenset({"left=of"})
    found = balanced([*[(signs, MEANT)] * 6, *[(signs, OTHERWISE)] * 2])
    assert [answer for _, answer in found] == [MEANT] * 6 + [OTHERWISE] * 6


@pytest.mark.parametrize(
    ("labels", "answers"),
    [
        (["DERIVED_FROM megaface"], ["yes", "no", "no"]),  # as a use it is told along
        (["DERIVED_FROM megaface sure negated"], ["no", "no", "no", "no"]),
        (["DERIVED_FROM megaface arguable"], ["no", "no", "no"]),
        (["USES megaface"], ["no", "no", "no", "yes"]),
        ([], ["no", "no", "no", "no"]),
    ],
)
def test_a_whole_text_is_an_example_for_each_statement_that_could_be_made(labels, answers, lexicon):
    examples = list(wholes([item(*labels)], lexicon, SCOPE))
    assert [answer for _, _, answer in examples] == answers


def test_of_its_own_dataset_a_text_is_no_example(lexicon):
    assert list(wholes([item("USES megaface", own=["megaface"])], lexicon, SCOPE)) == []
