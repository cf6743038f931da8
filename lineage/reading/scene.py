"""One name in one sentence, with all that is known around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from lineage.model.references import name_key
from lineage.reading.artefact import Artefact
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.mentions import mentions
from lineage.reading.recurring import Uses
from lineage.reading.sense import FORMAT
from lineage.reading.sentences import Sentence
from lineage.reading.slots import OBJECT, OTHER, SELF
from lineage.reading.syntax.lexemes import function_words
from lineage.reading.syntax.path import Path
from lineage.reading.syntax.paths import path_from
from lineage.reading.syntax.signs import signs
from lineage.reading.syntax.tagging import words_of
from lineage.reading.syntax.words import Word
from lineage.reading.topic import spoken_of
from lineage.reading.wording import stems
from lineage.reading.words.table import names

_MARKS = re.compile(r"\]\([^)]*\)|[*`\[\]\"“”]|~?\\(?:cite\w*|ref)\{[^}]*\}|\\(?:textbf|emph|textit)\b")
_MARKED = re.compile(r"[*`\[\]\"“”\\]")
"""What all of these have one of: most sentences have none."""
_ITEM = re.compile(r"\s*(?:[-*+•]|\*\*)")
_BEGINNING = 4
"""So many words in, a name can still be what the sentence is about."""
_ANAPHORS = frozenset({"it", "its", "they", "their", "whose", "which", "these", "this", "them"})
_ABOUT_ONE_THING = 500
"""So many characters of a text hardly speak of anything but what they are about."""
_OWNERS = frozenset({"we", "our", "ours", "us", "i", "my"})


@dataclass(frozen=True)
class Document:
    """A text cut into sentences, its artefact, and where it names datasets of the catalogue."""

    sentences: Sequence[Sentence]
    artefact: Artefact
    lexicon: Lexicon
    known: Sequence[Mention]

    @cached_property
    def length(self) -> int:
        """How many characters its sentences have."""
        return sum(len(sentence.text) for sentence in self.sentences)

    @cached_property
    def topical(self) -> int:
        """How many general words of our field stand in it."""
        return spoken_of("\n".join(sentence.text for sentence in self.sentences))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words, where it is so short that all of them are about one thing; otherwise none.

        Not those of denial and doubt: they are about their own sentence alone.
        """
        whole = " ".join(sentence.text for sentence in self.sentences)
        if len(whole) > _ABOUT_ONE_THING:
            return frozenset()
        of_one_sentence = function_words()["not"] | function_words()["maybe"]
        return frozenset(stems(whole)) - frozenset(stems(" ".join(of_one_sentence)))

    @cached_property
    def uses(self) -> Uses:
        """How it uses names."""
        return Uses(self.sentences)

    def names_known(self, sentence: Sentence) -> bool:
        """Whether a dataset of the catalogue is named in one of its sentences."""
        at = bisect_left(self.known, sentence.start, key=attrgetter("start"))
        return at < len(self.known) and self.known[at].start < sentence.end


