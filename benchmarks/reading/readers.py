"""Simpler readers to measure against, and the reader before this one."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.reading.bank import Item
from lineage.jobs.extract import claims_of
from lineage.reading.lexicon import Lexicon

Claims = dict[str, list[dict[str, Any]]]
BEFORE = "6eaeb83"
"""The last commit whose reader tried patterns on masked sentences."""

_CUES = (
    ("COPY_OF", r"\b(?:mirror|copy|re-?upload|backup)\b"),
    ("TRAINED_ON", r"\b(?:pre-?|fine-?)?\s?-?(?:train|tun)(?:ed|ing)\b"),
    (
        "DERIVED_FROM",
        r"\b(?:derived|sampled|subset|collected|drawn|taken|extracted|cropped|selected|based on|built|annotat\w+)\b",
    ),
    ("USES", r"\b(?:evaluat\w+|experiment\w*|test\w*|use[sd]?|download\w*|results?)\b"),
)  # fmt: skip


def ours(items: Iterable[Item], lexicon: Lexicon) -> Claims:
    """The reader of this tree."""
    return {item.document["doc_id"]: claims_of(item.document, lexicon) for item in items}


def keyword(items: Iterable[Item], lexicon: Lexicon) -> Claims:
    """Who names a dataset derives from it: nothing but the catalogue's names."""
    return _by_name(items, lexicon, lambda around: "DERIVED_FROM")


def cues(items: Iterable[Item], lexicon: Lexicon) -> Claims:
    """The first of a few cue words within 120 characters of the name says what is said of it."""
    compiled = [(predicate, re.compile(cue, re.IGNORECASE)) for predicate, cue in _CUES]
    return _by_name(
        items, lexicon, lambda around: next((name for name, cue in compiled if cue.search(around)), "MENTIONS")
    )


def _by_name(items: Iterable[Item], lexicon: Lexicon, said: Callable[[str], str]) -> Claims:
    found: Claims = {}
    for item in items:
        text = item.document["text"]
        found[item.document["doc_id"]] = [
            {"predicate": said(text[max(0, m.start - 120) : m.end + 120]), "object": m.known, "quote": m.text}
            for m in lexicon.find(text)
        ]
    return found


def before(items: Iterable[Item], root: Path) -> Claims:
    """The reader of the commit `BEFORE`, run from a copy of that tree."""
    packed = subprocess.run(["git", "archive", BEFORE, "lineage"], cwd=root, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
            tree.extractall(folder, filter="data")
        documents, out = Path(folder, "documents.jsonl"), Path(folder, "claims.jsonl")
        documents.write_text("".join(json.dumps(item.document) + "\n" for item in items), encoding="utf-8")
        command = [sys.executable, "-m", "lineage", "extract", "--input", str(documents), "--output", str(out)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        found: Claims = {}
        for line in out.read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            found.setdefault(claim["doc_id"], []).append(claim)
    return found
