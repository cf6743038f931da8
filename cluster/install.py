"""What the servers are made of: programs are looked up, jars and versitygw built into .tools, once."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cluster.errors import ClusterError, ToolMissing

TOOLS = Path(os.environ.get("CLUSTER_TOOLS") or Path(__file__).parents[1] / ".tools").absolute()
PATIENCE = 900  # seconds that a build may take, downloads included


def program(name: str, package: str, folders: Sequence[Path] = ()) -> str:
    """The path of an installed program, or an error that names the package to install."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, folders)])
    found = shutil.which(name, path=path)
    if found is None:
        raise ToolMissing(f"The program `{name}` is not installed; install it, on Debian by `apt install {package}`.")
    return found


def built(name: str, build: Callable[[Path], None], tools: Path | None = None) -> Path:
    """The folder `name` among the tools; where it is missing, `build` fills it, and it appears whole or not at all.

    Of several processes at once one builds, the others wait for it.
    """
    tools = tools or TOOLS
    target = tools / name
    if target.exists():
        return target
    tools.mkdir(parents=True, exist_ok=True)
    with (tools / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the kernel lets go of it when its holder dies
        if not target.exists():
            for left in tools.glob(f"{name}.part-*"):  # by a builder that was killed, or that failed
                shutil.rmtree(left)
            part = Path(tempfile.mkdtemp(prefix=f"{name}.part-", dir=tools))
            part.chmod(0o755)
            build(part)
            part.rename(target)
    return target


def run(command: Sequence[str], env: Mapping[str, str] | None = None, given: str = "") -> None:
    """Run one step of a preparation; when it fails, say so with the end of what it printed."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **(env or {})},
            input=given,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as late:
        raise ClusterError(
            f"`{' '.join(command)}` was not done after {PATIENCE} seconds; is the network there?"
        ) from late
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise ClusterError(f"`{' '.join(command)}` failed with code {done.returncode}. It said last:\n{said}")
