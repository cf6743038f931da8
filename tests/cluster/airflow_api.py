"""Airflow's REST API, as a person with a script would use it."""

from __future__ import annotations

import time

import httpx


class Airflow:
    """The api-server of a running cluster, after logging in."""

    def __init__(self, url, password):
        self._client = httpx.Client(base_url=url, timeout=60)
        answer = self._client.post("/auth/token", json={"username": "admin", "password": password})
        answer.raise_for_status()
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._client.close()

    def unpause(self, *dags):
        for dag in dags:
            self._client.patch(f"/api/v2/dags/{dag}", json={"is_paused": False}).raise_for_status()

    def trigger(self, dag, date):
        self._client.post(f"/api/v2/dags/{dag}/dagRuns", json={"logical_date": date}).raise_for_status()

    def runs(self, dag):
        """The runs of a DAG, oldest first."""
        return self._get(f"/api/v2/dags/{dag}/dagRuns", order_by="run_after")["dag_runs"]

    def tasks(self, dag, run):
        return self._get(f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances", limit=200)["task_instances"]

    def tries(self, dag, run):
        """How often each task was tried."""
        return {f"{t['task_id']}[{t['map_index']}]": t["try_number"] for t in self.tasks(dag, run)}

    def events(self, asset):
        """What was handed on with an asset, oldest first."""
        found = self._get("/api/v2/assets/events", order_by="timestamp")["asset_events"]
        return [event["extra"] for event in found if event["name"] == asset]

    def _get(self, path, **params):
        answer = self._client.get(path, params=params)
        answer.raise_for_status()
        return answer.json()


def wait_for(what, seconds, look):
    """The first true answer of `look`; fails with `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(1)
    return found
