"""The document's own artefact: what it is called, and so which words of the text speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property

from lineage.model.references import name_key
from lineage.model.words import ThingKind
from lineage.reading.kindless import called_without_kind
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.loose import body_start
from lineage.reading.mentions import mentions
from lineage.reading.naming import introduced_name
from lineage.reading.words.table import forms, names, table

_LONGEST_TITLE = 80
_HEADING = re.compile(r"^\s{0,3}#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_FENCED = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_CARD = re.compile(
    r"^(?:(?:data\s?set|model|data)\s+card|read\s?me)(?:\s+(?:for|of)\b\s*:?|\s*[:–-])\s+(.+)$", re.IGNORECASE
)
_CARD_AFTER = re.compile(r"(?<=\w)\s+(?:data\s?set|model|data)\s+card\s*\Z", re.IGNORECASE)
_OF_A_TEXT = re.compile(
    r"(?<=\w)[ /–-]+(?:read\s?me|code|docs|docstrings?|(?:(?:paper|project)\s+)?page|pointer)\s*\Z", re.IGNORECASE
)
"""What a title says of the document, not of what it is about: "GullNet code"."""
_OF_A_NAME = re.compile(
    r"(?<=[A-Z\d])\s+(?:benchmark|study|tutorial|slides|paper|pipeline|notes|experiments|demo)\s*\Z"
)
"""The same after what is plainly a name: "HarborVID benchmark"."""
_LED_BY_KIND = re.compile(r"\A[a-z]+:\s+(?=\w*[A-Z\d])")
"""A kind of text before a name: "sentence: GullQA pipeline"."""
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}|<[^>]+>|:[a-z_]+:")
_BRACKETS = re.compile(r"\([^)]*\)")
_NAME = re.compile(r"(?![A-Z]?[a-z]+ing\s)[\w.+-]*[A-Z0-9][\w.+-]*(?:\s[\w.+-]+)?")
_SHAPE = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")
_HEAD_END = re.compile(r"[:(–—]|\s-\s|,\s+(?=(?:an?|the|our)\s)")


@dataclass(frozen=True)
class Artefact:
    """What a document is about: its reference, its kind, and the names under which its own text speaks of it."""

    reference: str
    kind: ThingKind
    names: tuple[str, ...] = ()
    owner: str | None = None
    is_card: bool = False
    """A card or README describes the thing it lies beside; a paper describes work."""
    dataset: str | None = None
    """The name of the dataset that a paper or repository introduces."""
    own: frozenset[str] = frozenset()
    """The catalogue's datasets that this document itself introduces: named in it, they mean itself."""
    plain_names: tuple[str, ...] = ()
    """Those of its names that are no dataset's of the catalogue."""
    title: str | None = None
    """The title of a paper, or how a record calls the document."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its names, to find it in the text."""
        return frozenset(key for key in map(name_key, self.names) if len(key) > 2)

    @property
    def shown(self) -> str | None:
        """Its proper name as the text writes it."""
        return self.names[0] if self.names else None


def settle(artefact: Artefact, text: str, lexicon: Lexicon) -> Artefact:
    """The artefact with all its names: the one its first heading gives comes first; known ones are told apart."""
    title = heading(text) if artefact.is_card else None
    names = artefact.names if not title or len(title) > _LONGEST_TITLE else (title, *artefact.names)
    names = (*names, *((artefact.dataset,) if artefact.dataset else ()))
    plainly = (called_without_kind(name, text, lexicon) for name in names)
    names = tuple(dict.fromkeys((*names, *(name for name in plainly if name))))
    introduced_here = {lexicon.introduces(artefact.reference)}
    if artefact.dataset and artefact.kind is not ThingKind.REPOSITORY:  # a repository may be named after a known one
        introduced_here.add(lexicon.identify(artefact.dataset))
    if artefact.kind is ThingKind.DATASET:  # a card under a dataset's own name describes it, unless it only borrows it
        called = {lexicon.identify(_BRACKETS.sub("", name.rpartition("/")[2]).strip()) for name in names}
        introduced_here |= {one for one in called if one and not lexicon.borrows(artefact.reference, one)}
    own = frozenset(dataset for dataset in introduced_here if dataset)
    plain = tuple(name for name in names if len(name) > 2 and lexicon.identify(name) in {None, *own})
    return replace(artefact, names=names, own=own, plain_names=plain)


