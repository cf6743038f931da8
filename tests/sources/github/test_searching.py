"""Which repositories a search comes across, and what is said of those it leaves out."""

import json
import re

import pytest

from lineage.errors import BadInput, SourceChanged
from tests.sources.github.forge import ANY, answers, found, readme, record, walk

SHORT = ("MegaFace", "FairFace", "YFCC100M", "DiveFace", "TinyFace", "MetaShift", "VidHOI")


def repositories(pages):
    return sorted(document for document in pages if re.fullmatch(r"repositories/\d+", document))


def queries(asked):
    found = [re.search(r"[?&]q=([^&]*)", request.url) for request in asked.requests]
    return [match[1].replace("+", " ").replace("%22", '"').replace("%3A", ":") for match in found if match]


def test_names_are_asked_six_in_a_query_in_readmes_too(tmp_path, lexicon):
    _, asked, _ = walk(tmp_path, lexicon, found(), terms=SHORT)
    groups = queries(asked)
    assert [query.count('"') // 2 for query in groups] == [6, 1]
    assert all(query.count(" OR ") <= 5 and len(query) <= 256 for query in groups)
    assert all(query.endswith(" in:name%2Cdescription%2Ctopics%2Creadme") for query in groups)


def test_follows_the_link_and_meets_a_repository_once_that_moved_meanwhile(tmp_path, lexicon):
    one, two = record("gull/a", 1), record("gull/b", 2)
    rows = [found(one, total=101, pages=2), found(one, two, total=101, page=2, pages=2)]
    pages, asked, _ = walk(tmp_path, lexicon, *rows, readme("gull/a", "Hello."), readme("gull/b", "Hello."))
    assert repositories(pages) == ["repositories/1", "repositories/2"]
    assert asked.paths.count("repos/gull/a/readme") == 1


def test_a_search_that_github_broke_off_is_noted(tmp_path, lexicon):
    _, _, crawl = walk(tmp_path, lexicon, found(incomplete=True))
    assert "GitHub broke off 1 of 1 queries of /search/repositories (incomplete_results)" in crawl.notes


def test_names_with_too_many_results_together_are_asked_alone(tmp_path, lexicon):
    where = " in:name,description,topics,readme"
    rows = [
        found(total=1200, query=f'"FairFace" OR "MegaFace"{where}'),
        found(record("gull/a", 1), total=800, query=f'"FairFace"{where}'),
        found(record("gull/b", 2), total=400, query=f'"MegaFace"{where}'),
    ]
    pages, _, _ = walk(tmp_path, lexicon, *rows, terms=("MegaFace", "FairFace"))
    assert repositories(pages) == ["repositories/1", "repositories/2"]


def test_one_name_with_more_results_than_are_given_out_is_cut_by_the_day_of_creation(tmp_path, lexicon):
    where = '"MegaFace" in:name,description,topics,readme'
    rows = [
        found(total=1700, query=where),
        found(record("gull/a", 1), total=900, query=f"{where} created:2008-01-01..2017-06-09"),
        found(total=1100, query=f"{where} created:2017-06-10..2026-11-16"),
        found(record("gull/b", 2), total=600, query=f"{where} created:2017-06-10..2022-02-27"),
        found(record("gull/c", 3), total=500, query=f"{where} created:2022-02-28..2026-11-16"),
    ]
    pages, _, crawl = walk(tmp_path, lexicon, *rows)
    assert repositories(pages) == ["repositories/1", "repositories/2", "repositories/3"]
    assert [note for note in crawl.notes if "results" in note] == []


def test_code_is_cut_by_size(tmp_path, lexicon):
    rows = [
        found(),
        found(what="code", total=1500, query='"MegaFace"'),
        found(what="code", total=700, query='"MegaFace" size:0..196608'),
        found(what="code", total=800, query='"MegaFace" size:196609..393216'),
    ]
    _, asked, crawl = walk(tmp_path, lexicon, *rows, token=True)
    assert asked.paths.count("search/code") == 3
    assert crawl.notes == []


def test_of_a_name_that_is_everywhere_only_the_last_updated_are_looked_at_and_it_is_said(tmp_path, lexicon):
    pages, asked, crawl = walk(tmp_path, lexicon, found(record("gull/a"), total=90_000))
    assert repositories(pages) == ["repositories/1"]
    assert asked.paths.count("search/repositories") == 1
    assert crawl.notes[0] == '"MegaFace" has 90,000 results of /search/repositories; 1,000 were looked at'


def test_a_derived_dataset_is_searched_by_its_name_and_what_is_found_leads_on(tmp_path, lexicon):
    where = " in:name,description,topics,readme"
    rows = [
        found(record("gull/gull-nest-9k", 1), query=f'"MegaFace"{where}'),
        readme("gull/gull-nest-9k", "# GullNest-9K\n\nGullNest-9K is a subset of MegaFace."),
        found(record("tern/pier-views", 2), query=f'"Gull Nest" OR "GullNest"{where}'),
        readme("tern/pier-views", "# PierViews\n\nPierViews was built from GullNest-9K."),
        found(query=f'"Pier Views" OR "PierViews"{where}'),
    ]
    pages, asked, _ = walk(tmp_path, lexicon, *rows)
    assert repositories(pages) == ["repositories/1", "repositories/2"]
    assert queries(asked)[-1].startswith('"Pier Views"')


def test_code_is_searched_for_the_names_of_derived_datasets_too(tmp_path, lexicon):
    where = " in:name,description,topics,readme"
    rows = [
        found(record("gull/gull-nest-9k", 1), query=f'"MegaFace"{where}'),
        readme("gull/gull-nest-9k", "# GullNest-9K\n\nGullNest-9K is a subset of MegaFace."),
        found(query=f'"Gull Nest" OR "GullNest"{where}'),
        found(what="code", query='"MegaFace"'),
        found(what="code", query='"Gull Nest" OR "GullNest"'),
    ]
    _, asked, crawl = walk(tmp_path, lexicon, *rows, token=True)
    assert asked.paths.count("search/code") == 2
    assert crawl.notes == []


def test_a_derived_datasets_name_that_is_a_common_word_leads_nowhere_and_it_is_said(tmp_path, lexicon):
    where = " in:name,description,topics,readme"
    rows = [
        found(record("gull/toolkit", 1), query=f'"MegaFace"{where}'),
        readme("gull/toolkit", "Our images were sampled from MegaFace."),
        found(record("tern/other", 2), total=301, query=f'"toolkit"{where}'),
    ]
    pages, _, crawl = walk(tmp_path, lexicon, *rows)
    assert repositories(pages) == ["repositories/1"]
    assert '1 names of derived datasets are too common to search for, such as "toolkit"' in crawl.notes


def test_a_name_that_means_other_things_is_searched_where_that_leads_to_few_repositories(tmp_path, lexicon):
    where = " in:name,description,topics,readme"
    rows = [
        found(query=f'"MegaFace"{where}'),
        found(record("gull/a", 1), total=900, query=f'"FDF" OR "PASS"{where}'),
        found(record("gull/b", 2), total=2, query=f'"FDF"{where}'),
        found(record("gull/c", 3), total=898, query=f'"PASS"{where}'),
    ]
    pages, _, crawl = walk(tmp_path, lexicon, *rows, readme("gull/b", "FDF faces."), ambiguous=("PASS", "FDF"))
    assert repositories(pages) == ["repositories/2"]
    assert not [note for note in crawl.notes if "PASS" in note]


def test_queries_left_out_at_the_cap_are_noted(tmp_path, lexicon):
    _, asked, crawl = walk(tmp_path, lexicon, found(), terms=SHORT, searches=1)
    assert asked.paths.count("search/repositories") == 1
    assert "1 queries of /search/repositories were left out: one run asks for at most 1 pages" in crawl.notes


def test_a_query_that_github_does_not_take_is_noted_and_the_others_go_on(tmp_path, lexicon):
    refused = answers("search/repositories", {"message": "Validation Failed"}, status=422)
    _, asked, crawl = walk(tmp_path, lexicon, refused | {"url": found()["url"]}, terms=SHORT)
    assert asked.paths.count("search/repositories") == 2
    assert len([note for note in crawl.notes if note.startswith("GitHub refused the query")]) == 2


def test_a_token_that_is_not_accepted_stops_the_run_with_a_sentence(tmp_path, lexicon):
    with pytest.raises(BadInput, match="does not accept the token in LINEAGE_SOURCE_GITHUB_TOKEN"):
        walk(tmp_path, lexicon, found() | {"status": 401})


@pytest.mark.parametrize("body", [[], {"items": []}, {"total_count": "1", "items": []}, {"total_count": 1}, None])
def test_no_list_of_results_means_that_the_source_has_changed(body, tmp_path, lexicon):
    with pytest.raises(SourceChanged, match="no list of results"):
        walk(tmp_path, lexicon, found() | {"text": json.dumps(body)})


def test_without_a_login_code_is_left_out_and_it_is_said(tmp_path, lexicon):
    _, asked, crawl = walk(tmp_path, lexicon, found(), found(what="code"))
    assert "search/code" not in asked.paths
    assert crawl.notes == ["code was not searched: GitHub wants a login; set LINEAGE_SOURCE_GITHUB_TOKEN"]


BROKEN = [
    "text",
    None,
    {"full_name": "gull/a"},
    record("gull/a") | {"id": "1"},
    record("gull/a") | {"id": True},
    record("gull"),
    record("gull/a/b"),
    record("gull/.."),
    record("../gull"),
    record("gull/a") | {"owner": None},
    record("gull/a", description="half a \ud83d"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_record_that_is_no_repository_is_an_issue(broken, tmp_path, lexicon):
    pages, _, crawl = walk(tmp_path, lexicon, found(broken, record("gull/b", 2)), readme("gull/b", "Hello."))
    assert repositories(pages) == ["repositories/2"]
    assert len(crawl.issues) == 1


def test_counters_make_no_new_snapshot(tmp_path, lexicon):
    counted = {"stargazers_count": 9, "forks_count": 0, "watchers": 7, "pushed_at": "2026-11-09T08:00:00Z", "score": 2}
    plain, _, _ = walk(tmp_path / "1", lexicon, found(record("gull/a")))
    later, _, _ = walk(tmp_path / "2", lexicon, found(record("gull/a") | counted))
    assert plain["repositories/1"].body == later["repositories/1"].body


def test_readmes_left_out_at_the_cap_are_noted(tmp_path, lexicon):
    rows = [found(record("gull/a", 1), record("gull/b", 2)), readme("gull/a", "Hello.")]
    pages, _, crawl = walk(tmp_path, lexicon, *rows, repositories=1)
    assert "repositories/2" in pages
    assert "repositories/2/readme" not in pages
    assert "1 READMEs were not read: one run asks for at most 1" in crawl.notes


def test_repositories_that_the_catalogue_names_are_met_though_no_search_finds_them(tmp_path, lexicon):
    rows = [found(query=ANY), answers("repos/gull/a", record("gull/a")), readme("gull/a", "Hello.")]
    pages, _, _ = walk(tmp_path, lexicon, *rows, identifiers=("github:gull/a", "github:gull/gone", "arxiv:1901.10436"))
    assert repositories(pages) == ["repositories/1"]
    assert pages["named/gull/gone"].outcome == "failed"
