"""Ten invented datasets that took a share of the photos. Two took whole owners, the others here and there one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos.people import people
from benchmarks.photos.rows import Batch

_FIRST = 10
"""The purpose for which chance is drawn for the first of them."""


@dataclass(frozen=True)
class Dataset:
    """One of them."""

    name: str
    share: float
    whole: bool = False
    """Whether it took all photos of an owner or none."""


DATASETS = (
    Dataset("set0", 0.148),
    Dataset("set1", 0.10),
    Dataset("set2", 0.047),
    Dataset("set3", 0.033, whole=True),
    Dataset("set4", 0.01),
    Dataset("set5", 0.009, whole=True),
    Dataset("set6", 0.004),
    Dataset("set7", 0.001),
    Dataset("set8", 0.0001),
    Dataset("set9", 0.00005),
)


def members(batch: Batch) -> list[NDArray[np.int64]]:
    """The photo ids of each dataset among these rows, in their order."""
    return [batch.photo[_chosen(batch, number, dataset)] for number, dataset in enumerate(DATASETS)]


def _chosen(batch: Batch, number: int, dataset: Dataset) -> NDArray[np.bool_]:
    world, purpose = batch.world, _FIRST + number
    if dataset.whole:
        return people(world.rows, world.seed).some(dataset.share, world.purpose(purpose))[batch.owner]
    return batch.drawn(purpose) < np.uint64(dataset.share * 2**64)
