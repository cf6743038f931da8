"""Which works a crawl comes across, in how few requests, and what it says of those it leaves out."""

import pytest

from lineage.errors import SourceChanged
from tests.sources.openalex.index import NAMED, WEB, author, listing, read, walk, work

COUNTERS = {"cited_by_count": 5, "relevance_score": 99.5, "updated_date": "2026-11-09", "counts_by_year": []}
SEED = work(1, "Quay: portraits at sea", doi="10.5555/quay")
NO_SEED, NOBODY = listing("doi", "10.5555/quay"), listing(NAMED, '"QuayFaces"')


def made(number, name, source):
    """A paper that makes a dataset out of another."""
    return work(number, f"{name}: a report", f"We introduce {name}. The images of {name} were taken from {source}.")


def numbers(pages):
    return [document.removeprefix("works/W") for document in pages]


def filters(asked):
    return [request.url.partition("filter=")[2].partition("&")[0] for request in asked]


def test_follows_the_cursor_to_the_next_page(tmp_path):
    rows = [
        NO_SEED,
        listing(NAMED, '"QuayFaces"', work(1), then="two", count=2),
        listing(NAMED, '"QuayFaces"', work(2), cursor="two", count=2),
    ]
    pages, crawl, _ = walk(tmp_path, *rows)
    assert numbers(pages) == ["1", "2"]
    assert crawl.notes == []
    assert pages["works/W1"].listed_in.endswith("/results/0")


def test_asks_for_no_page_when_all_that_there_are_were_seen(tmp_path):
    _, _, asked = walk(tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', work(1), then="never recorded", count=1))
    assert len(asked) == 2


def test_counts_a_work_once_that_moved_to_the_next_page_meanwhile(tmp_path):
    rows = [
        NO_SEED,
        listing(NAMED, '"QuayFaces"', work(1), then="two", count=9),
        listing(NAMED, '"QuayFaces"', work(1), work(2), cursor="two", count=9),
    ]
    assert numbers(walk(tmp_path, *rows)[0]) == ["1", "2"]


def test_a_cursor_that_goes_in_circles_ends(tmp_path):
    rows = [
        NO_SEED,
        listing(NAMED, '"QuayFaces"', work(1), then="two", count=9),
        listing(NAMED, '"QuayFaces"', work(2), cursor="two", then="three", count=9),
        listing(NAMED, '"QuayFaces"', work(1), work(2), cursor="three", then="two", count=9),
    ]
    pages, crawl, asked = walk(tmp_path, *rows)
    assert numbers(pages) == ["1", "2"]
    assert len(asked) == 4
    assert crawl.notes == [f'of 9 works with {NAMED}:"QuayFaces" only the newest 2 were listed']


def test_a_cursor_that_leads_back_to_the_start_is_not_followed_when_all_were_seen(tmp_path):
    rows = [NO_SEED, listing(NAMED, '"QuayFaces"', work(1), work(2), then="*", count=2)]
    _, crawl, asked = walk(tmp_path, *rows)
    assert (len(asked), crawl.notes) == (2, [])


def test_an_empty_page_ends_a_list_whatever_cursor_it_gives(tmp_path):
    pages, _, asked = walk(tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', then="two", count=9))
    assert (pages, len(asked)) == ({}, 2)


def test_what_is_cut_off_at_the_cap_is_said(tmp_path):
    pages, crawl, _ = walk(
        tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', work(1), then="two", count=9000), named_pages=1
    )
    assert numbers(pages) == ["1"]
    assert crawl.notes == [f'of 9000 works with {NAMED}:"QuayFaces" only the newest 1 were listed']


def test_names_are_asked_together_and_apart_where_there_are_too_many_works(tmp_path):
    rows = [
        NO_SEED,
        listing(NAMED, '"Gull Nest" OR "QuayFaces" OR "Tern"', work(1), then="two", count=101),
        listing(NAMED, '"Gull Nest"', work(1), count=1),
        listing(NAMED, '"QuayFaces" OR "Tern"', work(2), work(3), count=2),
    ]
    pages, crawl, asked = walk(tmp_path, *rows, terms=("QuayFaces", "Gull Nest", "Tern", "Tern v2"), named_pages=1)
    assert numbers(pages) == ["1", "2", "3"]
    assert (len(asked), crawl.notes) == (4, [])


def test_signs_that_mean_something_to_the_api_are_no_part_of_a_name(tmp_path):
    rows = [NO_SEED, listing(NAMED, '"Gull\'s Nest" OR "Quay Q 2"', work(1))]
    assert numbers(walk(tmp_path, *rows, terms=('Quay (Q),|"2"', "Gull's Nest!"))[0]) == ["1"]


def test_asks_who_cites_the_papers_of_the_catalogue_by_doi_and_by_preprint(tmp_path):
    preprint = work(2, "Nest: eggs", doi="10.48550/arxiv.2601.00002")
    rows = [
        listing("doi", "10.5555/quay|10.48550/arxiv.2601.00002", SEED, preprint),
        NOBODY,
        listing("cites", "W1|W2", work(3, "On the sea")),
    ]
    identifiers = ("doi:10.5555/quay", "arxiv:2601.00002", "url:https://quay.example/")
    assert numbers(walk(tmp_path, *rows, identifiers=identifiers)[0]) == ["1", "2", "3"]


def test_a_published_paper_is_known_by_its_preprint(tmp_path):
    published = work(1, "Nest: eggs", doi="10.5555/other", arxiv="2601.00002v3")
    rows = [
        listing("doi", "10.48550/arxiv.2601.00002"),
        listing(NAMED, '"QuayFaces"', published),
        listing("cites", "W1", work(2)),
    ]
    assert numbers(walk(tmp_path, *rows, identifiers=("arxiv:2601.00002",))[0]) == ["1", "2"]


def test_follows_what_was_made_from_the_family_to_any_depth(tmp_path):
    child, grandchild = made(2, "QuayMasks", "QuayFaces"), made(3, "QuayMaskPairs", "QuayMasks")
    rows = [
        NO_SEED,
        listing(NAMED, '"QuayFaces"', child),
        listing(NAMED, '"Quay Masks" OR "QuayMasks"', child),
        listing("cites", "W2", grandchild),
        listing(NAMED, '"Quay Mask Pairs" OR "QuayMaskPairs"', grandchild),
        listing("cites", "W3", work(4)),
    ]
    assert numbers(walk(tmp_path, *rows)[0]) == ["2", "3", "4"]


def test_a_name_that_another_source_found_is_searched_for(tmp_path):
    heard = read(made(9, "QuayMasks", "QuayFaces"))
    rows = [NO_SEED, NOBODY, listing(NAMED, '"Quay Masks" OR "QuayMasks"', work(2))]
    assert numbers(walk(tmp_path, *rows, heard=heard)[0]) == ["2"]


@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        ("GullNest-9K", '"Gull Nest" OR "GullNest"'),
        ("Portraits-HQ", '"Portraits-HQ"'),
        ("MS-2021", '"MS-2021"'),
        ("LAION-full", '"LAION-full"'),
    ],
)
def test_names_are_searched_for_as_others_write_them(name, phrases, tmp_path):
    heard = [c.model_copy(update={"subject": f"name:{name}"}) for c in read(made(9, "QuayMasks", "QuayFaces"))]
    rows = [NO_SEED, NOBODY, listing(NAMED, phrases, work(2))]
    assert numbers(walk(tmp_path, *rows, heard=heard)[0]) == ["2"]


