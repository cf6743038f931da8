"""Things without a name: "a face detector", "the parquet mirror". A sentence may be of these, not of any name near."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.model.words import Predicate
from lineage.reading.scene import Scene
from lineage.reading.syntax.phrases import left_edge
from lineage.reading.syntax.words import Word

_HEADS = {
    Predicate.TRAINED_ON: frozenset({"model"}),
    Predicate.DERIVED_FROM: frozenset({"data", "part", "derivative", "labels", "features", "crop", "copy"}),
    Predicate.COPY_OF: frozenset({"data", "copy", "part"}),
}
"""What such a thing is called, by what is said of it: see `words/nouns.yaml`."""
_NEAREST, _MOST_WORDS, _LONGEST = 3, 5, 40
_THE_ARTEFACT = frozenset(
    {"model", "models", "network", "weights", "checkpoint", "dataset", "data", "set", "corpus", "collection", "subset"}
)
"""By these words alone a text speaks of its own artefact, which has a name."""
_OURS = frozenset({"proposed", "presented", "introduced", "resulting"})
"""So a text speaks of its own artefact: "the proposed network"."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def described(scene: Scene, predicate: Predicate) -> Iterator[tuple[int, int, list[str]]]:
    """The first and the last word of each such phrase near the dataset's name, with signs of how it is put."""
    words, target, heads = scene.words, scene.place, _HEADS[predicate]
    places = [at for at, word in enumerate(words) if word.tag == "N" and not heads.isdisjoint(word.lexeme.noun)]
    places = [at for at in places if at + 1 == len(words) or words[at + 1].tag != "N" or at + 1 == target]
    before, after = [at for at in places if at < target][-_NEAREST:], [at for at in places if at > target][:_NEAREST]
    for nearest, at in (*enumerate(reversed(before)), *enumerate(after)):
        begin = _begin(words, at)
        noun, bare = words[at].text.casefold(), begin == at
        if words[begin].own or words[at].end - words[begin].start > _LONGEST or (bare and noun in _THE_ARTEFACT):
            continue
        if words[begin].text.casefold() in _OURS:
            continue
        article = words[begin - 1].text.casefold() if begin and words[begin - 1].tag == "DET" else "none"
        found = [f"nearest={nearest}", f"det={article}", f"det={article},{bare}", f"words={at - begin + 1}"]
        found += [f"head={noun}", f"head={noun},{bare}"]
        found += ["holds-it"] if begin <= target <= at else []
        found += ["holds-name"] if any(word.named for word in words[begin:at]) else []
        yield begin, at, found


def _begin(words: list[Word], at: int) -> int:
    """Where the phrase begins that ends here, without its article and without whose it is."""
    begin = max(left_edge(words, at), at - _MOST_WORDS + 1)
    for place in range(begin, at):
        if words[place].tag == "DET" or words[place].text in _POSSESSIVE:
            begin = place + 1
    return begin
