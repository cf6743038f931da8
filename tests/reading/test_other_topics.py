"""Texts about other things name no dataset, and a name planted in one is found.

The texts are what the installed packages and the modules of Python and of these packages say of themselves.
"""

from __future__ import annotations

import ast
import importlib.metadata
from pathlib import Path

import pytest

from lineage.jobs.extract import claims_of
from lineage.reading.loose import to_document

STATED = {"DERIVED_FROM", "COPY_OF", "TRAINED_ON", "USES", "MENTIONS"}
PLANTED = (
    ("We sampled the pictures from YFCC100M.", "YFCC100M"),
    ("The network was trained on MegaFace.", "MegaFace"),
    ("Results on FairFace are in the table.", "FairFace"),
    ("See also the KonIQ-10k dataset.", "KonIQ-10k"),
    ("Faces were taken from Diversity in Faces (DiF).", "Diversity in Faces"),
)
ENOUGH, EVERY = 500, 5


def other_texts() -> list[str]:
    """At least so many texts, the longest of them whole papers' worth of change logs."""
    described = {one.name: str(one.metadata.get_payload() or "") for one in importlib.metadata.distributions()}
    texts = [text for name, text in sorted(described.items()) if text.strip() and name != "dataset-lineage"]
    for folder in (Path(ast.__file__).parent, Path(pytest.__file__).parents[1]):
        for path in sorted([*folder.glob("*.py"), *folder.glob("*/*.py")]):
            if len(texts) >= ENOUGH:
                return texts
            text = _docstring(path)
            texts += [text] if text and len(text) > 120 else []
    return texts


def _docstring(path: Path) -> str | None:
    try:
        return ast.get_docstring(ast.parse(path.read_bytes()))
    except (SyntaxError, ValueError):  # a template or a test of the parser among the modules
        return None


def said(text: str, lexicon) -> list[dict]:
    """The statements about datasets in a README of that text."""
    fields = {"doc_id": "x", "kind": "repository", "title": "tool", "url": "https://github.com/otter/tool"}
    claims = claims_of(to_document({**fields, "text": text}), lexicon)
    return [claim for claim in claims if claim["predicate"] in STATED]


def test_texts_about_other_things_name_no_dataset_and_hardly_a_name_is_taken_for_one(lexicon):
    texts = other_texts()
    claims = [said(text, lexicon) for text in texts]
    assert len(texts) >= ENOUGH
    assert [claim for found in claims for claim in found if lexicon.identify(_name(claim))] == []
    assert sum(map(bool, claims)) <= len(texts) // 100


def test_a_name_planted_in_them_is_found(lexicon):
    texts = other_texts()[::EVERY][:100]
    found = 0
    for number, text in enumerate(texts):
        sentence, name = PLANTED[number % len(PLANTED)]
        half = text.find("\n\n", len(text) // 2)
        half = half if half >= 0 else len(text)
        planted = f"{text[:half]}\n\n{sentence}\n\n{text[half:]}"
        found += any(lexicon.identify(_name(claim)) == lexicon.identify(name) for claim in said(planted, lexicon))
    assert found >= 0.95 * len(texts)


def _name(claim: dict) -> str:
    return claim["object"].removeprefix("name:")