def test_a_plain_word_is_no_name_to_search_for(tmp_path):
    heard = [c.model_copy(update={"subject": "name:Portraits"}) for c in read(made(9, "QuayMasks", "QuayFaces"))]
    _, _, asked = walk(tmp_path, NO_SEED, NOBODY, heard=heard)
    assert len(asked) == 2


def test_how_far_that_is_followed_is_bounded_and_said(tmp_path):
    pages, crawl, _ = walk(
        tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', made(2, "QuayMasks", "QuayFaces")), rounds=1
    )
    assert numbers(pages) == ["2"]
    assert crawl.notes == ["what was made from the family was followed 1 times, no further"]


@pytest.mark.parametrize(
    "said", ["were never taken from QuayFaces", "were taken from HarborSet", "may be taken from QuayFaces"]
)
def test_nothing_else_is_followed(said, tmp_path):
    other = work(2, "QuayMasks: a report", f"We introduce QuayMasks. The images of QuayMasks {said}.")
    _, _, asked = walk(tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', other))
    assert len(asked) == 2


@pytest.mark.parametrize("broken", [{"title": "No id"}, {"id": f"{WEB}A7"}, {"id": 7}, {"id": None}, "text", None, []])
def test_an_item_that_is_no_work_is_an_issue(broken, tmp_path):
    pages, crawl, _ = walk(tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', broken, work(1)))
    assert numbers(pages) == ["1"]
    assert len(crawl.issues) == 1


def test_a_work_without_a_canonical_form_is_an_issue(tmp_path):
    pages, crawl, _ = walk(tmp_path, NO_SEED, listing(NAMED, '"QuayFaces"', work(1, "Half \ud83d"), work(2)))
    assert numbers(pages) == ["2"]
    assert len(crawl.issues) == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"text": '{"error": "moved"}'},
        {"text": '{"meta": {"count": 1}, "results": {}}'},
        {"text": '{"meta": {"count": "1"}, "results": []}'},
        {"text": '{"meta": {"count": 1, "next_cursor": 7}, "results": []}'},
        {"text": '{"results": []}'},
        {"text": "[]"},
    ],
)
def test_no_list_at_all_means_that_the_source_has_changed(answer, tmp_path):
    with pytest.raises(SourceChanged, match="works"):
        walk(tmp_path, NO_SEED, NOBODY | answer)


def test_counters_make_no_new_snapshot_and_authors_are_not_kept(tmp_path):
    plain, _, _ = walk(tmp_path / "first", NO_SEED, listing(NAMED, '"QuayFaces"', work(1, authors=[author()])))
    counted, _, _ = walk(
        tmp_path / "second", NO_SEED, listing(NAMED, '"QuayFaces"', work(1, authors=[author()], **COUNTERS))
    )
    assert counted["works/W1"].body == plain["works/W1"].body
    assert b"Jane" not in plain["works/W1"].body
    assert b"orcid" not in plain["works/W1"].body
