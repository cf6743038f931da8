"""Around a verb: its subject, its object, and what it is done for, as, or from."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.syntax.phrases import Verb, head, left_edge, right_edge
from lineage.reading.syntax.sorts import classes_of, sort_of
from lineage.reading.syntax.words import Word

STOPS = frozenset({";", ".", "?", "!", ":", "S", "CC", "|", "—", "–"})


def clause_start(words: Sequence[Word], at: int) -> int:
    """Where the clause of the word `at` begins."""
    place = at - 1
    while place >= 0 and words[place].tag not in STOPS:
        if words[place].tag == "C" and _new_clause(words, place, at):
            break
        place -= 1
    return place + 1


def _new_clause(words: Sequence[Word], conjunction: int, at: int) -> bool:
    """Whether "and" begins a clause with a subject of its own."""
    following = words[conjunction + 1 : at]
    return (
        bool(following)
        and following[0].tag in ("PR", "DET", "N")
        and any(word.tag in ("V", "BE") for word in words[max(0, conjunction - 30) : conjunction])
        and not any(word.tag == "V" for word in following)
    )


def subject_of(words: Sequence[Word], verb: Verb) -> int | None:
    """The head of the phrase that the verb is said of: the first noun or pronoun of its clause."""
    begin = place = _after_subordinate(words, clause_start(words, verb.begin), verb.begin)
    while place < verb.begin:
        word = words[place]
        if word.tag == "PR":
            return place
        if word.tag in ("N", "DET", "NUM", "ADJ"):
            end = place
            while end < verb.begin and words[end].tag in ("N", "DET", "NUM", "ADJ", "-", "/"):
                end += 1
            if place > begin and words[place - 1].tag == "P" and _comma_before(words, end, verb.begin):
                place = end + 1  # a fronted phrase: "In this work, we …"
                continue
            return head(words, place, end)
        if word.tag == "V" and _comma_before(words, place, verb.begin):
            while place < verb.begin and words[place].tag != ",":
                place += 1
        place += 1
    return None


def _after_subordinate(words: Sequence[Word], begin: int, stop: int) -> int:
    """Where the main clause begins after one before it: "While X was not used, | the faces come …"."""
    if begin == 0 or words[begin - 1].tag != "S" or (begin > 1 and words[begin - 2].tag not in STOPS):
        return begin
    comma = next((place for place in range(begin, stop) if words[place].tag == ","), None)
    if comma is None or not any(word.tag in ("V", "BE") for word in words[begin:comma]):
        return begin
    return comma + 1


def _comma_before(words: Sequence[Word], at: int, stop: int) -> bool:
    return any(words[place].tag == "," for place in range(at, stop))


def object_of(words: Sequence[Word], at: int) -> int | None:
    """The head of the direct object of the verb."""
    place = at + 1
    while place < len(words) and words[place].tag == "ADV":
        place += 1
    if place < len(words) and words[place].tag == "PR":
        return place
    if place >= len(words) or words[place].tag not in ("N", "DET", "NUM", "ADJ"):
        return None
    return head(words, place, right_edge(words, place))


def complements(words: Sequence[Word], at: int) -> list[str]:
    """What the verb is done for, as, and from: "used | to train", "serves | as a benchmark", "sampled | from X"."""
    found: list[str] = []
    begin = clause_start(words, at)
    front = [begin] if begin < at and words[begin].text.casefold() in ("as", "for", "during", "to") else []
    for place in [*front, *range(at + 1, min(len(words) - 1, at + _REACH))]:
        if words[place].tag in (";", ".", "S", "CC"):
            break
        if words[place].tag == "P":
            found += _complement(words, place)
    return found[:_MOST]


_REACH = 30
"""Words after a verb that are looked over for what belongs to it."""
_MOST = 6


def _complement(words: Sequence[Word], preposition: int) -> list[str]:
    role, found = words[preposition].text.casefold(), []
    if role in _SOURCES and _names_another(words, preposition + 1):
        found.append(f"+{role} name")
    place = preposition + 1
    while place < len(words) - 1 and words[place].tag == "ADV":
        place += 1
    if role not in _PURPOSES:
        return found
    if words[place].tag == "V" and role != "into":
        object_ = object_of(words, place)
        sort = "" if object_ is None else f":{sort_of(words, object_)}"
        return [*found, f"+{role} v[{','.join(sorted(words[place].lexeme.verb))}]{sort}"]
    if role != "to" and words[place].tag in ("N", "DET", "NUM", "ADJ"):
        end = right_edge(words, place)
        noun = head(words, place, end)
        found.append(f"+{role} n[{','.join(sorted(classes_of(words, place, noun)))}]")
        doing = [word for word in words[place:end] if word.form == "ing" and word.lexeme.verb]
        found += [f"+{role} v[{','.join(sorted(word.lexeme.verb))}]" for word in doing]
    return found


_PURPOSES = frozenset({"to", "for", "as", "during", "in", "into"})
_SOURCES = frozenset({"from", "of", "on", "upon", "out", "in", "with", "by"})
_NEAR = 12


def _names_another(words: Sequence[Word], at: int) -> bool:
    """Whether a phrase after a preposition holds a name: "sampled | from YFCC100M", "from images of YFCC100M"."""
    for place in range(at, min(len(words), at + _NEAR)):
        word = words[place]
        if word.mention >= 0 and not word.own:
            return True
        if word.tag in ("V", "BE", ",", ".", ";", "S", "CC"):
            return False
    return False


def target_of(words: Sequence[Word], at: int) -> int | None:
    """A name that the act is for: "the source for | X", "used to build | X", "released as | X"."""
    for place in range(at + 1, min(len(words), at + _REACH)):
        word = words[place]
        if word.tag in (";", ".", "S", "CC", "?"):
            return None
        if word.named and place > 0:
            begin = left_edge(words, place)
            lead = words[begin - 1] if begin > 0 else word
            if (lead.tag == "V" and begin - 1 != at) or (
                lead.tag == "P" and lead.text.casefold() in ("for", "as", "into", "called")
            ):
                return place
            if lead.text.casefold() == "of" and begin > 1 and "source" in words[begin - 2].lexeme.noun:
                return place
    return None
