"""What leads in to a row or an item: "Training data" over a column, "It was built from:" before a list.

A table's head itself names columns, most often benchmarks: nothing is made of what is named in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from lineage.reading.scene import Scene
from lineage.reading.sentences import Sentence
from lineage.reading.syntax.signs import concepts
from lineage.reading.wording import said_signs

_LONGEST = 200
"""What has more rows or items is data; what leads in to it is looked for no further up."""
_MOST_COLUMNS = 3


def leading_signs(scene: Scene) -> Iterator[str]:
    """The words and concepts of what leads in, and whether the name stands in a table's head."""
    if scene.sentence.is_row:
        first = _first(scene.document.sentences, scene.number, attrgetter("is_row"))
        yield from _of_column(scene, scene.document.sentences[first].text) if first != scene.number else ("table-head",)
    lead = lead_of(scene)
    if lead is not None:
        yield from _told("lead", lead.text)


def lead_of(scene: Scene) -> Sentence | None:
    """The sentence before the table or the list in which the name stands."""
    sentences, sentence = scene.document.sentences, scene.sentence
    if not (sentence.is_row or sentence.is_item):
        return None
    first = _first(sentences, scene.number, attrgetter("is_row" if sentence.is_row else "is_item"))
    return sentences[first - 1] if first and not sentences[first - 1].code else None


def _of_column(scene: Scene, head: str) -> Iterator[str]:
    cells = _cells(head)
    column = len(_cells(scene.sentence.text[: scene.mention.start])) - 1
    yield f"column={min(column, _MOST_COLUMNS)}"
    yield from _told("column", cells[column]) if column < len(cells) else ()


def _told(where: str, text: str) -> Iterator[str]:
    yield from (f"{where}:{concept}" for concept in concepts(text))
    yield from (f"{where}:{sign}" for sign in said_signs(text))


def _first(sentences: Sequence[Sentence], number: int, is_one: Callable[[Sentence], bool]) -> int:
    """The number of the first of the rows or items among which one stands."""
    for at in range(number, max(-1, number - _LONGEST), -1):
        if at == 0 or not is_one(sentences[at - 1]):
            return at
    return max(0, number - _LONGEST)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.removeprefix("|").split("|")]
