"""Two records of one dataset, a version and what all versions have in common, count once as evidence."""

from lineage.jobs.project import project
from lineage.model.words import Predicate
from tests.sources.datacite.shelf import Weeks, record, related

TEXT = "QuayFaces-9K was sampled from YFCC100M."
FROM_YFCC = related("IsDerivedFrom", "10.1145/2812802")


def derivation(stores):
    """The edge that says what the records' dataset was made from."""
    project(stores)
    (edge,) = [
        e
        for e in stores.graph.whole().edges
        if e.predicate is Predicate.DERIVED_FROM and e.subject.startswith("doi:10.66666")
    ]
    return edge


def test_a_version_and_its_concept_are_one_dataset_and_one_piece_of_evidence(stores, monkeypatch):
    weeks = Weeks(stores, monkeypatch)
    weeks.crawl(record(11, "QuayFaces-9K", TEXT, FROM_YFCC))
    alone = derivation(stores)

    weeks.crawl(
        record(
            11,
            "QuayFaces-9K",
            "A dataset of gulls.",
            FROM_YFCC,
            related("IsVersionOf", "10.66666/set.10"),
            updated="later",
        ),
        record(10, "QuayFaces-9K", TEXT, related("HasVersion", "10.66666/set.11")),
    )
    both = derivation(stores)

    assert both.object == alone.object == "dataset:yfcc100m"
    assert (len(alone.claims), len(both.claims)) == (2, 3)
    assert both.confidence == alone.confidence
