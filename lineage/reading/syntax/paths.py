"""The path from a name up to what is done: through phrases, prepositions and verbs, to the root of its clause.

A path is what a dependency parse would give, found by order alone. It reads from the name outwards: of "we train on a
filtered subset of YFCC100M" it is `<of n[part]`, `<on v[learn] base subject:we`.
"""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.syntax.clauses import complements, object_of, subject_of, target_of
from lineage.reading.syntax.governors import WIDEST, governor, governor_of_verb, host_of, is_relative
from lineage.reading.syntax.lexemes import function_words
from lineage.reading.syntax.lists import after_comma, closing, earlier_item, is_apposition, is_list_of, opening
from lineage.reading.syntax.path import Path, Step
from lineage.reading.syntax.phrases import Verb, head, left_edge, main_verb, next_verb, right_edge, verb_group
from lineage.reading.syntax.sorts import classes_of, label, modifiers, sort_of
from lineage.reading.syntax.words import Word

_MOST_STEPS = 10
_PASSED_OVER = frozenset({"both", "all", "not", "never"})
_COMMAS = frozenset({",", "—", "–", "-"})


def path_from(words: Sequence[Word], at: int) -> Path:
    """The path from the name that is the word `at`."""
    climb = _Climb(words, Path(left_edge(words, at), right_edge(words, at)))
    climb.own_phrase(at)
    climb.outwards(climb.path.begin, climb.path.end)
    return climb.path


