"""Each source, crawled from its recording: its claims are those of `expected.jsonl`, each with evidence that is there.

A source is tested by data alone, in the folder of its name beside this file: `expected.jsonl` and either `pages.jsonl`
(recorded exchanges, for a source with a base URL) or `pages/` (files, for a source that reads a path). With
LINEAGE_WRITE_EXPECTED=1 the claims are written instead of compared: look at every line before you keep it.
"""

import json
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.stores import Stores
from lineage.reading.view import View
from lineage.settings import Settings
from lineage.sources import find

HERE = Path(__file__).parent
EXPECTED = "expected.jsonl"
WRITE = os.environ.get("LINEAGE_WRITE_EXPECTED") == "1"
FIELDS = (
    "document", "subject", "predicate", "derivation_kind", "object", "polarity", "modality", "about", "quote",
)  # fmt: skip
PART = {"catalogue": ("dif.yaml", "megaface.yaml", "yfcc100m.yaml")}
"""A source that needs no recording, and the documents of it that are compared."""


def needed(name):
    """What a source is crawled from: the file or folder its recording must have, or None."""
    if name in PART:
        return None
    return "pages.jsonl" if find.card(name).base_url else "pages"


def missing(name, folder, *, writing=WRITE):
    """What a folder lacks to test a source with, as a sentence; None when it has all."""
    parts = (needed(name), None if writing else EXPECTED)
    names = [part for part in parts if part and not (folder / part).exists()]
    if not names:
        return None
    return f"The source {name} has no recording: put {' and '.join(names)} into tests/sources/{name}/."


def claims(run, only):
    """What a run claims, as sorted lines; a path's own shard, which depends on where it lies, is left out."""
    own = f"{run.id.shard}/" if run.id.shard not in find.card(run.id.source).shards else ""
    lines = []
    for claim in (claim for reading in run.readings for claim in reading.claims):
        if only and claim.document not in only:
            continue
        row = claim.model_dump(mode="json") | {"document": claim.document.removeprefix(own)}
        row |= {"quote": claim.evidence.quote}
        lines.append(json.dumps({field: row[field] for field in FIELDS}, ensure_ascii=False))
    return lines


@pytest.fixture(scope="module", params=find.names())
def crawled(request, tmp_path_factory):
    """A source's name, the stores it was crawled into, and its sealed runs."""
    name = request.param
    if sentence := missing(name, HERE / name):
        pytest.fail(sentence, pytrace=False)
    stores = Stores(Settings(home=tmp_path_factory.mktemp(name)), lambda: datetime(2026, 11, 16, 12, tzinfo=UTC))
    options = CrawlOptions(
        sources=(name,),
        recorded=HERE / name if needed(name) == "pages.jsonl" else None,
        path=HERE / name / "pages" if needed(name) == "pages" else None,
    )
    problems = [shard.problem for shard in crawl(stores, options).shards if shard.problem]
    assert not problems
    runs = [stores.ledger.read(run) for run, _ in stores.ledger.seals() if run.source == name]
    return name, stores, runs


def test_claims_what_its_recording_says(crawled):
    name, _, runs = crawled
    found = sorted(line for run in runs for line in claims(run, PART.get(name)))
    path = HERE / name / EXPECTED
    if WRITE:
        path.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
        return
    expected = Counter(path.read_text(encoding="utf-8").splitlines())
    absent, new = expected - Counter(found), Counter(found) - expected
    told = [f"missing     {line}" for line in sorted(absent.elements())]
    told += [f"unexpected  {line}" for line in sorted(new.elements())]
    if told:
        pytest.fail("\n".join([f"The claims of {name} are not those of {path.name}:", *told]), pytrace=False)


def test_quotes_words_that_stand_at_their_place(crawled):
    _, stores, runs = crawled
    for run in runs:
        media_types = {visit.document: visit.media_type for visit in run.visits}
        for reading in run.readings:
            view = View(stores.archive.get(reading.snapshot), media_types[reading.document])
            for claim in reading.claims:
                assert claim.evidence.snapshot == reading.snapshot
                assert claim.evidence.quote in view.quoted(claim.evidence.locator), claim


def test_archives_what_each_visit_saw(crawled):
    _, stores, runs = crawled
    seen = [visit.snapshot for run in runs for visit in run.visits if visit.snapshot]
    assert seen
    assert all(stores.archive.has(snapshot) for snapshot in seen)


def test_keeps_every_claim_that_it_reads(crawled):
    _, _, runs = crawled
    assert [issue.problem for run in runs for issue in run.issues if "quotes words" in issue.problem] == []


@pytest.mark.parametrize("name", find.names())
def test_a_source_without_a_recording_is_told_by_a_sentence(name, tmp_path):
    assert f"The source {name} has no recording" in missing(name, tmp_path, writing=False)
