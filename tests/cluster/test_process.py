"""A server is waited for, and ended with everything it started and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cluster import family
from cluster.errors import ServerFailed
from cluster.servers.process import HOST, Server, answers, free_port, listening, wrapped

# A server whose child moves to a session of its own, as workers of some servers do.
BROOD = "setsid sleep 600 & echo chick $!; echo hatched; wait"
STUBBORN = "trap '' TERM; echo hatched; while true; do sleep 0.1; done"


def shell(folder, script, **settings):
    return Server(
        name="gull",
        command=["sh", "-c", script],
        folder=folder,
        healthy=lambda server: "hatched" in server.said(),
        **settings,
    )


def chick(server):
    words = server.said().split()
    return family.Process.of(int(words[words.index("chick") + 1]))


def gone(process, seconds=5.0):
    deadline = time.monotonic() + seconds
    while process.lives() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not process.lives()


def web(folder, port):
    return Server(
        name="web",
        command=[sys.executable, "-m", "http.server", str(port), "--bind", HOST, "--directory", str(folder)],
        folder=folder,
        healthy=lambda _: answers(f"http://{HOST}:{port}"),
        urls={"web": f"http://{HOST}:{port}"},
    )


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_what_it_started_ends_with_it_even_in_a_session_of_its_own(tmp_path, how):
    server = shell(tmp_path, BROOD).start()
    leader, child = server.leader, chick(server)
    assert child.lives()

    getattr(server, how)()

    assert not leader.lives()
    assert not child.lives()


def test_nothing_else_ends_with_it(tmp_path):
    with subprocess.Popen(["sleep", "600"]) as bystander, shell(tmp_path / "other", BROOD).start() as other:
        shell(tmp_path / "gull", BROOD).start().stop()

        assert bystander.poll() is None
        assert other.leader.lives()
        assert chick(other).lives()
        bystander.kill()


def test_a_number_that_belongs_to_another_process_by_now_is_left_alone():
    with subprocess.Popen(["sleep", "600"], start_new_session=True) as bystander:
        before = family.Process(bystander.pid, family.Process.of(bystander.pid).born - 1)

        family.end(before)
        family.kill(before)

        assert bystander.poll() is None
        bystander.kill()


def test_one_that_does_not_listen_is_killed_when_patience_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(family, "LAST", 0.5)
    server = shell(tmp_path, STUBBORN).start()
    leader = server.leader

    server.patience = 0.2
    server.stop()

    assert not leader.lives()


def test_one_that_ends_at_its_start_is_told_with_the_end_of_its_log(tmp_path):
    with pytest.raises(ServerFailed, match=r"gull ended with code 7 (.|\n)*no wind"):
        shell(tmp_path, "echo no wind; exit 7").start()


def test_one_that_is_never_healthy_is_told_with_the_end_of_its_log_and_ended(tmp_path):
    server = shell(tmp_path, "echo still brooding $$; sleep 600", patience=1)

    with pytest.raises(ServerFailed, match=r"not healthy within 1 seconds(.|\n)*still brooding") as failed:
        server.start()

    assert gone(family.Process.of(int(str(failed.value).split()[-1])))
    assert server.leader is None


def test_a_log_of_an_earlier_start_is_kept_and_not_taken_for_this_one(tmp_path):
    shell(tmp_path, "echo hatched; echo first; sleep 600").start().stop()

    with pytest.raises(ServerFailed):
        shell(tmp_path, "exit 1").start()

    assert "first" in (tmp_path / "gull.log").read_text()


def test_it_comes_back_on_the_same_port_and_data(tmp_path):
    (tmp_path / "wind").write_text("calm")
    port = free_port()
    with web(tmp_path, port).start() as server:
        server.kill()
        assert not listening(port)
        server.restart()
        server.restart()

        with urllib.request.urlopen(f"{server.url}/wind") as answer:
            assert answer.read() == b"calm"


def test_stopping_twice_is_no_mistake(tmp_path):
    server = shell(tmp_path, BROOD).start()

    server.stop()
    server.stop()
    server.kill()

    assert server.leader is None


STARTER = """
import sys, time
from pathlib import Path
from cluster.servers.process import Server

server = Server(name="gull", command=["sleep", "600"], folder=Path(sys.argv[1]), healthy=lambda _: True,
                outlives=sys.argv[2] == "outlives").start()
print(server.leader.pid, server.leader.born, flush=True)
time.sleep(600)
"""


def started_and_orphaned(folder, how):
    starter = [sys.executable, "-c", STARTER, str(folder), how]
    with subprocess.Popen(starter, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as process:
        pid, born = process.stdout.readline().split()
        process.send_signal(signal.SIGKILL)
    return family.Process(int(pid), int(born))


def test_it_ends_when_its_starter_is_killed(tmp_path):
    assert gone(started_and_orphaned(tmp_path, "dies with it"))


def test_it_does_not_run_where_its_starter_died_before_it_could_ask_for_the_signal():
    words = [*wrapped(with_parent=signal.SIGTERM), "echo", "hatched"]

    ours = subprocess.run(words, capture_output=True, text=True, check=True)
    orphaned = subprocess.run(["sh", "-c", '"$@"; exit $?', "another parent", *words], capture_output=True, text=True)

    assert ours.stdout == "hatched\n"
    assert (orphaned.stdout, orphaned.returncode) == ("", 1)


def test_one_that_outlives_its_starter_can_be_ended_from_another_program(tmp_path):
    server = started_and_orphaned(tmp_path, "outlives")
    assert not gone(server, 0.5)

    family.end(server)

    assert not server.lives()
