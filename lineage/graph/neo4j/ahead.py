"""One thing made while another is used: a table is read from the database while another is compared."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T]) -> Generator[T]:
    """The same items in the same order, each made in a thread while the one before it is used; errors come in turn."""
    coming = iter(items)
    end = object()
    with ThreadPoolExecutor(1, "ahead") as thread:
        following = thread.submit(next, coming, end)
        while (item := following.result()) is not end:
            following = thread.submit(next, coming, end)
            yield item  # type: ignore[misc]  # what is not the end is an item
