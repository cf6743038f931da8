"""CSV: a table that reads back, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from lineage.exports import table
from lineage.model.words import DerivationKind
from tests.graph.making import edge, thing

MADE = edge(derivation_kind=DerivationKind.CROP, valid_from="2019-01-29")


def rows(edges, things=()):
    return list(csv.DictReader(io.StringIO(table.export(edges, things))))


def test_one_edge_is_one_row_with_labels_evidence_and_dates():
    (row,) = rows([MADE], [thing("dataset:made", "Made"), thing("dataset:source", "Source")])

    assert (row["subject"], row["subject_label"]) == ("dataset:made", "Made")
    assert (row["predicate"], row["derivation_kind"]) == ("DERIVED_FROM", "crop")
    assert (row["object"], row["object_label"]) == ("dataset:source", "Source")
    assert (row["strength"], row["confidence"], row["status"]) == ("stated", "0.9", "current")
    assert (row["first_seen"], row["valid_from"], row["valid_to"]) == ("2026-11-16", "2019-01-29", "")


def test_a_thing_that_was_not_given_goes_by_its_id():
    assert rows([MADE])[0]["subject_label"] == "dataset:made"


def test_an_empty_graph_is_a_header():
    assert table.export([], []).count("\n") == 1


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")'])
def test_cells_that_a_spreadsheet_would_run_are_made_text(label):
    cell = rows([MADE], [thing("dataset:made", label)])[0]["subject_label"]

    assert cell == f"'{label}"


@pytest.mark.parametrize("label", ["a, b", 'a "b"', "a\nb", "a;b", "名前"])
def test_any_name_reads_back_as_it_was(label):
    assert rows([MADE], [thing("dataset:made", label)])[0]["subject_label"] == label