class _Climb:
    """One walk outwards. No place and no verb is passed twice, so it ends."""

    def __init__(self, words: Sequence[Word], path: Path) -> None:
        self.words, self.path = words, path
        self._places: set[int] = set()
        self._verbs: set[int] = set()

    def own_phrase(self, at: int) -> None:
        """What its own phrase says of the name: "YFCC100M images", "filtered YFCC100M", "YFCC100M-trained"."""
        words, steps = self.words, self.path.steps
        for place in range(self.path.begin, at):
            word = words[place]
            if word.tag == "ADJ" and word.lexeme.verb:
                steps.append(Step("mod", "v", word.lexeme.verb, place, (word.form,)))
            elif word.text.casefold() in function_words()["whole"]:
                steps.append(Step("mod", "a", frozenset({"whole"}), place))
            elif word.tag == "N" and word.lexeme.noun and not word.named:
                steps.append(Step("before", "n", word.lexeme.noun, place))
        if at + 2 < len(words) and words[at + 1].tag == "-" and words[at + 2].lexeme.verb:
            steps.append(Step("suffix", "v", words[at + 2].lexeme.verb, at + 2))
        last = head(words, at, self.path.end)
        for place in range(at + 1, last + 1):
            word = words[place]
            if word.tag == "N" and (word.lexeme.noun or word.lexeme.verb) and not word.named:
                steps.append(Step("head" if place == last else "compound", "n", word.lexeme.noun, place))
                if word.form == "ing":
                    steps.append(Step("object", "v", word.lexeme.verb, place, ("noun",)))

    def outwards(self, begin: int, end: int) -> None:
        """From the phrase between two places to what it hangs on, and on from there."""
        while len(self.path.steps) < _MOST_STEPS and begin not in self._places:
            self._places.add(begin)
            before = begin - 1
            while before >= 0 and self._is_passed_over(before):
                before -= 1
            phrase = self._past(before, begin, end) if before >= 0 else self._as_subject(end)
            if phrase is None:
                return
            begin, end = phrase

    def _is_passed_over(self, place: int) -> bool:
        return self.words[place].tag == "ADV" or self.words[place].text.casefold() in _PASSED_OVER

    def _past(self, before: int, begin: int, end: int) -> tuple[int, int] | None:
        """The phrase that follows on the way outwards over the word `before`; None where the way ends."""
        words, tag = self.words, self.words[before].tag
        if tag in _COMMAS and is_apposition(words, before, begin):
            host = opening(words, before - 1) - 1 if words[before - 1].tag == ")" else before - 1
            return self._noun("apposition", host, after_comma(words, end))
        if tag in ("C", ",", "&", "/"):
            item = earlier_item(words, before)
            if item is None:
                return self._as_subject(end)
            if words[item].tag == "N":
                return left_edge(words, item), end
            before, tag = item, words[item].tag
        if tag == "(":
            return (
                self._noun("(", before - 1, closing(words, before) + 1)
                if before and words[before - 1].tag == "N"
                else None
            )
        if tag == ":":
            return self._field(before, end)
        if tag == "P":
            return self._over_preposition(before, end)
        if tag in ("V", "BE", "NOT", "HAVE", "MODAL", "DO"):
            return self._to_verb(before, "is" if tag == "BE" else "object")
        return self._as_subject(end)

    def _noun(self, role: str, at: int, end: int, marks: tuple[str, ...] = ()) -> tuple[int, int]:
        begin = left_edge(self.words, at)
        self.path.steps.append(Step(role, "n", classes_of(self.words, begin, at), at, marks))
        return begin, max(end, right_edge(self.words, at))

    def _field(self, colon: int, end: int) -> tuple[int, int] | None:
        """What stands after a colon: the content of a field, or the list of what was said before it."""
        if is_list_of(self.words, colon):
            return self._noun("(", colon - 1, end)
        self.path.steps.append(Step("field", "n", label(self.words, colon), max(0, colon - 1)))
        return None

    def _over_preposition(self, preposition: int, end: int) -> tuple[int, int] | None:
        role, found = self.words[preposition].text.casefold(), governor(self.words, preposition)
        if found is None:
            return self._fronted(preposition, end)
        if self.words[found].tag in ("V", "BE"):
            return self._to_verb(found, role)
        return self._noun(role, found, end, modifiers(self.words, left_edge(self.words, found), found))

    def _to_verb(self, at: int, role: str) -> tuple[int, int] | None:
        """The step to a verb, and from it on to what it modifies: "images | sampled from", "by | sampling from"."""
        words, verb = self.words, verb_group(self.words, at)
        host = host_of(words, verb)
        bare = verb.participle and not verb.passive
        reduced = host is not None and (bare or is_relative(words, verb.begin))
        subject = None if reduced or (bare and host is None) else subject_of(words, verb)
        object_ = object_of(words, at) if role != "object" else None
        target = object_ if object_ is not None else target_of(words, at)
        self._verb(role, verb, subject, object_, target)
        if reduced and host is not None:
            return self._noun("which", host, 0, modifiers(words, left_edge(words, host), host))
        before = verb.begin - 1
        while before >= 0 and words[before].tag == "ADV":
            before -= 1
        if bare and (before < 0 or words[before].tag in ("V", ",", "N", ")", "PR", "S")):
            return self._of_participle(at, before)
        if before < 0:
            return None
        if words[before].tag == "P" and (words[before].text.casefold() == "to" or words[at].form in ("ing", "base")):
            return self._to_doing(before)
        earlier = earlier_item(words, before) if words[before].tag == "C" else None
        if earlier is not None and words[earlier].tag == "V" and earlier not in self._verbs:
            return self._to_verb(earlier, "and-do")
        return None

    def _verb(
        self, role: str, verb: Verb, subject: int | None, object_: int | None, target: int | None, *marks: str
    ) -> None:
        words, word = self.words, self.words[verb.at]
        self._verbs.add(verb.at)
        self.path.verbs.append(verb)
        kind = "v" if word.tag == "V" else "be"
        told = [word.form or "be", *marks, *(["passive"] if verb.passive else []), *complements(words, verb.at)]
        told += [f"subject:{sort_of(words, subject)}"] if subject is not None else []
        told += [f"object:{sort_of(words, object_)}"] if object_ is not None else []
        classes = word.lexeme.verb if kind == "v" else frozenset()
        self.path.steps.append(Step(role, kind, classes, verb.at, tuple(told), subject, target))

    def _to_doing(self, preposition: int) -> tuple[int, int] | None:
        """From "by sampling", "for training", "to train" to what is done that way or for that."""
        found = governor_of_verb(self.words, preposition)
        if found is None or found in self._verbs:
            return None
        link = f"{self.words[preposition].text.casefold()}-do"
        return self._noun(link, found, 0) if self.words[found].tag == "N" else self._to_verb(found, link)

    def _of_participle(self, at: int, before: int) -> tuple[int, int] | None:
        """A participle without a noun belongs to the verb before it, or after its comma: as "using X, we build"."""
        words = self.words
        if before >= 0 and words[before].tag != "S":
            near = range(before, max(-1, before - WIDEST // 2), -1)
            found = next((place for place in near if words[place].tag in ("V", "BE", ";", ".")), None)
        else:
            comma = next((place for place in range(at, min(len(words), at + WIDEST)) if words[place].tag == ","), None)
            found = next_verb(words, comma, len(words), self._verbs) if comma is not None else None
        if found is None or words[found].tag not in ("V", "BE") or found in self._verbs:
            return None
        return self._to_verb(found, "by-do")

    def _as_subject(self, end: int) -> tuple[int, int] | None:
        """What is said of the name where its phrase begins the clause."""
        words, stop = self.words, min(len(self.words), end + WIDEST)
        found = next_verb(words, end, stop, self._verbs)
        if found is None:
            told = complements(words, end - 1)
            self.path.steps += [Step("alone", "none", frozenset(), end - 1, tuple(told))] if told else []
            return None
        verb = verb_group(words, found)
        bare = verb.participle and not verb.passive
        role = "which-subject" if self._relative_after(end, stop) else "participle" if bare else "subject"
        object_, target = object_of(words, found), target_of(words, found)
        self._verb(role, verb, None, object_, object_ if target is None else target)
        return None

    def _relative_after(self, end: int, stop: int) -> bool:
        at = end
        while at < stop and self.words[at].tag in _STILL_NOMINAL:
            at = closing(self.words, at) + 1 if self.words[at].tag == "(" else at + 1
        return at < stop and self.words[at].tag == "S"

    def _fronted(self, preposition: int, end: int) -> tuple[int, int] | None:
        """A phrase that begins the clause: "From YFCC100M, we select …"."""
        words, role = self.words, self.words[preposition].text.casefold()
        stop = min(len(words), end + WIDEST)
        verbs = ("V", "BE", "MODAL", "HAVE", "DO")
        place = next((place for place in range(end, stop) if words[place].tag in (*verbs, ";", ".")), None)
        if place is None or words[place].tag not in verbs:
            self.path.steps.append(Step(role, "none", frozenset(), preposition))
            return None
        verb = verb_group(words, main_verb(words, place, stop))
        object_ = object_of(words, verb.at)
        named = object_ is not None and sort_of(words, object_) in ("own", "name")
        target = object_ if named else target_of(words, verb.at)
        self._verb(role, verb, subject_of(words, verb), object_, target if target is not None else object_, "fronted")
        return None


_STILL_NOMINAL = frozenset({",", "(", "C", "N", "/", "&", "ADJ", "NUM", "DET", "ADV", ")", "P", "—"})
