"""The sentences of the loopback world's own bank as short documents, where ../shared is."""

from __future__ import annotations

import json
import random
from typing import Any

from benchmarks.reading.bank import SHARED, Item
from lineage.reading.loose import to_document

_NAMES = {
    "yfcc100m": "YFCC100M", "megaface": "MegaFace", "ffhq": "FFHQ", "coco": "MS-COCO", "fairface": "FairFace",
    "dif": "Diversity in Faces", "mp16": "MP-16", "koniq10k": "KonIQ-10k", "visual-genome": "Visual Genome",
    "didemo": "DiDeMo", "tinyface": "TinyFace", "diveface": "DiveFace",
}  # fmt: skip
_NEW = ("GullFaces", "HarborNet-5k", "QuaySet", "TidePairs", "LanternQA", "MOSSBANK", "FernClips", "Kelp-HQ")
_SAID = {
    "derivation": ("DERIVED_FROM", "asserted", ("paper", "release")),
    "context_derive": ("DERIVED_FROM", "asserted", ("paper",)),
    "use": ("USES", "asserted", ("paper", "repository")),
    "context_use": ("USES", "asserted", ("paper",)),
    "train": ("TRAINED_ON", "asserted", ("model",)),
    "copy": ("COPY_OF", "asserted", ("release", "repository")),
    "negation": ("DERIVED_FROM", "negated", ("paper", "release")),
    "hypothetical": ("USES", "hypothetical", ("paper", "repository")),
    "unobtained": ("USES", "negated", ("paper", "repository")),
    "quote": ("MENTIONS", "asserted", ("paper",)),
    "compare": ("MENTIONS", "asserted", ("paper",)),
    "context_mention": ("MENTIONS", "asserted", ("paper",)),
}
_ADDRESS = {
    "repository": "https://github.com/quay/{}",
    "release": "https://huggingface.co/datasets/quay/{}",
    "model": "https://huggingface.co/quay/{}",
}


def templates() -> list[Item]:
    """Each sentence once for every kind of document it fits, between two sentences that say nothing."""
    path = SHARED / "world" / "banks" / "dev.json"
    if not path.exists():
        return []
    bank, chance = json.loads(path.read_text(encoding="utf-8")), random.Random(3)
    found: list[Item] = []
    for key, (predicate, polarity, kinds) in _SAID.items():
        for template in bank[key]:
            for kind in kinds:
                filler = chance.sample(bank["filler"], 2)
                found.append(_item(len(found), template, filler, kind, predicate, polarity, chance))
    return found


def _item(
    number: int, template: str, filler: list[str], kind: str, predicate: str, polarity: str, chance: random.Random
) -> Item:
    dataset, new = chance.choice(list(_NAMES)), chance.choice(_NEW)
    words: dict[str, Any] = {
        "child": new, "parent": _NAMES[dataset], "ds": _NAMES[dataset], "n": "12,000", "task": "face recognition",
        "model": new.lower(), "p": "2.1", "k": "7", "org": "Quay University", "other": "ImageNet",
        "c": new, "t": "tagging",
    }  # fmt: skip
    said = template.format(**words)
    around = [piece if "{" not in piece else "" for piece in filler]
    document = to_document(
        {
            "doc_id": f"template-{number}",
            "kind": "release" if kind == "model" else kind,
            "title": f"{new}: notes" if kind == "paper" else new,
            "url": _ADDRESS[kind].format(new.lower()) if kind in _ADDRESS else None,
            "text": f"{around[0]} {said} {around[1]}".strip(),
        }
    )
    claim = {"predicate": predicate, "object": dataset, "polarity": polarity, "confidence": "sure", "quote": said}
    return Item(document, (claim,), frozenset())
