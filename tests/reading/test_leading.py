"""What leads in to a row of a table or an item of a list, and the head of a column."""

import pytest

from lineage.reading.leading import leading_signs

TABLE = "These models can be had:\n\n| Model | Training data | Size |\n|---|:--:|---|\n| gull-s | MegaFace | 4 MB |\n"


@pytest.fixture
def signs(scene):
    """The signs of the last catalogue name of a text."""
    return lambda text: set(leading_signs(scene(text)))


def test_a_row_is_told_of_by_the_head_of_its_column(signs):
    assert {"column=1", "column:said=traini", "column:n:training"} <= signs(TABLE)


def test_what_stands_before_a_table_leads_in_to_its_rows(signs):
    assert {"lead:said=models", "lead:n:model"} <= signs(TABLE)


def test_the_head_of_a_table_is_told_apart(signs):
    found = signs("| Model | LFW | MegaFace |\n|---|---|---|\n| gull-s | 99.1 | 81.2 |\n")
    assert found == {"table-head"}


def test_a_row_with_more_cells_than_its_head_has_none_above_it(signs):
    assert signs("| Model |\n|---|\n| gull-s | 4 MB | MegaFace |\n") == {"column=2"}


@pytest.mark.parametrize("items", ["- FairFace\n- MegaFace", "1. FairFace\n2. MegaFace", "- MegaFace"])
def test_what_stands_before_a_list_leads_in_to_each_item(items, signs):
    found = signs(f"Its pictures were taken from:\n\n{items}\n")
    assert {"lead:said=taken", "lead:v:take"} <= found


def test_code_before_a_list_leads_in_to_nothing(signs):
    assert signs("```\ntaken = 1\n```\n- MegaFace\n") == set()


@pytest.mark.parametrize("text", ["- MegaFace", "Taken from MegaFace.", "Taken apart. MegaFace is large."])
def test_without_anything_before_it_nothing_leads_in(text, signs):
    assert signs(text) == set()
