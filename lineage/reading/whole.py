"""What a document as a whole says of a dataset: what its sentences tell is weighed once more, together.

A sentence knows neither how sure the others are nor what is said of the other datasets. Stacked generalisation
(Wolpert 1992): the scale of the whole learns from the shares that sentences get from weights which have not seen them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from lineage.model.words import About, Polarity, Predicate
from lineage.reading.fellows import Likely, as_sure_as_fellows
from lineage.reading.finding import Finding
from lineage.reading.group import Group, Others, beside, by_dataset
from lineage.reading.judging import Weighing, allowed
from lineage.reading.relations import Told, named_only, stated
from lineage.reading.stance import stance
from lineage.reading.weigh import scale

DECIDED = (Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.TRAINED_ON, Predicate.USES)
YES, NO = "yes", "no"
_ENOUGH = {Predicate.DERIVED_FROM: 0.6, Predicate.COPY_OF: 0.6, Predicate.TRAINED_ON: 0.5, Predicate.USES: 0.4}
"""How likely a statement must be by all that the document says. Measured: see docs/read-better.md."""
_RULED = 0.5
"""The same of a firm statement that a plain rule makes."""
_PLAIN = 0.9
"""From here on a rule is so sure that what it says is plain."""
_FINE = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)
_COARSE = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
_COUNTS, _LENGTHS = (2, 3, 5, 10), (200, 300, 500, 1_000, 2_000, 4_000)


def settled(told: Sequence[Told]) -> Iterator[Finding]:
    """The findings of a document's sentences as the whole bears them out."""
    groups = by_dataset(told)
    decided = {id(one) for group in groups.values() for one in group.told}
    yield from (finding for one in told if id(one) not in decided for finding in one.findings)
    alone = {dataset: _likely(group, beside(dataset, groups)) for dataset, group in groups.items()}
    for dataset, group in groups.items():
        yield from _of_one(group, as_sure_as_fellows(dataset, groups, alone))


def _likely(group: Group, others: Others) -> dict[Predicate, float]:
    """How likely each statement is by all that is told of the dataset and of others."""
    return {
        predicate: scale(f"whole:{predicate.value}").weigh(whole_signs(predicate, group, others))[YES]
        for predicate in DECIDED
    }


def _of_one(group: Group, likely: Likely) -> Iterator[Finding]:
    borne_out = {predicate: share for predicate, share in likely.items() if share >= _enough(predicate, group)}
    for one in group.told:
        for finding in one.findings:
            if not finding.is_fact or finding.predicate not in DECIDED:
                yield finding
            elif finding.predicate in borne_out:
                yield replace(finding, confidence=round(min(_MOST, borne_out[finding.predicate]), 2))
            else:
                yield named_only(one.weighing)
    for predicate, share in borne_out.items():
        speaker = _speaker(predicate, group, share)
        if speaker is not None and "claimed" not in _claims(predicate, group):
            finding = stated(speaker, predicate, round(min(_MOST, share), 2))
            if finding.predicate is predicate:
                yield finding


def _enough(predicate: Predicate, group: Group) -> float:
    if predicate is Predicate.USES:
        return _ENOUGH[predicate]
    rules = [(one.weighing.rule, finding) for one in group.told for finding in one.findings if finding.is_fact]
    plain = {
        finding.predicate for rule, finding in rules if rule and rule.confidence >= _PLAIN and finding.rule == rule.name
    }
    return _RULED if predicate in plain else _ENOUGH[predicate]


def _speaker(predicate: Predicate, group: Group, likely: float) -> Weighing | None:
    """The sentence with the most weight for a statement; none whose words say that it is not so, or only told."""
    free = [one.weighing for one in group.told if _may_say(one, predicate, likely)]
    best = max(free, key=lambda weighing: weighing.shares[predicate.value], default=None)
    if best is None or not allowed(predicate, best.scene.artefact):
        return None
    return best if best.shares[predicate.value] >= _SPOKEN else None


