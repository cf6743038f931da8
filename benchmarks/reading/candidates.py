"""Names as examples of what is a dataset's and what is not, to learn from.

Datasets' names are those the catalogue knows in the bank's texts. Others' come from the docstrings of Python's own
library and from what installed packages say of themselves, where no dataset is named, and from the papers of
../shared/mentions, in which people marked what is a material (SciREX, Jain et al. 2020): there both are found.
"""

from __future__ import annotations

import ast
import gzip
import importlib.metadata
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.reading.bank import SHARED, Item
from lineage.reading.artefact import settle
from lineage.reading.candidate import DATASET, ELSE, candidate_signs
from lineage.reading.document import artefact_of
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import body_start, to_document
from lineage.reading.scene import Document, Scene, scenes
from lineage.reading.sentences import sentences

Example = tuple[frozenset[str], str]
PAPERS = SHARED / "mentions" / "scirex_dev_66docs.jsonl.gz"
_LEAST = 300


def candidates(items: Iterable[Item], lexicon: Lexicon) -> Iterator[Example]:
    """Examples from the items, from the library's docstrings, and from the marked papers where they are."""
    for item in items:
        invented = {claim["object"] for claim in item.claims}
        for scene in _scenes(item.document, lexicon):
            if (scene.mention.known or scene.mention.reference in invented) and not scene.words[scene.place].own:
                yield candidate_signs(scene), DATASET
    for text in (*docstrings(Path(ast.__file__).parent), *packages().values()):
        for scene in _scenes(
            to_document({"doc_id": "a module", "kind": "repository", "title": "A package", "text": text}), lexicon
        ):
            yield candidate_signs(scene), ELSE
    for paper in papers():
        yield from _of_paper(paper, lexicon)


def docstrings(folder: Path) -> list[str]:
    """The longer docstrings of the modules in a folder."""
    texts = [ast.get_docstring(ast.parse(path.read_bytes())) for path in sorted(folder.glob("*.py"))]
    return [text for text in texts if text and len(text) > _LEAST]


def packages() -> dict[str, str]:
    """The descriptions of the installed packages but our own."""
    found = {one.name: str(one.metadata.json.get("description") or "") for one in importlib.metadata.distributions()}
    return {name: text for name, text in sorted(found.items()) if text.strip() and name != "dataset-lineage"}


def papers() -> list[dict[str, Any]]:
    """The marked papers, where ../shared is."""
    if not PAPERS.exists():
        return []
    with gzip.open(PAPERS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paper_document(paper: dict[str, Any]) -> dict[str, Any]:
    """A marked paper as a document."""
    title = " ".join(paper["words"][: paper["sentences"][0][1]])
    return to_document({"doc_id": paper["doc_id"], "kind": "paper", "title": title, "text": " ".join(paper["words"])})


def materials(paper: dict[str, Any]) -> list[tuple[int, int]]:
    """Where a marked paper names a material."""
    starts, at = [], 0
    for word in paper["words"]:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, paper["words"], strict=True)]
    return [(starts[first], ends[last - 1]) for first, last, kind in paper["ner"] if kind == "Material"]


def _of_paper(paper: dict[str, Any], lexicon: Lexicon) -> Iterator[Example]:
    places = materials(paper)
    for scene in _scenes(paper_document(paper), lexicon):
        start = scene.sentence.start + scene.mention.start
        end = scene.sentence.start + scene.mention.end
        marked = any(start < stop and begin < end for begin, stop in places)
        yield candidate_signs(scene), DATASET if marked else ELSE


def _scenes(document: dict[str, Any], lexicon: Lexicon) -> Iterator[Scene]:
    text = document["text"]
    artefact = settle(artefact_of(document, lexicon), text, lexicon)
    whole = Document(list(sentences(text, body_start(text))), artefact, lexicon, lexicon.find(text))
    for number in range(len(whole.sentences)):
        yield from scenes(whole, number)
