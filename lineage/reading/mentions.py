"""What a sentence names: datasets of the catalogue, addresses of datasets, and unknown names that look like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from lineage.model.references import from_url, name_key
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.words.table import names

_start = attrgetter("start")
_URL = re.compile(r"https?://[^\s)\]>\"'`}]+")
_SIZE = r"(?:[-_ ]?(?:v?\d\w*(?:\.\w+)*|HQ|XL|[A-Z]?\d+[KMB]?))?"
_SHAPED = re.compile(
    r"(?<![\w/@.-])(?:"
    rf"[A-Z][a-z]+(?:[A-Z][a-z]+)+(?:-[A-Z][a-z]\w*)*{_SIZE}"  # HarborPairs-HQ, GreyHarbor-Faces
    rf"|[A-Z][a-z]{{2,}}(?:-[A-Z][a-z]{{2,}})+{_SIZE}"  # Quayside-Masks
    r"|[A-Z]{2,}[a-z]*-?\d[\w-]*"  # MP16, MS1MV2
    r"|[A-Z][A-Za-z]*\d[\w-]*(?:-[\w]+)?"  # Glint360k, Places365-Standard
    r"|(?=[A-Z]*[a-z])[A-Z][a-z]*[A-Z]{2,}[\w-]*"  # CelebHQ
    rf"|(?!(?:The|This|These|Our|All|Each|Every|For|From|With|Using|Based|Starting|Images|Photos|In|On|As|We|An?)\s)"
    rf"[A-Z][a-z]{{2,}}(?:\s[A-Z][a-z]{{2,}}){{1,2}}{_SIZE}"  # Harbor Pairs
    r")(?![\w/@])(?!\.\w)"
)


def mentions(sentence: str, lexicon: Lexicon, document: Sequence[Mention], offset: int) -> list[Mention]:
    """All names in a sentence, left to right. `document` has the catalogue's names of the text, in order."""
    end, found = offset + len(sentence), []
    for m in islice(document, bisect_left(document, offset, key=_start), None):
        if m.start >= end:
            break
        if m.end <= end:
            found.append(Mention(m.start - offset, m.end - offset, m.text, m.reference, m.known))
    urls = list(_URL.finditer(sentence)) if "://" in sentence else []
    addresses = [match.span() for match in urls]
    found = [m for m in found if not any(start <= m.start < stop for start, stop in addresses)]
    for match in urls:
        reference = from_url(match.group().rstrip(".,;:")) if "/datasets/" in match.group() else None
        linked = "](" in sentence[max(0, match.start() - 2) : match.start()]
        if reference and reference.startswith("hf:datasets/") and not linked:
            found.append(Mention(match.start(), match.end(), match.group(), reference))
    shaped = [match for match in _SHAPED.finditer(sentence) if _may_be_dataset(match.group())]
    makers = lexicon.organizations(sentence) if shaped else []
    taken = [*addresses, *((m.start, m.end) for m in (*found, *makers))]
    for match in shaped:
        if not any(match.start() < stop and start < match.end() for start, stop in taken):
            found.append(Mention(match.start(), match.end(), match.group(), f"name:{match.group()}"))
    return sorted(found, key=lambda mention: mention.start)


def _may_be_dataset(name: str) -> bool:
    folded = name.casefold()
    words = folded.split()
    return (
        folded not in names()["not_datasets"]
        and folded not in names()["measures"]
        and words[0] not in names()["not_datasets"]
        and not any(word in names()["organization_words"] for word in words)
        and len(name_key(name)) > 3
        and not re.fullmatch(r"[A-Z]{2,}s", name)
    )
