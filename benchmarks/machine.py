"""What a table was measured on."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

_GIBIBYTE = 2**30


def machine() -> str:
    """Processor, cores, memory, system and Python of this machine, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIBIBYTE
    cores, python = f"{os.cpu_count()} cores", f"Python {platform.python_version()}"
    return f"{_processor()}, {cores}, {memory:.0f} GiB, {platform.system()} {platform.release()}, {python}"


def versions(*packages: str) -> str:
    """Packages and their versions, and that of SQLite, which comes with Python."""
    return ", ".join([*(f"{package} {version(package)}" for package in packages), f"SQLite {sqlite3.sqlite_version}"])


def _processor() -> str:
    """As the kernel names it, where there is one that does."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", told.read_text(), re.MULTILINE) if told.exists() else None
    return f"{found[1]} ({platform.machine()})" if found else platform.machine()
