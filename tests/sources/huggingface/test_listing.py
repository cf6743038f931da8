"""Which repositories a crawl of the Hub comes across, and what it says of those it leaves out."""

import pytest

from lineage.errors import SourceChanged
from tests.sources.huggingface.hub import NEWEST, croissant, item, listing, readme, walk

PAGE_2, PAGE_3 = f"cursor=two&{NEWEST}", f"cursor=three&{NEWEST}"
COUNTERS = {"downloads": 5, "likes": 9, "trendingScore": 2, "lastModified": "2026-11-09", "usedStorage": 7, "_id": "x"}


def cards(*names):
    return [readme(name, "Nothing to see.") for name in names]


def repositories(pages):
    return [document for document in pages if document.count("/") == 2]


def test_follows_the_link_to_the_next_page(tmp_path):
    rows = [listing(item("gull/a"), then=PAGE_2), listing(item("gull/b"), at=PAGE_2), *cards("gull/a", "gull/b")]
    pages, crawl = walk(tmp_path, *rows)
    assert list(pages) == [
        "datasets/gull/a",
        "datasets/gull/a/README.md",
        "datasets/gull/b",
        "datasets/gull/b/README.md",
    ]
    assert crawl.notes == []


def test_counts_a_repository_once_that_moved_to_the_next_page_meanwhile(tmp_path):
    twice = item("gull/a")
    rows = [listing(twice, then=PAGE_2), listing(twice, item("gull/b"), at=PAGE_2), *cards("gull/a", "gull/b")]
    pages, _ = walk(tmp_path, *rows)
    assert repositories(pages) == ["datasets/gull/a", "datasets/gull/b"]


def test_a_listing_that_goes_in_circles_ends(tmp_path):
    rows = [
        listing(item("gull/a"), then=PAGE_2),
        listing(item("gull/b"), at=PAGE_2, then=PAGE_3),
        listing(item("gull/a"), item("gull/b"), at=PAGE_3, then=PAGE_2),
        *cards("gull/a", "gull/b"),
    ]
    pages, crawl = walk(tmp_path, *rows)
    assert repositories(pages) == ["datasets/gull/a", "datasets/gull/b"]
    assert crawl.notes == []


def test_a_listing_cut_at_its_cap_is_noted_and_searched_by_name(tmp_path):
    rows = [
        listing(item("gull/a"), then=PAGE_2),
        listing(item("gull/b"), at=PAGE_2),
        listing(item("gull/megaface"), item("gull/a"), at=f"{NEWEST}&search=MegaFace"),
        listing(at=f"{NEWEST}&search=Mega+Face"),
        *cards("gull/a", "gull/megaface"),
        croissant("gull/megaface", None),
    ]
    pages, crawl = walk(tmp_path, *rows, terms=("MegaFace", "Mega Face"), listing_pages=1)
    assert set(repositories(pages)) == {"datasets/gull/a", "datasets/gull/megaface"}
    assert crawl.notes == ["the listing of datasets was cut after 1 repositories; names were searched instead"]


def test_asks_for_no_page_beyond_the_cap(tmp_path):
    pages, _ = walk(tmp_path, listing(item("gull/a"), then=PAGE_2), *cards("gull/a"), listing_pages=1)
    assert repositories(pages) == ["datasets/gull/a"]


def test_cards_left_out_at_the_cap_are_noted_and_the_family_comes_first(tmp_path):
    rows = [
        listing(item("gull/a"), item("gull/b"), item("gull/mega-face")),
        *cards("gull/mega-face"),
        croissant("gull/mega-face", None),
    ]
    pages, crawl = walk(tmp_path, *rows, terms=("MegaFace",), cards=1)
    assert [document for document in pages if document.endswith(".md")] == ["datasets/gull/mega-face/README.md"]
    assert set(repositories(pages)) == {"datasets/gull/a", "datasets/gull/b", "datasets/gull/mega-face"}
    assert crawl.notes == ["2 cards were not read: one run asks for at most 1"]


def test_asks_who_made_it_only_where_something_of_the_family_is_said(tmp_path):
    rows = [listing(item("gull/a"), item("gull/b")), *cards("gull/a", "gull/b"), croissant("gull/b", None)]
    pages, _ = walk(tmp_path, *rows, says=lambda page: page.document == "datasets/gull/b/README.md")
    assert [document for document in pages if document.endswith("croissant")] == ["datasets/gull/b/croissant"]


@pytest.mark.parametrize("broken", [{"sha": "a1"}, {"id": 7}, {"id": "gull/c", "tags": "text"}, "text", None])
def test_an_item_without_an_id_or_a_list_of_tags_is_an_issue(broken, tmp_path):
    pages, crawl = walk(tmp_path, listing(broken, item("gull/a")), *cards("gull/a"))
    assert repositories(pages) == ["datasets/gull/a"]
    assert [issue.problem.partition(" of ")[0] for issue in crawl.issues] == ["item 0"]


@pytest.mark.parametrize("answer", [{"status": 404}, {"text": '{"error": "moved"}'}])
def test_no_listing_at_all_means_that_the_source_has_changed(answer, tmp_path):
    with pytest.raises(SourceChanged, match="no list of datasets"):
        walk(tmp_path, listing() | answer)


def test_counters_make_no_new_snapshot(tmp_path):
    plain, _ = walk(tmp_path / "first", listing(item("gull/a")), *cards("gull/a"))
    counted, _ = walk(tmp_path / "second", listing(item("gull/a") | COUNTERS), *cards("gull/a"))
    assert counted["datasets/gull/a"].body == plain["datasets/gull/a"].body
