"""Of whom a firm statement may be said: of the document's own artefact, or of any other name that stands near.

Each is weighed (see `weigh`): how likely the statement is said of it, as the text's own or as somebody else's. The
signs are where it stands, what stands between it and the dataset, and what the grammar of the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lineage.model.references import name_key
from lineage.model.words import About, Predicate
from lineage.reading.described import described
from lineage.reading.lexicon import Mention
from lineage.reading.nameable import may_be_name
from lineage.reading.outside import names_outside
from lineage.reading.scene import Scene
from lineage.reading.spelling import beside_signs, part_signs
from lineage.reading.stance import conceded
from lineage.reading.standing import set_off, standing_signs
from lineage.reading.subjects import Whose, is_name, subject_of
from lineage.reading.syntax.lexemes import function_words
from lineage.reading.syntax.lists import listed_with
from lineage.reading.syntax.words import Word
from lineage.reading.weigh import scale
from lineage.reading.wording import said_signs
from lineage.reading.words.table import names

_WORD = re.compile(r"[\w.+-]*\w")
_STEM, _BETWEEN, _FAR = 6, 8, 12


@dataclass(frozen=True)
class Claimant:
    """One of whom it may be said; without a name it is the artefact itself, `called` as the sentence has it."""

    signs: frozenset[str]
    name: str | None = None
    mention: Mention | None = None
    called: str | None = None
    described: bool = False
    """Whether it has no name: "the face detector"."""


def claimants(scene: Scene, predicate: Predicate) -> list[Claimant]:
    """The artefact first, then the other names of the sentence, and those outside it (see `outside`)."""
    ruled = subject_of(scene.words, scene.path, scene.named, scene.mention, scene.artefact)
    around = _Around(_around(scene, predicate, ruled))
    inside = list(_inside(scene, ruled, around))
    marked = [Claimant(around.and_of("set-off", [*how, *_known_as(scene, name)]), name) for name, how in set_off(scene)]
    shared = around["in"] | around["set-off"]
    rivals = [f"rival:{sign}" for rival in (*inside[:2], *marked[:2]) for sign in rival.signs - shared]
    called = ruled.called if ruled.called and name_key(ruled.called) in scene.artefact.keys else None
    of_own = [*rivals, *_of_own(scene, ruled), *_used(scene, predicate, *scene.artefact.names)]
    found = [Claimant(around.and_of("own", of_own), called=called)]
    taken = {name_key(scene.mention.text), *scene.artefact.keys}
    nobody, lexicon = {scene.mention.known, *scene.artefact.own}, scene.document.lexicon
    ours = _by_us(scene)  # what we make is no known dataset of somebody else
    for claimant in (*inside, *marked, *_unnamed(scene, predicate, around), *_outside(scene, around)):
        key = name_key(claimant.name or "")
        known = claimant.mention.known if claimant.mention else None
        if key in taken or (
            known is not None and (ours or known in nobody or lexicon.made(scene.mention.known, known))
        ):
            continue  # nor is a source made of what, as the catalogue knows, was made of it
        taken.add(key)
        name = claimant.name or ""
        more = (*_used(scene, predicate, name), *part_signs(name, predicate.value))
        found.append(replace(claimant, signs=claimant.signs.union(more)))
    return found


def _used(scene: Scene, predicate: Predicate, *called: str) -> Iterator[str]:
    """How the text uses a name elsewhere, which tells what was trained from what was sampled."""
    said = f"doc,{predicate.value}"
    for name in called:
        yield from [f"{said}:{sign}" for sign in scene.document.uses.signs(scene.number, name)]


class _Around(dict[str, frozenset[str]]):
    """What holds for all who are found in one place (`source`), as signs; made once, as they are many."""

    def __init__(self, found: Iterable[str]) -> None:
        super().__init__()
        self._found = tuple(found)

    def __missing__(self, source: str) -> frozenset[str]:
        self[source] = found = frozenset({source, *(f"{source}:{sign}" for sign in self._found)})
        return found

    def and_of(self, source: str, found: Iterable[str]) -> frozenset[str]:
        """Together with the signs of one of them."""
        return self[source].union([f"{source}:{sign}" for sign in found])


def _around(scene: Scene, predicate: Predicate, ruled: Whose) -> Iterator[str]:
    """What holds for all of them: the statement, the document, the words that point to somebody."""
    artefact = scene.artefact
    kind = artefact.kind.value
    yield from (f"{kind},{predicate.value}", kind, predicate.value)
    yield f"ruled={'other' if ruled.other else 'called' if ruled.called else 'own'}"
    told = {word.text.casefold() for word in scene.words}
    yield from ("we",) if told & set(function_words()["self"]) else ()
    yield from (f"says={word}" for word in ("it", "this", "its", "these", "which", "they", "the") if word in told)
    yield "own-named" if any(word.own for word in scene.words) else "own-unnamed"
    yield f"names={min(len({mention.text for mention in scene.named}), 4)}"
    yield from ("table",) if scene.sentence.is_row else ()
    yield from ("topic",) if scene.topic() else ()
    yield from ("observed",) if scene.observed() else ()
    yield from ("known-title",) if artefact.own else ()
    yield from (f"title={word.casefold()[:_STEM]}" for word in _WORD.findall(artefact.title or "") if word.isalpha())


def _of_own(scene: Scene, ruled: Whose) -> Iterator[str]:
    own = [place for place, word in enumerate(scene.words) if word.own]
    yield from (("before" if place < scene.place else "after") for place in own)
    if own and ruled.called and name_key(ruled.called) in scene.artefact.keys:
        yield "ruled-own"


def _inside(scene: Scene, ruled: Whose, around: _Around) -> Iterator[Claimant]:
    """The other names of the sentence."""
    named = [(place, word) for place, word in enumerate(scene.words) if not word.own and place != scene.place]
    named = [(place, word) for place, word in named if word.mention >= 0 or may_be_name(scene, place)]
    aside = conceded(scene.sentence.text)
    if scene.mention.start >= aside:  # what is conceded first is not what the statement is about
        named = [(place, word) for place, word in named if word.start >= aside]
    topic = scene.topic()
    for order, (place, word) in enumerate(named):
        mention = scene.named[word.mention] if word.mention >= 0 else None
        found = [f"order={min(order, 3)}", *_between(scene, place), *_beside(scene.words, place)]
        found += [*_shapes(scene, word), *standing_signs(scene, word.start)]
        found += beside_signs(scene.sentence.text, word.start, word.end)
        found += _catalogued(scene, mention)
        if (mention is not None and mention is ruled.other) or word.text == ruled.called:
            found += ["ruled", f"ruled,{scene.artefact.kind.value}"]
        if mention is not None and mention is topic:
            found.append("is-topic")
        found += list(_known_as(scene, word.text))
        yield Claimant(around.and_of("in", found), word.text, mention)
    own = {place for place, word in enumerate(scene.words) if word.own}
    yield from _of_two_words(scene, own | {place for place, _ in named}, around)


def _of_two_words(scene: Scene, names: set[int], around: _Around) -> Iterator[Claimant]:
    """A name and the word with a capital before it may be one: "Mask R-CNN"."""
    words, text = scene.words, scene.sentence.text
    for last in sorted(names - {0, scene.place}):
        first, word = words[last - 1], words[last]
        known = any(one.mention >= 0 and scene.named[one.mention].known for one in (first, word))
        if known or first.tag not in ("N", "ADJ", "V") or not first.text[0].isupper():
            continue
        if text[first.end : word.start] == " ":
            found = ["two-words", *_between(scene, last if last < scene.place else last - 1), *_shapes(scene, word)]
            found += [*standing_signs(scene, first.start), *beside_signs(text, first.start, word.end)]
            yield Claimant(around.and_of("in", [*found, *_beside(words, last - 1)]), text[first.start : word.end])


def _unnamed(scene: Scene, predicate: Predicate, around: _Around) -> Iterator[Claimant]:
    """What the sentence describes without a name."""
    for begin, at, how in described(scene, predicate):
        name = " ".join(scene.sentence.text[scene.words[begin].start : scene.words[at].end].split())
        found = [*how, *_between(scene, at), *standing_signs(scene, scene.words[begin].start)]
        yield Claimant(around.and_of("phrase", found), name, described=True)


def _shapes(scene: Scene, word: Word) -> Iterator[str]:
    """How it is written."""
    yield "code" if scene.sentence.text[max(0, word.start - 1) : word.start] == "`" else "plain"
    yield from ("shaped",) if is_name(word) else ()
    yield from ("lower",) if word.text.islower() else ()
    yield from ("digit",) if any(letter.isdigit() for letter in word.text) else ()
    yield from ("file",) if re.search(r"\.(?:pth?|ckpt|onnx|zip|csv|json|bin|py|safetensors)\b", word.text) else ()
    yield from ("word",) if word.lexeme.verb or word.lexeme.noun else ()
    yield from ("architecture",) if word.text.casefold() in names()["architectures"] else ()
    yield from ("first",) if word is scene.words[0] else ()


def _between(scene: Scene, place: int) -> Iterator[str]:
    side, first, last = ("before", place, scene.place) if place < scene.place else ("after", scene.place, place)
    between = scene.words[first + 1 : last]
    yield from (side, f"{side},{min(len(between), _FAR) // 2}")
    for word in between if len(between) <= _BETWEEN else (*between[:3], *between[-3:]):
        yield f"{side}:{word.text.casefold()[:_STEM]}"
        yield from (f"{side}:{name}" for name in (*word.lexeme.verb, *word.lexeme.noun) if not word.named)
    verbs = sum(word.tag in ("V", "BE") for word in between)
    yield from (f"{side},{'sole-verb' if verbs else 'no-verb'}",) if verbs < 2 else ()
    yield from ("listed",) if place in listed_with(scene.words, scene.place) else ()
    texts = {word.text for word in between}
    yield from (f"{side}{mark}" for mark in (",", ";", "(", "|", "and") if mark in texts)


def _beside(words: list[Word], place: int) -> Iterator[str]:
    for side, at in (("left", place - 1), ("right", place + 1), ("left2", place - 2)):
        if 0 <= at < len(words):
            yield f"{side}={words[at].text.casefold()[:_STEM]}"


def _known_as(scene: Scene, name: str) -> Iterator[str]:
    artefact, key = scene.artefact, name_key(name)
    if artefact.dataset and key == name_key(artefact.dataset):
        yield "introduced"
    if artefact.title and name in artefact.title:
        yield "in-title"
    if any(key in own or own in key for own in artefact.keys):
        yield "similar"


def _catalogued(scene: Scene, mention: Mention | None) -> Iterator[str]:
    """Whether the catalogue knows it, and knows that it was made of the dataset."""
    known = mention.known if mention else None
    yield "known" if known else "unknown"
    yield from ("made-of-it",) if scene.document.lexicon.made(known, scene.mention.known) else ()


def _outside(scene: Scene, around: _Around) -> Iterator[Claimant]:
    for source, how, name, mention in names_outside(scene):
        found = [*how, *_catalogued(scene, mention), *_known_as(scene, name)]
        yield Claimant(around.and_of(source, found), name, mention)


def likeliest(scene: Scene, predicate: Predicate) -> tuple[Claimant, About]:
    """Of whom it is most likely said, and whether that is the text's own thing or a third party's."""
    found = claimants(scene, predicate)
    weights = [scale("subject").tally(claimant.signs) for claimant in found]
    best = _whole(found, weights)
    shares = scale("about").weigh(about_signs(scene, best, found[0]))
    known = best.mention is not None and best.mention.known is not None
    likely = shares[About.SELF.value] * (1 if known else _OWN_RATHER) >= shares[About.THIRD_PARTY.value]
    return best, About.SELF if likely or _is_ours(scene, best) else About.THIRD_PARTY


def _whole(found: list[Claimant], weights: list[int]) -> Claimant:
    """The likeliest; if an unknown name, the whole of which it is a part and which is about as likely.

    "EEG" is a part of "GullBench-EEG", and "CLASS" of "REAL CLASS".
    """
    most = max(weights)
    best = found[weights.index(most)]
    if best.name is None or (best.mention is not None and best.mention.known):
        return best
    part = re.compile(rf"(?<!\w){re.escape(best.name)}(?!\w)")
    near = [place for place, weight in enumerate(weights) if weight >= most - _ABOUT_AS_LIKELY]
    wholes = [place for place in near if not found[place].described and part.search(found[place].name or "")]
    longer = [place for place in wholes if found[place] is not best]
    return found[max(longer, key=weights.__getitem__)] if longer else best


_ABOUT_AS_LIKELY = 50
"""So many hundredths less weight. Measured in folds: of the two names the whole is then right twice as often."""


def _by_us(scene: Scene) -> bool:
    return "subject:we" in str(scene.path)


def _is_ours(scene: Scene, claimant: Claimant) -> bool:
    """Whether it is plainly the text's own: what "we" did with the artefact, or what the text introduces."""
    if claimant.name is None:
        return _by_us(scene)
    introduced = scene.artefact.dataset
    return introduced is not None and name_key(introduced) == name_key(claimant.name)


_OWN_RATHER = 1.5
"""An unknown name is rather the text's own thing than somebody else's."""


def about_signs(scene: Scene, claimant: Claimant, own: Claimant) -> frozenset[str]:
    """The signs for whether a claimant is the text's own thing: its own, the artefact's, and the sentence's words."""
    return claimant.signs | own.signs | said_signs(scene.sentence.text)
