"""`lineage extract`: reading alone, from documents to claims; no store, no network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lineage.catalogue.load import load as load_catalogue
from lineage.errors import BadInput
from lineage.model.words import Predicate
from lineage.reading.artefact import heading, named_in
from lineage.reading.document import read_document
from lineage.reading.finding import Finding
from lineage.reading.kindless import kindless
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import to_document

_NOT_CLAIMED = (Predicate.SAME_AS, Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH, Predicate.WITHDRAWN)


def extract(lines: Iterable[bytes]) -> Iterator[tuple[int, list[dict[str, Any]], str | None]]:
    """For each line its number, its claims in the form of DESIGN §6, and what is wrong with it, if anything."""
    lexicon = Lexicon(load_catalogue())
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = to_document(json.loads(line))
        except (BadInput, ValueError, RecursionError) as error:
            yield number, [], str(error)[:300]
            continue
        yield number, claims_of(document, lexicon), None


def claims_of(document: dict[str, Any], lexicon: Lexicon) -> list[dict[str, Any]]:
    """The claims of one document, datasets of the catalogue by their ids."""
    findings = list(read_document(document, lexicon))
    organization = next((f.organization for f in findings if f.organization), None)
    claimed = [finding for finding in findings if finding.predicate not in _NOT_CLAIMED]
    title = _title(document) if claimed else ""
    return [_row(document, finding, lexicon, organization, title) for finding in claimed]


def _row(
    document: dict[str, Any], finding: Finding, lexicon: Lexicon, organization: str | None, title: str
) -> dict[str, Any]:
    subject = _copy(finding, document) or finding.called or _shown(finding.subject, document, title)
    object_ = _object(finding.object, lexicon)
    if finding.predicate is Predicate.TRAINED_ON and lexicon.identify(subject) == object_:
        subject = f"{subject} model"  # it bears the name of what it was trained on
    return {
        "doc_id": document["doc_id"],
        "subject": subject,
        "subject_kind": finding.subject_kind.value,
        "predicate": finding.predicate.value,
        "derivation_kind": finding.derivation_kind.value if finding.derivation_kind else None,
        "object": object_,
        "polarity": finding.polarity.value,
        "modality": finding.modality.value,
        "about": finding.about.value,
        "quote": finding.quote,
        "locator": finding.place,
        "organization": finding.organization or organization,
        "strength": finding.strength.value,
        "confidence": finding.confidence,
        "rule": finding.rule,
    }


def _object(reference: str, lexicon: Lexicon) -> str:
    form, _, rest = reference.partition(":")
    known = lexicon.identify(rest) if form == "name" else lexicon.introduces(reference)
    return known or reference


def _copy(finding: Finding, document: dict[str, Any]) -> str | None:
    """A copy by its address on the Hub where that is its title: its name alone would be the original's."""
    address = finding.subject.removeprefix("hf:datasets/")
    return address if finding.predicate is Predicate.COPY_OF and address == document["title"] else None


def _shown(reference: str, document: dict[str, Any], title: str) -> str:
    """A subject as people write it: a name as it is, a repository by its own name, an anonymous one by its document."""
    form, _, rest = reference.partition(":")
    if form == "name":
        return rest
    alone = "" if form == "anonymous" else rest.rpartition("/")[2]
    named = named_in(title)
    if form in ("hf", "github") and document["kind"] != "release" and named == title:  # a card says whose it is
        return alone
    title = named or alone or document["doc_id"]
    head = kindless(named_in(_HEAD_END.split(title)[0].strip()))
    alias = _ALIAS.search(title)
    return f"{head} ({alias[1]})" if alias else _with_initials(head, document["text"])


def _with_initials(title: str, text: str) -> str:
    """A title together with its initials where the text goes by them: "Deep Harbor Network (DHN)"."""
    initials = "".join(word[0] for word in title.split())
    known = initials.isupper() and initials.isalpha() and len(initials) >= _SHORTEST
    return f"{title} ({initials})" if known and re.search(rf"\b{initials}\b", text) else title


def _title(document: dict[str, Any]) -> str:
    """How a document calls itself: a release by its heading, where the title is a repository's or a part of it."""
    title = document["title"] or ""
    if document["kind"] != "release":
        return title
    above = heading(document["text"])
    if not above or len(above) > _LONGEST or not above[0].isalnum():
        return title.rpartition("/")[2] if _REPOSITORY.fullmatch(title) else title
    above, words = above.rstrip("."), set(title.casefold().split())
    if words <= set(above.casefold().split()) or _REPOSITORY.fullmatch(title):
        return above
    named = re.sub(r"\([^)]*\)", "", above).strip()
    is_part = len(named.split()) > 1 and set(named.casefold().split()) < words
    return named if is_part else title  # "GullNet XL" of "the harbour GullNet XL model card"


_REPOSITORY = re.compile(r"[\w./-]*[_/-][\w./-]*")
_ALIAS = re.compile(r"(?<=\w)\s+\(([\w.+-]*[A-Z\d][\w.+-]*)\)")
"""Another name that a title gives: "Harbour Faces Retouched (HFR)"."""
_HEAD_END = re.compile(r"[:(]|\s[—–]\s")
_SHORTEST = 3
_LONGEST = 60
"""A longer heading is no name."""
