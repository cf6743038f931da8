"""What metadata declares: sources, training data, base models and owners, as Hub cards and their kin have them.

Fields: https://github.com/huggingface/hub-docs/blob/main/datasetcard.md and modelcard.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lineage.model.claim import BARE_SOURCE
from lineage.model.references import parse
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.affiliations import individual
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon

_NOT_SOURCES = frozenset({"original", "extended", "n/a", "na", "none", "unknown", "other", "various", ""})


def declared(
    reference: str,
    kind: ThingKind,
    card: Mapping[str, Any],
    pointer: str,
    lexicon: Lexicon,
    *,
    name: str | None = None,
) -> Iterator[Finding]:
    """The statements of a card's metadata. `pointer` is the JSON pointer of `card`."""
    pretty = card.get("pretty_name")
    if isinstance(pretty, str) and pretty.strip() and not lexicon.identify(pretty):
        yield _finding(
            reference, kind, Predicate.SAME_AS, f"name:{pretty}", kind, pretty, f"{pointer}/pretty_name", "pretty-name"
        )
    if kind is ThingKind.MODEL:
        for where, text in _texts(card.get("datasets"), f"{pointer}/datasets"):
            yield _finding(
                reference, kind, Predicate.TRAINED_ON, _on_hub(text), ThingKind.DATASET, text, where, "datasets"
            )
        for where, text in _texts(card.get("base_model"), f"{pointer}/base_model"):
            base = _on_hub(text, "models")
            yield _finding(reference, kind, Predicate.VERSION_OF, base, ThingKind.MODEL, text, where, "base-model")
        return
    for where, text in _texts(card.get("source_datasets"), f"{pointer}/source_datasets"):
        extended, source = text.lower().startswith("extended|"), text.split("|", 1)[-1].strip()
        source = source.removeprefix("other-") if extended else source
        if source.casefold() in _NOT_SOURCES or (source.casefold() == (name or "").casefold() and not extended):
            continue
        yield _finding(
            reference, kind, Predicate.DERIVED_FROM, _on_hub(source), ThingKind.DATASET, text, where,
            "source-datasets" if extended else BARE_SOURCE, derivation=DerivationKind.OTHER,
        )  # fmt: skip


def published_by(
    reference: str, kind: ThingKind, account: str, creator: str | None, pointer: str, lexicon: Lexicon
) -> Iterator[Finding]:
    """The creator of a record: an organisation's account with its name, or an individual without one."""
    if creator is None:
        yield individual(reference, kind, "", pointer)
        return
    organization = ThingKind.ORGANIZATION
    yield _finding(reference, kind, Predicate.PUBLISHED_BY, account, organization, creator, pointer, "creator")
    if not lexicon.organization(account):
        yield _finding(
            account, organization, Predicate.SAME_AS, f"name:{creator}", organization, creator, pointer, "creator"
        )


def _on_hub(text: str, shard: str = "datasets") -> str:
    """What a field names: an identifier as such, otherwise `owner/name` as a repository of the Hub, or a name."""
    found = parse(text)
    is_repository = found.startswith("name:") and text.count("/") == 1 and "://" not in text
    return f"hf:{shard}/{text.strip()}" if is_repository else found


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  YAML of strangers
    if isinstance(value, str) and value.strip():
        yield pointer, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                yield f"{pointer}/{number}", item


def _finding(
    subject: str,
    subject_kind: ThingKind,
    predicate: Predicate,
    object_: str,
    object_kind: ThingKind,
    quote: str,
    place: str,
    rule: str,
    derivation: DerivationKind | None = None,
) -> Finding:
    return Finding(
        subject, subject_kind, predicate, object_, object_kind, quote, place, rule, Strength.DECLARED, 0.95,
        derivation_kind=derivation,
    )  # fmt: skip
