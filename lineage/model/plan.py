"""The part of a plan that names a person: their photos, and what was searched. It is only ever stored sealed."""

from __future__ import annotations

from collections.abc import Mapping

from lineage.model.base import Record
from lineage.model.obligation import Contained


class PlannedPhoto(Record):
    """One photo, with every address by which a holder may know it."""

    photo_id: str | None
    """None where only its hash is known."""
    page_url: str | None
    download_url: str | None
    md5: str | None
    datasets: Mapping[str, str] = {}
    """What is known of it where that differs from what is known of its owner: dataset → listed, not_listed,
    may_contain."""


class DatasetAnswer(Record):
    """What is known of the person in one dataset."""

    name: str
    """What the dataset is called, without anybody's account."""
    answer: str
    """listed, not_listed or may_contain."""
    by: str | None
    """Whether its list names photos or owners; None where there is no list that names them."""
    photos: int
    """How many photos its list names."""


class PlanDocument(Record):
    """What a plan was made from. The obligations themselves name nobody, and lie in the docket."""

    made_at: str
    graph: str
    """The basis of the graph that was asked."""
    searched: tuple[str, ...]
    """The lists that were searched, and whether each is complete, a sentence each."""
    lists: Mapping[str, str] = {}
    """The same sentences by dataset, as the index of photos calls it; in plans of earlier versions there are none."""
    photos: tuple[PlannedPhoto, ...]
    answers: Mapping[str, DatasetAnswer]
    """By dataset, as the index of photos calls it."""
    gaps: tuple[str, ...] = ()
    """Ids of things that are reached, and nobody is named who could be asked."""
    used: tuple[str, ...] = ()
    """Those of them that are only said to have used the data."""
    doubtful: tuple[str, ...] = ()
    """Ids of edges that are too weak for a letter; they are for a human to judge."""
    pruned: tuple[str, ...] = ()
    """Ids of datasets whose complete list does not name the person."""
    problems: tuple[str, ...] = ()
    """What could not be looked at."""

    def searched_of(self, dataset: str) -> str:
        """What was searched of a dataset, as the index of photos calls it; empty where it has no list."""
        before = (line for line in self.searched if f"of {dataset} (" in line)
        return self.lists.get(dataset) or next(before, "")

    def items(self, dataset: str) -> list[tuple[PlannedPhoto, Contained]]:
        """The photos that a dataset lists or may contain; all of them for what no list speaks of, a model say."""
        name = dataset.removeprefix("dataset:")
        whole = self.answers.get(name)
        default = "may_contain" if whole is None or whole.answer == "listed" else whole.answer
        words: dict[str, Contained] = {"listed": "listed", "may_contain": "may_contain"}
        told = ((photo, words.get(photo.datasets.get(name, default))) for photo in self.photos)
        return [(photo, word) for photo, word in told if word]
