"""Reading one text in a test: what it says, a line a statement."""

import pytest

from lineage.model.words import About, Modality, Polarity, Predicate, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.document import read_text, told_in
from lineage.reading.scene import Document, scenes
from lineage.reading.sentences import sentences

DATASET = Artefact("hf:datasets/otter/harbor-set", ThingKind.DATASET, ("Harbor Set",), is_card=True)
MODEL = Artefact("hf:models/otter/harbor-net", ThingKind.MODEL, ("harbor-net",), is_card=True)
REPOSITORY = Artefact("github:otter/harbor-set", ThingKind.REPOSITORY, ("harbor-set",), None, True, "harbor-set")
PAPER = Artefact("arxiv:2601.00001", ThingKind.PAPER, dataset="HarborSet")
_ASIDE = (Predicate.SAME_AS, Predicate.PUBLISHED_BY)


def told(finding):
    """A finding as a line: `DERIVED_FROM YFCC100M negated`; a third party, as the one who speaks, comes first."""
    subject = [finding.subject.removeprefix("name:")] if finding.about is About.THIRD_PARTY else []
    words = [*subject, finding.predicate.value, finding.object.removeprefix("name:")]
    words += [finding.polarity.value] if finding.polarity is not Polarity.ASSERTED else []
    words += [finding.modality.value] if finding.modality is not Modality.ASSERTED else []
    return " ".join(words)


@pytest.fixture(scope="session")
def findings(lexicon):
    """The findings of a text, by default the card of a dataset called Harbor Set; names and makers are left aside."""

    def read(text, artefact=DATASET):
        return [found for found in read_text(text, artefact, lexicon) if found.predicate not in _ASIDE]

    return read


@pytest.fixture(scope="session")
def said(findings):
    """What a text says, each statement as a line."""

    def read(text, artefact=DATASET):
        return {told(finding) for finding in findings(text, artefact)}

    return read


@pytest.fixture(scope="session")
def sentence_says(lexicon):
    """What the sentences of a text say each by itself, before the whole is weighed, each statement as a line."""

    def read(text, artefact=DATASET):
        return {told(finding) for one in told_in(text, artefact, lexicon) for finding in one.findings}

    return read


@pytest.fixture(scope="session")
def scene(lexicon):
    """The scene of the last catalogue name of a text."""

    def seen(text, artefact=REPOSITORY):
        document = Document(list(sentences(text, 0)), artefact, lexicon, lexicon.find(text))
        found = [one for n in range(len(document.sentences)) for one in scenes(document, n) if one.mention.known]
        return found[-1]

    return seen
