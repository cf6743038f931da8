"""What differs in a table: every row that is wanted is there afterwards, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineage.graph.difference import difference
from lineage.graph.digests import digest
from tests.graph.making import thing

ROWS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["Gulls", "Terns", "Auks"])).map(
    lambda labels: [thing(f"dataset:{name}", label) for name, label in labels.items()]
)


@given(ROWS, ROWS)
def test_a_table_is_brought_from_what_is_stored_to_what_is_wanted(before, wanted):
    stored = {row.id: row for row in before}

    found = difference(wanted, {key: digest(row) for key, row in stored.items()})

    assert {row.id for row in found.new} & stored.keys() == set()
    assert all(stored[row.id] != row for row in found.changed)
    for key in found.gone:
        del stored[key]
    stored |= {row.id: row for row in (*found.new, *found.changed)}
    assert stored == {row.id: row for row in wanted}


def test_nothing_differs_from_itself():
    rows = [thing("dataset:gulls"), thing("dataset:terns")]

    assert difference(rows, {row.id: digest(row) for row in rows}).rows == 0
