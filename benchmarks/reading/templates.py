"""The sentences of the loopback world as short documents: its own bank, where ../shared is, and three banks of ours.

Those in `worlds` were written for this project by three other hands than the lexicons, in the form of
../shared/world/banks/dev.json; `generate.py --banks benchmarks/reading/worlds --style pier` makes a universe. A fourth,
`mole`, is not learnt from: it is there to measure by.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.reading.bank import SHARED, Item
from lineage.reading.loose import to_document

_OWN = Path(__file__).parent / "worlds"
WORLDS = (SHARED / "world" / "banks" / "dev.json", *(_OWN / f"{world}.json" for world in ("harbour", "pier", "quay")))
_NAMES = {
    "yfcc100m": "YFCC100M", "megaface": "MegaFace", "ffhq": "FFHQ", "coco": "MS-COCO", "fairface": "FairFace",
    "dif": "Diversity in Faces", "mp16": "MP-16", "koniq10k": "KonIQ-10k", "visual-genome": "Visual Genome",
    "didemo": "DiDeMo", "tinyface": "TinyFace", "diveface": "DiveFace",
}  # fmt: skip
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
_LEARNT_FROM = re.compile(
    r"\b(?:pre-?|fine-?)?(?:train|tun)(?:ed|ing|ings|s)?\b(?! (?:split|part|portion))", re.IGNORECASE
)


def templates(worlds: tuple[Path, ...] = WORLDS, *, invented: bool = False) -> list[Item]:
    """Each sentence once for every kind of document it fits, between two that say nothing.

    What is made use of is a dataset of the catalogue, or with `invented` one that nobody knows; its label is then its
    name. Worlds whose bank is not here are left out.
    """
    return [item for path in worlds if path.exists() for item in _of_world(path, invented)]


def _of_world(path: Path, invented: bool) -> Iterator[Item]:
    bank, chance = json.loads(path.read_text(encoding="utf-8")), random.Random(3)
    for key, (predicate, polarity, kinds) in _SAID.items():
        for number, template in enumerate(bank[key]):
            said = "TRAINED_ON" if predicate == "USES" and _LEARNT_FROM.search(template) else predicate
            for kind in kinds:
                place = f"{path.stem}-{key}-{number}-{kind}"
                yield _item(place, template, bank, kind, (said, polarity), chance, invented)


def _item(
    place: str, template: str, bank: dict[str, Any], kind: str, label: tuple[str, str], chance: random.Random,
    invented: bool,
) -> Item:  # fmt: skip
    dataset = chance.choice(list(_NAMES))
    new, other = _new_name(bank, chance), _new_name(bank, chance)
    named = other if invented else _NAMES[dataset]
    model = f"{chance.choice(bank['names']['model_a'])}{chance.choice(bank['names']['model_b'])}"
    title = chance.choice(bank["title_dataset" if "deriv" in place else "title_use"])
    words: dict[str, Any] = {
        "child": new, "parent": named, "ds": named, "n": "12,000", "task": chance.choice(bank["tasks"]),
        "model": model, "p": "2.1", "k": "7", "org": f"{chance.choice(bank['names']['org_stem'])} University",
        "other": "ImageNet", "c": new, "t": chance.choice(bank["tasks"]),
    }  # fmt: skip
    said = template.format(**words)
    around = [piece if "{" not in piece else "" for piece in chance.sample(bank["filler"], 2)]
    own = model if kind == "model" or (kind == "repository" and label[0] != "COPY_OF") else new
    document = to_document(
        {
            "doc_id": place,
            "kind": "release" if kind == "model" else kind,
            "title": title.format(**words) if kind == "paper" else own,
            "url": _ADDRESS[kind].format(own.lower()) if kind in _ADDRESS else None,
            "text": f"{around[0]} {said} {around[1]}".strip(),
        }
    )
    predicate, polarity = label
    about = {"object": f"name:{other}" if invented else dataset, "quote": said}
    claim = {"subject": own, "predicate": predicate, "polarity": polarity, "confidence": "sure", **about}
    return Item(document, (claim,), frozenset())


def _new_name(bank: dict[str, Any], chance: random.Random) -> str:
    """As the generator makes them: two words in one, now and then with a size."""
    size = chance.choice(["", "", "", "-HQ", "-50k", "360k"])
    return f"{chance.choice(bank['names']['ds_a'])}{chance.choice(bank['names']['ds_b'])}{size}"
