"""Two weeks of a known world: what is new is reported, what vanished is marked and kept."""

from __future__ import annotations

import shutil

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def test_week_one_is_read_as_the_truth_has_it(world):
    world.lineage("weekly")

    scored = world.score(1)["predicates"]
    declared = world.score(1, "--fields", "yaml")["predicates"]

    assert scored["all"]["precision"] >= 0.9
    assert scored["all"]["recall"] >= 0.65
    assert declared["any predicate"]["recall"] >= 0.97


def test_an_unchanged_world_changes_nothing(world):
    world.lineage("weekly", now="2026-11-16")
    before = world.json("export", "json"), world.json("project", "--with-times")["hash"]

    second = world.json("weekly", now="2026-11-17")

    after = world.json("export", "json")
    assert {c["id"]: c["first_seen"] for c in after["claims"]} == {
        c["id"]: c["first_seen"] for c in before[0]["claims"]
    }
    assert all(shard["counts"].get("claims", 0) == 0 for shard in second["crawled"]["shards"])
    assert second["changed"]["new_edges"] == second["changed"]["unseen"] == second["changed"]["not_checked"] == []


def test_week_two_tells_new_from_vanished_and_deletes_nothing(world):
    world.lineage("weekly", now="2026-11-16")
    first = world.json("export", "json")
    world.control("week/2")

    weekly = world.json("weekly", now="2026-11-23")

    second = world.json("export", "json")
    assert weekly["changed"]["new_edges"]
    assert weekly["changed"]["unseen"]
    assert {edge["id"] for edge in first["edges"]} <= {edge["id"] for edge in second["edges"]}
    assert world.score(2)["predicates"]["all"]["precision"] >= 0.9


def test_diff_and_known_at_tell_the_weeks_apart(world):
    world.lineage("weekly", now="2026-11-16")
    world.control("week/2")
    world.lineage("weekly", now="2026-11-23")

    changed = world.json("diff", "--since", "2026-11-16")["difference"]
    nothing = world.json("diff", "--since", "2026-11-16", "--until", "2026-11-20")["difference"]
    then = world.json("downstream", "yfcc100m", "--known-at", "2026-11-16")["steps"]
    now = world.json("downstream", "yfcc100m")["steps"]

    assert changed["new_edges"]
    assert changed["unseen"]
    assert nothing["new_edges"] == nothing["unseen"] == []
    assert {step["via"]["first_seen"] for step in then} == {"2026-11-16"}
    assert "2026-11-23" in {step["via"]["first_seen"] for step in now}


def test_the_graph_is_a_function_of_ledger_and_archive(world, tmp_path):
    world.lineage("weekly", now="2026-11-16")
    world.control("week/2")
    world.lineage("weekly", now="2026-11-23")
    copy = tmp_path / "copy"
    for part in ("ledger", "archive"):
        shutil.copytree(world.home / part, copy / part)

    hashes = [
        world.json("project", "--rebuild", "--with-times")["hash"],
        world.json("project", "--rebuild", "--with-times")["hash"],
        world.json("project", "--with-times")["hash"],
        world.json("project", "--with-times", home=copy)["hash"],
    ]

    assert len(set(hashes)) == 1


def test_every_request_carries_a_contact_and_none_is_repeated(world):
    world.lineage("weekly")

    stats = world.stats()
    assert stats["no_user_agent_contact"] == 0
    assert stats["again_unconditional"] == 0
