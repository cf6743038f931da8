"""What goes into the image, as .dockerignore has it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from pathlib import Path

from tests.deploy.setup import ROOT, Setup


def included(setup: Setup, path: str) -> bool:
    """Whether a file, given as it is called from the repository's root, goes into the image. The last match decides."""
    wanted = True
    for line in setup.dockerignore.splitlines():
        pattern = line.strip().removeprefix("!").rstrip("/")
        if pattern and not pattern.startswith("#") and _matches(pattern, path):
            wanted = line.startswith("!")
    return wanted


def files(setup: Setup) -> Iterator[Path]:
    """The files of the repository that go into the image."""
    for top in sorted(ROOT.iterdir()):
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and included(setup, path.relative_to(ROOT).as_posix()):
                yield path.relative_to(ROOT)


def _matches(pattern: str, path: str) -> bool:
    """A pattern matches a file, or a folder above it; `**/` is any folder or none."""
    parts = path.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
    return any(fnmatch.fnmatch(folder, pattern) and folder.count("/") == pattern.count("/") for folder in above)