@dataclass(frozen=True)
class Scene:
    """The name that is the word `place` of a sentence. `named` are all names in it, `own` those of the artefact."""

    document: Document
    number: int
    words: list[Word]
    place: int
    named: list[Mention]

    @property
    def artefact(self) -> Artefact:
        """What the document is about."""
        return self.document.artefact

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.document.sentences[self.number]

    @property
    def mention(self) -> Mention:
        """The name."""
        return self.named[self.words[self.place].mention]

    @cached_property
    def path(self) -> Path:
        """The way from the name to the act."""
        return path_from(self.words, self.place)

    @cached_property
    def signs(self) -> frozenset[str]:
        """What stands around the name in its sentence."""
        return signs(self.words, self.path, self.place)

    @cached_property
    def masked(self) -> str:
        """The sentence with the name as O, the artefact's as S, all others as D, and without markup."""
        return _mask(self.sentence.text, self.mention, self.named, self.artefact)

    @property
    def about_it(self) -> bool:
        """Whether the whole document is about the dataset, by its title or first heading."""
        return any(self.document.lexicon.identify(name) == self.mention.known for name in self.artefact.names)

    @property
    def bare(self) -> bool:
        """Whether nothing is said beside the name, as in a heading or a list of names."""
        return len(self.words) < _BARE and not any(word.lexeme.verb or word.lexeme.noun for word in self.words)

    @property
    def cited(self) -> bool:
        """Whether the name stands in an entry of a bibliography in BibTeX."""
        text = self.sentence.text
        return ("@" in text or "=" in text) and _BIBTEX.search(text) is not None

    @property
    def of_format(self) -> bool:
        """Whether only the way is meant in which the dataset is written or measured: "COCO format"."""
        return FORMAT.match(self.sentence.text, self.mention.end) is not None

    @property
    def illustrates(self) -> bool:
        """Whether the sentence shows what some code makes of its input: "`resolve('a/../b')` returns `b`"."""
        return _ILLUSTRATION.search(self.sentence.text) is not None

    @property
    def of_another(self) -> bool:
        """Whether the act is said of another known dataset by name, so that nothing around it matters."""
        told = [step.subject if step.kind != "n" else step.at for step in self.path.steps if step.role != "subject"]
        words = [self._name_at(place) for place in told if place is not None]
        return any(word.mention >= 0 and self._is_another(self.named[word.mention]) for word in words)

    def _name_at(self, place: int) -> Word:
        """The word there, or the name to which it is added: "the Gulls corpus"."""
        word = self.words[place]
        return self.words[place - 1] if place and word.mention < 0 and "data" in word.lexeme.noun else word

    def names_organization(self, place: int) -> bool:
        """Whether the word there is of an organisation's name, by a word near it: "Gull-Pier University"."""
        near = self.words[max(0, place - _NEAR) : place + _NEAR + 1]
        named = (word.text for word in near if not word.text.islower())  # "our systems" and "the community" are nobody
        return any(text.casefold() in names()["organization_words"] for text in named)

    def topic(self) -> Mention | None:
        """The other dataset that the sentence, its table's row or its section is about, if it is about one."""
        first = next((mention for mention in self.named if mention.known), None)
        leads = first is not None and first is not self.mention and self._is_another(first)
        if first and leads and (self.sentence.is_row or self._begins_with(first)):
            return first
        if _ITEM.match(self.sentence.text) and not any(word.own for word in self.words):
            return next((m for m in self.document.lexicon.find(self.sentence.under) if self._is_another(m)), None)
        return None

    @property
    def observes(self) -> bool:
        """Whether the text calls itself a review or notes, "Notes on X", and does not say "we" here."""
        words = {word.casefold() for word in re.findall(r"[A-Za-z-]+", self.artefact.title or "")}
        return bool(words & names()["observing"]) and not any(word.text.casefold() in _OWNERS for word in self.words)

    def observed(self) -> Mention | None:
        """What a text that observes writes about, where it does not speak of itself."""
        if not self.observes or any(word.own for word in self.words):
            return None
        title, lexicon = self.artefact.title or "", self.document.lexicon
        named = mentions(title, lexicon, lexicon.find(title), 0)
        return next((mention for mention in named if mention.known != self.mention.known), None)

    def _begins_with(self, first: Mention) -> bool:
        """Whether the sentence speaks of what it names first: "KonIQ-10k is large; its pictures stem from …"."""
        if self.words[0].tag in ("P", "S") or any(w.own or w.text.casefold() in _OWNERS for w in self.words):
            return False
        at = next(n for n, word in enumerate(self.words) if word.mention >= 0 and self.named[word.mention] is first)
        between = self.words[at + 1 : self.place]
        another_clause = any(word.tag in (";", "CC") for word in between)
        if another_clause and not any(word.text.casefold() in _ANAPHORS for word in between):
            return False
        return at < _BEGINNING and any(word.tag in ("V", "BE", ":", "(", "–", "—", "|") for word in between)

    def _is_another(self, mention: Mention) -> bool:
        return mention.known not in {None, self.mention.known, *self.artefact.own}


_BARE = 7
_NEAR = 2
"""So many words around tell whether a word is of an organisation's name."""
_ILLUSTRATION = re.compile(
    r"`[^`]+`\s+(?:returns?|gives?|prints?|yields?|becomes?|evaluates?\s+to|[-=]>|→)\s+`", re.IGNORECASE
)
_BIBTEX = re.compile(r"@\w+\s*\{\s*\S+,|^\s*(?:book)?title\s*=\s*[{\"]", re.IGNORECASE)


def scenes(document: Document, number: int) -> Iterator[Scene]:
    """A scene for each name in the sentence."""
    sentence, artefact = document.sentences[number], document.artefact
    found = mentions(sentence.text, document.lexicon, document.known, sentence.start)
    if not found:
        return
    own = _own_places(sentence.text, artefact)
    named = _whole(found, own)
    if named:
        owns = frozenset(at for at, mention in enumerate(named) if _is_self(mention, artefact))
        words = words_of(sentence.text, named, own, owns)
        places = [place for place, word in enumerate(words) if word.mention >= 0]
        for place in places[:_MOST_NAMES]:
            yield Scene(document, number, words, place, named)


_MOST_NAMES = 40
"""A list of more names than these in one sentence is data."""


def _own_places(text: str, artefact: Artefact) -> list[tuple[int, int]]:
    return [
        (match.start(), match.end())
        for name in artefact.plain_names
        if name in text
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _whole(named: list[Mention], own: list[tuple[int, int]]) -> list[Mention]:
    """Without names that are only a part of the artefact's own: "GullNet" where it says "GullNet-XL5"."""
    return [
        mention
        for mention in named
        if mention.known
        or not any(
            start <= mention.start and mention.end <= end and mention.end - mention.start < end - start
            for start, end in own
        )
    ]


def _is_self(mention: Mention, artefact: Artefact) -> bool:
    if mention.known:
        return mention.known in artefact.own
    if mention.reference.startswith("name:"):
        return name_key(mention.text) in artefact.keys
    return mention.reference.casefold() == artefact.reference.casefold()


def _mask(text: str, target: Mention, named: list[Mention], artefact: Artefact) -> str:
    parts, at = [], 0
    for mention in named:
        slot = OBJECT if mention is target else SELF if _is_self(mention, artefact) else OTHER
        parts += [text[at : mention.start], slot]
        at = mention.end
    masked = "".join(parts) + text[at:]
    masked = _MARKS.sub("", masked) if _MARKED.search(masked) else masked
    for name in artefact.plain_names:
        if len(name) > 2 and name in masked:
            masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SELF, masked)
    return " ".join(masked.split())
