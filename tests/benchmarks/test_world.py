"""The figures of a week over a generated universe, as they are printed."""

from benchmarks.reading.world import rows

FOUND = {
    "predicates": {"uses": {"precision": 0.9, "recall": 0.75, "f1": 0.818, "right": 9, "wrong": 1, "missed": 3}},
    "holders": {"precision": 1.0, "recall": 0.5, "f1": 0.667, "right": 2, "wrong": 0, "missed": 2},
    "organization": {"right": 8, "of": 9, "given to private individuals": 0},
}


def test_each_predicate_the_holders_and_the_organisations_have_a_line():
    assert list(rows(FOUND)) == [
        "  uses           0.900/0.750/0.818; right 9, wrong 1, missed 3",
        "  holders        1.000/0.500/0.667; right 2, wrong 0, missed 2",
        "  organization   8 of 9; 0 given to private individuals",
    ]
