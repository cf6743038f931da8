"""From a path to the statement it makes."""

import pytest

from lineage.reading.syntax.rules import statement


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Pictures extracted by querying YFCC100M.", "by-taking"),
        ("We test on sets of walks created from the YFCC100M corpus.", "taken-set"),
        ("We test on a set collected from YFCC100M.", "taken-set"),
        ("We test on YFCC100M.", "in-a-test"),
        ("We train on a set collected from YFCC100M.", "learn-on"),
    ],
)
def test_the_first_rule_that_fits_says_what_is_done(sentence, rule, paths):
    (path,) = paths(sentence)
    assert statement(path, card=False, making=False).name == rule


def test_no_rule_says_what_a_bare_name_means(paths):
    (path,) = paths("YFCC100M.")
    assert statement(path, card=False, making=False) is None
