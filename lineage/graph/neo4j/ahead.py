"""One thing made while another is used: a table is read from the database while another is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def ahead(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """The same items in the same order, each made in a thread while the one before it is used, the first at once.

    An error comes in its item's turn. On leaving, what is being made is waited for.
    """
    coming = iter(items)
    end = object()

    def used() -> Iterator[T]:
        following = first
        while (item := following.result()) is not end:
            following = thread.submit(next, coming, end)
            yield item  # type: ignore[misc]  # what is not the end is an item

    with ThreadPoolExecutor(1, "ahead") as thread:
        first = thread.submit(next, coming, end)
        yield used()