def heading(text: str) -> str | None:
    """What the first heading names: "Dataset Card for X" and "X" both name X; "Contents" and "[Name]" name nothing."""
    head = text[(begin := body_start(text)) : begin + 4000]
    match = _HEADING.search(_FENCED.sub("", head) if "```" in head or "~~~" in head else head)
    if not match:
        return None
    name = named_in(_MARKUP.sub(lambda m: m[1] or "", match[1]).strip(" :.-"))
    return None if not name or name.startswith("[") or name.casefold() in names()["sections"] else name


def named_in(title: str) -> str:
    """What a title names: "Dataset Card for X", "X model card", "X paper page" and "X" all name X."""
    card = _CARD.match(title)
    plain = _CARD_AFTER.sub("", card[1] if card else _LED_BY_KIND.sub("", title))
    return _OF_A_NAME.sub("", _OF_A_TEXT.sub("", plain)).strip(" /–-") or title


def introduced(text: str, title: str | None, lexicon: Lexicon) -> str | None:
    """The dataset that a paper introduces: what its title is about, or what it says it calls the result."""
    return titled(text, title, lexicon) or introduced_name(text, title, lexicon)


def titled(text: str, title: str | None, lexicon: Lexicon) -> str | None:
    """The dataset that a title is about, known or not."""
    led_to = _introducing().sub("", title or "")
    bracketed = re.match(r"[^:(–—]*\([^)]*\)", led_to)
    if bracketed and lexicon.identify(bracketed.group()):
        return bracketed.group()
    head = _HEAD_END.split(led_to)[0].strip()
    if lexicon.identify(head):
        return head
    if _NAME.fullmatch(head) and (_SHAPE.search(head) or (head != title and len(re.findall(r"[A-Z]", head)) > 1)):
        return head
    return _only_name(text, title, lexicon) if title else None


@cache
def _introducing() -> re.Pattern[str]:
    """How titles lead up to the name of what is new: "Introducing …", "Collecting the …", "The making of …"."""
    verbs = table("names")["introducing"]
    doing = "|".join(form for verb in verbs for form, kind in forms(verb) if kind == "ing")
    makings = "|".join(table("names")["makings"])
    lead = rf"(?:{doing})(?:,?\s+(?:and|&)\s+\w+ing)?|inside|(?:(?:on\s+)?the\s+)?(?:{makings})\s+of"
    return re.compile(rf"^(?:{lead})\s+(?:(?:the|a|an|our)\s+)?", re.IGNORECASE)


def _only_name(text: str, title: str, lexicon: Lexicon) -> str | None:
    """The one name in a title: an unknown one if the text comes back to it, a known one if the title is about it."""
    found = {mention.text: mention for mention in mentions(title, lexicon, lexicon.find(title), 0)}
    if len(found) != 1:
        return None
    ((name, mention),) = found.items()
    if mention.known:
        return name if _presents(title, mention) else None
    return name if name in text.replace(title, "", 1) else None


def _presents(title: str, mention: Mention) -> bool:
    """Whether a title presents a known dataset, "How we made X", and does not work on it, "Clustering X"."""
    before, after = title[: mention.start], title[mention.end :]
    if _ONE_OF_SEVERAL.match(after) or any(word in title.casefold() for word in names()["looked_at"]):
        return False
    return not before.strip() or not (_introducing().sub("", before) and _WORKED_ON.search(before))


_ONE_OF_SEVERAL = re.compile(r"\s*(?:,(?!\s+an?\s)|(?:and|or)\s+(?!its\b)|vs\b|&)", re.IGNORECASE)
_WORKED_ON = re.compile(
    r"(?:\b(?:on|with|from|in|into|of|at|using|beyond|against|to|for|by|via|through|over|about|under|behind|than)"
    r"|\b\w+ing)\s+(?:(?:the|a|an|our)\s+)?\Z",
    re.IGNORECASE,
)
