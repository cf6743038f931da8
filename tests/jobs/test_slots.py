"""In which turns sources are crawled."""

from lineage.jobs.slots import slots, turns
from lineage.sources import find


def test_sources_that_search_for_names_come_after_those_that_list_everything():
    assert turns()[1:] == [["datacite"], ["openalex"], ["github"]]
    assert "huggingface" in turns()[0]


def test_every_source_has_the_turn_that_its_card_says():
    in_order = sorted((find.card(name).turn, name) for name in slots())
    assert [(find.card(name).turn, name) for turn in turns() for name in turn] == in_order
