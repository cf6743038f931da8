"""From what reading found to claims with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lineage.model.claim import Claim, Evidence, cut
from lineage.model.document import Snapshot
from lineage.reading.finding import Finding


def to_claims(source: str, snapshot: Snapshot, findings: Iterable[Finding], *, pointer: str = "") -> Iterator[Claim]:
    """One claim for each finding, the firmest of those that say the same.

    `pointer` is the JSON pointer of the text that was read, where the snapshot is JSON; empty for plain text.
    """
    best: dict[str, Claim] = {}
    for finding in findings:
        where = "#".join(part for part in (pointer if finding.place.startswith("char=") else "", finding.place) if part)
        claim = Claim(
            source=source,
            document=snapshot.document,
            subject=cut(finding.subject),
            subject_kind=finding.subject_kind,
            predicate=finding.predicate,
            object=cut(finding.object),
            object_kind=finding.object_kind,
            derivation_kind=finding.derivation_kind,
            polarity=finding.polarity,
            modality=finding.modality,
            about=finding.about,
            strength=finding.strength,
            confidence=finding.confidence,
            valid_from=finding.valid_from,
            evidence=Evidence(
                snapshot=snapshot.sha256, locator=where, quote=finding.quote, rule=finding.rule, parts=finding.parts
            ),
        )
        rival = best.get(claim.id)
        if rival is None or (rival.strength.rank, rival.confidence) < (claim.strength.rank, claim.confidence):
            best[claim.id] = claim
    yield from best.values()
