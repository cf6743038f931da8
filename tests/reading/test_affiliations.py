"""Who stands behind an artefact: organisations by their names, and persons never."""

import pytest

from lineage.model.words import Predicate, ThingKind
from lineage.reading.affiliations import affiliated, is_organization, owner_finding, stated_publishers
from lineage.reading.artefact import Artefact
from lineage.reading.document import read_text

REFERENCE = "hf:datasets/otter/quay"
PERSONS = ["Jane Gull", "Jane McGull", "J. R. Gull", "Ai Tanaka", "jane-gull-7"]
ORGANISATIONS = [
    "Otterwharf Laboratory",
    "Gull Institute",
    "Otter GmbH",
    "Universität Möwenstadt",
    "东海大学",
    "IBM",
    "Gull AI",
    "GullLabs",
    "Gull-OtterAI",
    "TU Gull",
]


@pytest.fixture(scope="module")
def makers(lexicon):
    """The organisations that a text names as its makers."""
    return lambda text: [
        finding.object.removeprefix("name:")
        for finding in stated_publishers(text, REFERENCE, ThingKind.DATASET, lexicon)
    ]


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_is_known_by_its_name_or_its_words(name, lexicon):
    assert is_organization(name, lexicon)


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_is_no_organisation(name, lexicon):
    assert not is_organization(name, lexicon)


@pytest.mark.parametrize(
    "line",
    [
        "- **Curated by:** {}",
        "**Curated by**: {}",
        "Developed by: {}",
        "* **Shared by [optional]:** {}",
        "> Maintained by: {}",
        "Hosted by: **{}**",
        "Published by: [{}](https://gull.example)",
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\nmore"])
def test_a_field_names_the_organisation_that_made_it(line, end, makers):
    assert makers(line.format("Gull Institute") + end) == ["Gull Institute"]


@pytest.mark.parametrize("who", ["QuayVision", "Quay State", "Quay-Pier Research", "Quay Archive", "Pier Robotics"])
def test_whom_a_field_names_is_no_dataset(who, lexicon):
    card = Artefact("hf:datasets/otter/harbor-set", ThingKind.DATASET, ("Harbor Set",), is_card=True)
    found = read_text(f"# Harbor Set\n\n- **Curated by:** {who}\n", card, lexicon)
    assert {finding.predicate for finding in found} == {Predicate.SAME_AS, Predicate.PUBLISHED_BY}


@pytest.mark.parametrize(
    "text",
    [
        "- **Curated by:** [More Information Needed]",
        "- **Curated by:**\n- **Funded by:** Gull Institute",
        "- **Curated by:**\n\nThe laboratory next door is closed.",
        "Curated by: N/A",
        "- **Language(s):** Welsh",
    ],
)
def test_an_empty_field_names_nobody(text, makers):
    assert makers(text) == []


@pytest.mark.parametrize("person", PERSONS)
def test_a_field_that_names_a_person_names_nobody(person, makers):
    assert makers(f"- **Curated by:** {person}") == []


@pytest.mark.parametrize(
    ("who", "named"), [("GQU", ["GQU"]), ("Università di Gull", ["Università di Gull"]), ("JG", [])]
)
def test_a_field_names_an_organisation_by_its_initials_too_but_nobody_by_two(who, named, makers):
    assert makers(f"- **Curated by:** {who}") == named


@pytest.mark.parametrize(
    "who",
    [
        "Jane Gull, Gull Institute",
        "Gull Institute, Jane Gull",
        "Jane Gull (Gull Institute)",
        "Jane Gull and Gull Institute",
    ],
)
def test_a_person_beside_an_organisation_is_neither_named_nor_quoted(who, lexicon):
    found = list(stated_publishers(f"- **Curated by:** {who}\n", REFERENCE, ThingKind.DATASET, lexicon))
    assert [finding.object for finding in found] == ["name:Gull Institute"]
    assert "Jane" not in found[0].quote


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The list was released by IBM Research in 2019.", ["IBM Research"]),
        ("It was collected by researchers at the University of Washington.", ["University of Washington"]),
        ("Published by the University of Washington in 2020.", ["University of Washington"]),
        ("It was made available by Jane Gull of IBM.", []),
        ("It was not released by IBM.", []),
        ("Not released by IBM.", []),
        ("It was created by nobody in particular.", []),
    ],
)
def test_a_sentence_names_the_organisation_it_begins_with(sentence, names, makers):
    assert makers(sentence) == names


def test_an_organisation_named_twice_is_one_maker(makers):
    assert makers("Released by IBM.\n\nThis was released by IBM.") == ["IBM"]


@pytest.mark.parametrize(
    "text", ["Intro.\n\n- **Curated by:** Gull Institute\n", "\r\n\r\n**Curated by:** Gull Institute\r\n"]
)
def test_the_quote_stands_at_its_place(text, lexicon):
    (finding,) = stated_publishers(text, REFERENCE, ThingKind.DATASET, lexicon)
    start, end = map(int, finding.place.removeprefix("char=").split(","))
    assert text[start:end] == finding.quote
    assert finding.organization == "Gull Institute"


@pytest.mark.parametrize(
    ("owner", "account", "object_"),
    [
        ("IBM", "github:IBM", "github:IBM"),
        ("IBM Research", None, "name:IBM Research"),
        ("Gull Institute", "hf:gull", "name:Gull Institute"),
    ],
)
def test_an_owner_that_is_an_organisation_is_the_publisher(owner, account, object_, lexicon):
    finding = owner_finding(REFERENCE, ThingKind.DATASET, owner, account, owner, "/owner", lexicon)
    assert (finding.object, finding.object_kind) == (object_, ThingKind.ORGANIZATION)


@pytest.mark.parametrize("owner", PERSONS)
def test_any_other_owner_is_an_individual_without_a_name(owner, lexicon):
    finding = owner_finding(REFERENCE, ThingKind.DATASET, owner, f"hf:{owner}", "", "/owner", lexicon)
    assert (finding.object, finding.object_kind) == ("anonymous:publisher", ThingKind.INDIVIDUAL)
    assert finding.organization is None


@pytest.mark.parametrize(
    ("written", "organisation"),
    [
        ("Department of Gulls, Quay University, Oslo, Norway", "Quay University"),
        ("Quay University", "Quay University"),
        ("School of Engineering, Otter GmbH, Kiel", "Otter GmbH"),
        ("Institute for Harbor Studies, IBM, Zurich", "IBM"),
        ("Jane Gull, Harbor Lab, Universität Möwenstadt (Germany)", "Universität Möwenstadt"),
        ("Universitetet i Quay", "Universitetet i Quay"),
        ("Gull Vision Lab, Quay Tech, Otterwharf, Japan", "Quay Tech"),
        ("Gull Lab, Otter Labs, Kiel", "Otter Labs"),
        ("Otter Labs", "Otter Labs"),
        ("The Quay Institute, Kiel", "Quay Institute"),
        ("Quay Inst., Kiel", "Quay Inst"),
        ("Gull Lab, Otter Co., Ltd., Kiel", "Otter Co., Ltd"),
        ("Gull Lab, QTU, Kiel, USA", "QTU"),
    ],
)
def test_an_affiliation_names_the_organisation_not_its_part(written, organisation, lexicon):
    assert affiliated(written, lexicon) == organisation


@pytest.mark.parametrize(
    "written",
    ["Jane Gull", "School of Engineering", "Dept. of Gulls, Kiel", "", "Kiel, Germany", "Gull Lab, USA"],
)
def test_an_affiliation_without_an_organisation_that_is_sure_gives_none(written, lexicon):
    assert affiliated(written, lexicon) is None
