"""The lock of loaders: one at a time, whoever else asks in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from time import sleep

import pytest

from lineage.errors import GraphUnavailable
from lineage.graph.neo4j.lock import Lock

NAME, SECOND = "a lock of these tests", "its second name"
LOADERS = 4


@pytest.fixture
def session(driver):
    with driver.session() as session:
        yield session
        session.run("MATCH (l:Lock) WHERE l.name IN $names DELETE l", names=[NAME, SECOND]).consume()


def asked_at_once(driver, lease=60.0):
    """The loaders that got the lock, of several that ask in the same moment and do not wait."""
    barrier = Barrier(LOADERS)

    def ask(number):
        lock = Lock((NAME, SECOND), f"loader {number}", lease)
        with driver.session() as session:
            barrier.wait()
            try:
                lock.wait(session, lambda seconds: None, patience=0)
            except GraphUnavailable:
                return []
            return [lock]

    with ThreadPoolExecutor(LOADERS) as pool:
        return [lock for found in pool.map(ask, range(LOADERS)) for lock in found]


def test_of_many_who_find_a_new_lock_one_gets_it(driver, session):
    for _ in range(10):
        [winner] = asked_at_once(driver)

        winner.release(session)


def test_of_many_who_find_an_expired_lock_one_gets_it(driver, session):
    for _ in range(10):
        session.execute_write(Lock((NAME, SECOND), "a loader that was killed", -1.0).acquire)

        [winner] = asked_at_once(driver)

        winner.release(session)


def test_a_lock_that_is_held_is_refused_with_its_owner_and_the_time_left(session):
    session.execute_write(Lock((NAME,), "a loader in the harbour office").acquire)

    with pytest.raises(GraphUnavailable, match=r"loaded by a loader in the harbour office \(for \d+ s more\)"):
        Lock((NAME,), "another").wait(session, lambda seconds: None, patience=0)


def test_a_holder_renews_its_lock_and_nobody_else_gives_it_back(session):
    mine, other = Lock((NAME,), "mine"), Lock((NAME,), "other")
    session.execute_write(mine.acquire)

    other.release(session)
    session.execute_write(mine.renew)

    with pytest.raises(GraphUnavailable):
        session.execute_write(other.renew)


def test_a_loader_whose_lock_went_to_another_is_told_so_at_its_next_batch(session):
    late = Lock((NAME,), "a loader that slept", -1.0)
    session.execute_write(late.acquire)
    session.execute_write(Lock((NAME,), "the next one").acquire)

    with pytest.raises(GraphUnavailable, match="loaded by the next one"):
        session.execute_write(late.renew)


def test_a_loader_whose_lock_went_to_another_never_gets_it_back_by_renewing(session):
    late, other = Lock((NAME,), "a loader that slept", -1.0), Lock((NAME,), "the next one")
    session.execute_write(late.acquire)

    session.execute_write(other.acquire)
    other.release(session)

    with pytest.raises(GraphUnavailable, match="loaded by another loader"):
        session.execute_write(late.renew)


def test_a_loader_that_is_late_keeps_what_nobody_took(session):
    late = Lock((NAME,), "a loader that slept", -1.0)
    session.execute_write(late.acquire)

    session.execute_write(late.renew)


def test_a_lock_of_several_names_is_free_when_all_of_them_are(session):
    first, other = Lock((NAME, SECOND), "the first", -1.0), Lock((NAME, SECOND), "the other")
    session.execute_write(first.acquire)
    session.execute_write(replace(first.part(1), lease=60.0).renew)

    assert not session.execute_write(other.acquire)

    session.execute_write(first.part(1).renew)
    assert session.execute_write(other.acquire)
    for number in (0, 1):
        with pytest.raises(GraphUnavailable, match="loaded by the other"):
            session.execute_write(first.part(number).renew)


def test_in_a_crowd_that_takes_it_and_gives_it_back_there_is_one_holder_at_a_time(driver, session):
    inside, most = [], []

    def load(number):
        lock = Lock((NAME, SECOND), f"loader {number}")
        with driver.session() as session:
            for _ in range(10):
                with lock.held(session, lambda seconds: sleep(0.02)):
                    inside.append(number)
                    most.append(len(inside))
                    inside.remove(number)

    with ThreadPoolExecutor(LOADERS) as pool:
        list(pool.map(load, range(LOADERS)))

    assert len(most) == 10 * LOADERS
    assert max(most) == 1
