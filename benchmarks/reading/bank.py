"""The paraphrase bank: short texts with the claims they make, written by several hands for this project.

`bank/b.jsonl` was written before the reader it measures, `h.jsonl` before its second round and `v.jsonl` before its
third; whoever works on the reader looks at their figures alone. From the others the weights are learnt; many of them
follow constructions that real READMEs, cards and papers use, `ca` to `ci`, `cm`, `cn`, `cs`, `da` to `de`, `dh` and
`dk` also their length and mess. `do` to `dt` follow some 480 real documents one by one, most of them three times: twice
as it says things, once as a neighbour that says something else in much the same words. `df`, `dg`, `di`, `dl`, `dm` and
`dn` say plain things in seldom heard words, `du` in common ones. `cj`, `ck`, `cl`, `cq` and `ct` to `cv` are contrast
sets (Gardner et al. 2020): texts that share most words and say different things. `bf` is about names that are also
something else. The labels follow the guidelines of the labelled documents (../shared/labelled/GUIDELINES.md); all
people, organisations and new datasets are invented.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineage.reading.loose import to_document

HERE = Path(__file__).parent / "bank"
UNSEEN = ("b", "h", "v")
LEARNT = (
    *"acdefgijklmnopqrstuwxyz",
    *(f"b{part}" for part in "acdefgijklmnopqrstuvwx"),
    *(f"c{part}" for part in "abcdefghijklmnopqrstuv"),
    *(f"d{part}" for part in "abcdefghijklmnopqrstu"),
)
REAL = ("do", "dp", "dq", "dr", "ds", "dt")
REPEATED = 3
"""How many times a labelled document, or a text that follows a real one, is learnt from: real texts are rarer."""
SHARED = Path(os.environ.get("LINEAGE_SHARED", Path(__file__).parents[3] / "shared"))
_ONE = {"yfcc15m-v2": "yfcc15m"}
"""Two lists of the catalogue that are one id in the labels."""


@dataclass(frozen=True)
class Item:
    """One text as `lineage extract` takes it, with the claims a person found in it."""

    document: dict[str, Any]
    claims: tuple[dict[str, Any], ...]
    own: frozenset[str]
    """Catalogue ids of what the document itself introduces."""


def bank(parts: Iterable[str]) -> list[Item]:
    """The items of some files of the bank."""
    found = []
    for part in parts:
        for line in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            fields = {name: row.get(name) for name in ("kind", "title", "owner", "url", "text")}
            document = to_document({"doc_id": row["id"], **fields})
            found.append(Item(document, tuple(row["claims"]), frozenset(row.get("self_objects", ()))))
    return found


def labelled() -> list[Item]:
    """The labelled documents, where ../shared is; otherwise none."""
    folder = SHARED / "labelled" / "dev"
    if not folder.exists():
        return []
    labels = {row["doc_id"]: row for row in map(json.loads, (folder / "labels.jsonl").open(encoding="utf-8"))}
    found = []
    for document in map(json.loads, (folder / "docs.jsonl").open(encoding="utf-8")):
        label = labels[document["doc_id"]]
        item = Item(to_document(document), tuple(label["claims"]), frozenset(label["self_objects"]))
        found.append(item)
    return found


def written() -> list[tuple[Item, int]]:
    """All texts to learn from, and how many times each."""
    often = {part: REPEATED if part in REAL else 1 for part in LEARNT}
    return [(item, often[part]) for part in LEARNT for item in bank((part,))] + [(i, REPEATED) for i in labelled()]


def one_id(dataset: str) -> str:
    """A dataset's id as the labels have it."""
    return _ONE.get(dataset, dataset)
