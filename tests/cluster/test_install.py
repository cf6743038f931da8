"""What servers are made of is built once, whole or not at all; what is missing is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cluster.errors import ClusterError, ToolMissing
from cluster.install import built, program, run

BUILDER = """
import sys, time
from pathlib import Path
from cluster.install import built

def build(folder):
    (folder / "begun").touch()
    time.sleep(float(sys.argv[2]))
    with open(Path(sys.argv[1]) / "built by", "a") as seen:
        seen.write("somebody\\n")
    (folder / "done").touch()

print(sorted(path.name for path in built("nest", build, Path(sys.argv[1])).iterdir()))
"""


def builder(tools, seconds):
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(tools), str(seconds)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_of_two_processes_at_once_one_builds_and_both_have_the_whole(tmp_path):
    both = [builder(tmp_path, 0.5), builder(tmp_path, 0.5)]

    printed = [process.communicate(timeout=30)[0].strip() for process in both]

    assert printed == ["['begun', 'done']"] * 2
    assert (tmp_path / "built by").read_text() == "somebody\n"


def test_a_builder_that_was_killed_is_followed_by_another(tmp_path):
    with builder(tmp_path, 60) as killed:
        while not list(tmp_path.glob("nest.part-*/begun")):
            assert killed.poll() is None
        killed.kill()

    assert builder(tmp_path, 0).communicate(timeout=30)[0].strip() == "['begun', 'done']"
    assert list(tmp_path.glob("nest.part-*")) == []


def test_a_build_that_fails_leaves_nothing_under_the_name(tmp_path):
    def build(folder):
        (folder / "half").touch()
        run(["sh", "-c", "echo no feathers >&2; exit 3"])

    with pytest.raises(ClusterError, match=r"failed with code 3(.|\n)*no feathers"):
        built("nest", build, tmp_path)

    assert not (tmp_path / "nest").exists()


def test_what_was_built_is_not_built_again(tmp_path):
    (tmp_path / "nest").mkdir()

    assert built("nest", lambda _: pytest.fail("built again"), tmp_path) == tmp_path / "nest"


def test_a_missing_program_is_named_with_the_package_to_install():
    with pytest.raises(ToolMissing, match=r"`gull-server` is not installed; .*`apt install gulls`"):
        program("gull-server", "gulls")


def test_a_program_is_found_outside_of_path_where_we_know_it_may_lie(tmp_path):
    (tmp_path / "gull-server").touch(mode=0o755)

    assert program("gull-server", "gulls", [tmp_path]) == str(tmp_path / "gull-server")