def _may_say(told: Told, predicate: Predicate, likely: float) -> bool:
    """Whether a sentence may speak for the whole: none of a title, a format or a path, no hearsay and no denial may.

    Where a rule sees a mere mention, it is no use. Where it sets the dataset apart, or speaks of what may be, it says
    only what is nearly sure.
    """
    scene, firm = told.weighing.scene, predicate is not Predicate.USES
    if scene.cited or scene.illustrates or scene.of_format or (scene.sentence.code and firm):
        return False
    if any(found.rule == "hearsay" or found.polarity is Polarity.NEGATED for found in told.findings):
        return False
    rule = told.weighing.rule
    if not firm and rule is not None and rule.predicate is Predicate.MENTIONS:
        return False
    reserved = any(found.rule == "set-apart" or found.polarity is Polarity.HYPOTHETICAL for found in told.findings)
    if not reserved:
        return True
    view = stance(scene.masked)
    return likely >= _DESPITE and not (view.instead or view.others)


_DESPITE = 0.85
"""How likely it must be by the whole where the sentence sets the dataset apart, or speaks of what may be."""
_MOST = 0.98
"""Nobody is surer than this of what a text says."""
_SPOKEN = 0.3
"""How likely a sentence must make what it is to say for the whole."""


def whole_signs(predicate: Predicate, group: Group, others: Others) -> frozenset[str]:
    """The signs for and against a statement of the dataset that a group is about."""
    best = group.best(predicate)
    scene = best.weighing.scene
    shares = sorted((one.weighing.shares[predicate.value] for one in group.told), reverse=True)
    found = [*_steps("best", shares[0], _FINE), *_steps("second", shares[1] if len(shares) > 1 else 0, _COARSE)]
    found += _steps("mean", sum(shares) / len(shares), _FINE)
    for answer, share in best.weighing.shares.items():
        if answer != predicate.value:
            found += _steps(f"best:{answer}", share, _COARSE)
        found += _steps(f"most:{answer}", group.most[answer], _COARSE)
        found += _steps(f"others:{answer}", others.most.get(answer, 0), _COARSE)
    rule = best.weighing.rule
    found.append(f"rule={rule.name if rule and rule.predicate is predicate else rule and rule.predicate.value}")
    found += [f"found={finding.predicate.value},{finding.polarity.value},{_how(finding)}" for finding in best.findings]
    found += _claims(predicate, group)
    found += [f"kind={scene.artefact.kind.value}", f"card={scene.artefact.is_card}"]
    found += _steps("names", len(group.told), _COUNTS)
    found += _steps("others", others.count, _COUNTS)
    found += _steps("length", scene.document.length, _LENGTHS)
    found += [name for name, holds in _form(best) if holds]
    return frozenset({"always", *found})


def _claims(predicate: Predicate, group: Group) -> list[str]:
    """How sentences already say so, or that it is not so."""
    said = [finding for one in group.told for finding in one.findings if finding.predicate is predicate]
    facts = [finding for finding in said if finding.is_fact]
    found = ["claimed"] if facts else []
    found += ["denied"] if len(facts) < len(said) else []
    found += ["of-another"] if facts and all(finding.about is About.THIRD_PARTY for finding in facts) else []
    return found


def _how(finding: Finding) -> str:
    return finding.rule if finding.rule in _WORDS else "rule"


_WORDS = frozenset({"weighed", "named", "set-apart", "hearsay"})


def _form(told: Told) -> list[tuple[str, bool]]:
    sentence, scene = told.weighing.scene.sentence, told.weighing.scene
    return [
        ("code", sentence.code),
        ("heading", sentence.heading),
        ("row", sentence.is_row),
        ("item", sentence.is_item),
        ("first", scene.number == 0),
        ("late", scene.number > 2 * len(scene.document.sentences) / 3),
    ]


def _steps(name: str, value: float, steps: tuple[float, ...]) -> tuple[str, ...]:
    """A number as signs: one for each step that it reaches."""
    return _reached(name, steps, bisect_right(steps, value))


@cache
def _reached(name: str, steps: tuple[float, ...], count: int) -> tuple[str, ...]:
    return tuple(f"{name}>={step}" for step in steps[:count])
