"""The two things that Airflow hands to a task and a test has to make itself."""

from __future__ import annotations

from types import SimpleNamespace

from tests.dags.conftest import MONDAY


class Task:
    """A task instance, as far as ours use it: what was pushed and pulled beside it."""

    def __init__(self, **pushed):
        self.pushed = dict(pushed.pop("others", {}))

    def xcom_push(self, key, value):
        self.pushed[key] = value

    def xcom_pull(self, task_ids, map_indexes, key="return_value"):
        return self.pushed.get((task_ids, map_indexes, key))


def run_of(date=MONDAY, due=None, conf=None):
    """A DAG run."""
    return SimpleNamespace(logical_date=date, run_after=due or date, conf=conf)


class Outlets(dict):
    """Events to be sent: one for each asset asked for."""

    def __missing__(self, asset):
        self[asset] = SimpleNamespace(extra={})
        return self[asset]
