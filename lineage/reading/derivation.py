"""Which kind of derivation a sentence speaks of."""

from __future__ import annotations

import re

from lineage.model.words import DerivationKind

_SIGNS = (
    (DerivationKind.SYNTHETIC, r"\bsynthe\w+|\bgenerated\s+by\s+(?:a|an|the)\s+(?:\w+\s+){0,3}model|\bdiffusion\b"),
    (DerivationKind.FEATURES, r"\b(?:features?|embeddings?|vectors?|descriptors?|activations|trajector\w+)\b"),
    (DerivationKind.CROP, r"\bcrop\w*|\bcut\s+out\b|\bfaces?\b.*\b(?:detect|align)\w*|\b(?:detect|align)\w*\b.*\bfaces?\b"),
    (DerivationKind.MERGE, r"\b(?:merg|combin|join|union|intersect|mix)\w*|\bdistractors?\b"),
    (DerivationKind.BENCHMARK_SPLIT, r"\b(?:benchmark|test|evaluation|validation)\s+(?:split|set|part)\b|\bquer(?:y|ies)\b"),
    (DerivationKind.RESAMPLE, r"\b(?:re-?sampl|re-?balanc|balanc|downscal|resiz|rescal|scaled\s+down)\w*"),
    (DerivationKind.SUBSET, r"\b(?:sub-?set|sampl|select|filter|slice|portion|part\b|drawn|draw|pick|chos|keep|kept|retain|extract|subsampl|mined|carved|curat|clean|collect)\w*"),
    (DerivationKind.ANNOTATION, r"\b(?:annotat|re-?annotat|label|relabel|caption|translat|boxes|descri\w+|tag)\w*"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(sign, re.IGNORECASE)) for kind, sign in _SIGNS)


def derivation_kind(text: str) -> DerivationKind:
    """The first kind whose words stand in the text; `other` when none does."""
    return next((kind for kind, sign in _COMPILED if sign.search(text)), DerivationKind.OTHER)
