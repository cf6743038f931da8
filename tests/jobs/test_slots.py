"""In which turns sources are crawled."""

from lineage.jobs.slots import slots, turns


def test_sources_that_search_for_names_come_after_those_that_list_everything():
    assert turns()[1:] == [["datacite"], ["openalex"], ["github"]]
    assert "huggingface" in turns()[0]


def test_every_source_has_its_turn():
    assert sorted(name for turn in turns() for name in turn) == sorted(slots())
