"""Weights: what many small signs say together."""

import pytest

from lineage.reading.weigh import Scale, scale

COIN = Scale(("heads", "tails"), {"bent": (100, -100), "old": (50, 0)})


def test_shares_sum_to_one():
    assert sum(COIN.weigh({"bent", "old"}).values()) == pytest.approx(1)


def test_without_a_known_sign_nothing_is_likelier():
    assert COIN.weigh({"new"}) == {"heads": 0.5, "tails": 0.5}


def test_a_sign_speaks_for_its_answer():
    assert COIN.weigh({"bent"})["heads"] > COIN.weigh(set())["heads"]


def test_the_order_of_signs_does_not_matter():
    signs = {f"sign {n}": (10 * n, 100 // (n + 1), -30 * n) for n in range(40)}
    scale = Scale(("a", "b", "c"), signs)

    assert scale.weigh(signs) == scale.weigh(reversed(signs))


@pytest.mark.parametrize("question", ["predicate", "kind"])
def test_every_sign_of_the_file_has_a_weight_for_every_answer(question):
    found = scale(question)
    assert {len(weights) for weights in found.weights.values()} == {len(found.answers)}
