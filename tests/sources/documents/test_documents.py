"""A team's own documents: a JSONL file or a folder of files, crawled week after week."""

import json
from datetime import UTC, datetime

import pytest

from lineage.errors import BadInput
from lineage.jobs.crawl import CrawlOptions, crawl

BAD_FILES = {
    "broken.json": b'{"text": "cut',
    "list.json": b"[]",
    "deep.json": b"[" * 100_000,
    "half-a-character.json": b'{"text": "\\ud83d comes from YFCC100M."}',
    "odd-declaration.html": b"<![x]><p>From YFCC100M.</p>",
    "broken-link.html": b'<link rel="canonical" href="https://[x"><p>From YFCC100M.</p>',
    "only-an-address.html": b"https://sea.example/photos",
    "latin-1.txt": "Fotos aus YFCC100M für alle".encode("latin-1"),
    "front-matter.md": b"---\nyear: !!int ''\n---\nOur pictures come from YFCC100M.",
    "empty.md": b"",
}
GOOD = {"doc_id": "good", "text": "Our pictures come from YFCC100M."}


def visit(stores, path, day=2):
    """Crawl a path; the sealed run of it. A path has a shard of its own."""
    date = datetime(2026, 11, day, tzinfo=UTC)
    result = crawl(stores, CrawlOptions(sources=("documents",), path=path, date=date))
    shard = next(shard for shard in result.shards if shard.source == "documents")
    assert shard.problem is None, shard.problem
    return stores.ledger.read(next(run for run, _ in stores.ledger.seals() if str(run) == shard.run))


def lines(path, *rows):
    """A JSONL file; a row that is a text stands there as it is."""
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def names(run):
    return [visit.document.partition("/")[2] for visit in run.visits]


def outcomes(run):
    return {visit.document.partition("/")[2]: visit.outcome.value for visit in run.visits}


def test_a_file_that_vanished_is_gone(stores, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "kept.md").write_text("We use FairFace.")
    (folder / "lost.md").write_text("We use MegaFace.")
    visit(stores, folder)
    (folder / "lost.md").unlink()
    run = visit(stores, folder, day=9)
    assert outcomes(run) == {"kept.md": "unchanged", "lost.md": "gone"}
    assert [v.reason for v in run.visits if v.outcome == "gone"] == ["no longer in notes"]


def test_a_file_that_comes_back_is_seen_again(stores, tmp_path):
    path = lines(tmp_path / "docs.jsonl", GOOD)
    visit(stores, path)
    visit(stores, lines(path, ""), day=9)
    assert outcomes(visit(stores, lines(path, GOOD), day=16)) == {"good": "fetched"}


def test_a_changed_line_is_read_again(stores, tmp_path):
    path = lines(tmp_path / "docs.jsonl", GOOD)
    visit(stores, path)
    run = visit(stores, lines(path, GOOD | {"text": "Our pictures come from FairFace."}), day=9)
    assert [claim.object for reading in run.readings for claim in reading.claims] == ["name:FairFace"]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"doc_id": "cut", "te', "Invalid control character"),
        ('["a list"]', "expected an object"),
        ('{"doc_id": "empty"}', "the field text is missing"),
        ('{"doc_id": "odd", "text": "x", "kind": "poem"}', "kind 'poem'"),
        ('{"doc_id": "half", "text": "\\ud83d YFCC100M"}', "codepoints"),
        ("[" * 100_000, "recursion"),
    ],
    ids=["cut off", "a list", "no text", "an unknown kind", "half a character", "too deep"],
)
def test_a_broken_line_is_an_issue_with_its_number_and_the_rest_is_read(broken, problem, stores, tmp_path):
    run = visit(stores, lines(tmp_path / "docs.jsonl", "", broken, GOOD))
    assert names(run) == ["good"]
    (issue,) = run.issues
    assert issue.problem.startswith("docs.jsonl, line 2: ")
    assert problem in issue.problem


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_stops_nothing(name, stores, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / name).write_bytes(BAD_FILES[name])
    (folder / "good.md").write_text(GOOD["text"])
    assert "good.md" in names(visit(stores, folder))


def test_the_second_document_of_one_id_is_an_issue(stores, tmp_path):
    run = visit(stores, lines(tmp_path / "docs.jsonl", GOOD, GOOD | {"text": "Another one."}))
    assert names(run) == ["good"]
    assert [issue.problem for issue in run.issues] == ["the same doc_id stands there twice; the first counts"]


def test_a_path_that_does_not_exist_is_told_with_what_was_expected(stores, tmp_path):
    with pytest.raises(BadInput, match=r"There is nothing at .*nowhere; give --path .* a JSONL file or a folder"):
        visit(stores, tmp_path / "nowhere")


def test_two_paths_are_two_shards_and_neither_ends_the_other(stores, tmp_path):
    first = visit(stores, lines(tmp_path / "docs.jsonl", GOOD))
    (tmp_path / "elsewhere").mkdir()
    second = visit(stores, lines(tmp_path / "elsewhere" / "docs.jsonl", GOOD), day=9)
    assert first.id.shard != second.id.shard
    assert outcomes(second) == {"good": "fetched"}


def test_hidden_files_links_and_other_types_are_left_alone(stores, tmp_path):
    folder = tmp_path / "notes"
    (folder / "deeper").mkdir(parents=True)
    for name in (".hidden.md", "table.csv", "deeper/note.MD"):
        (folder / name).write_text(GOOD["text"])
    (folder / "link.md").symlink_to(folder / "table.csv")
    assert names(visit(stores, folder)) == ["deeper/note.MD"]
