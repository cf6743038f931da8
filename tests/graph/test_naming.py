"""What a thing is called: by whom it may be named, and which of its names is shown."""

from __future__ import annotations

import pytest

from lineage.catalogue.load import load
from lineage.jobs.project import known_aliases, known_facts
from lineage.model.words import About, Predicate, ThingKind
from lineage.resolve.identities import Names
from tests.graph.making import aged, graph_of
from tests.making import claim


def named(projection, id):
    return next(thing for thing in projection.things if thing.id == id)


def publisher(reference):
    """The one thing that published, when it is a private person."""
    published = claim(
        "hf:datasets/jane/faces", Predicate.PUBLISHED_BY, reference, object_kind=ThingKind.INDIVIDUAL,
    )  # fmt: skip
    return next(thing for thing in graph_of(aged(published, title="jane/faces")).things if "faces" not in thing.id)


def test_a_private_person_has_no_name():
    person = publisher("anonymous:publisher")

    assert person.kind is ThingKind.INDIVIDUAL
    assert (person.label, person.names, person.identifiers) == ("an individual", (), ())


@pytest.mark.parametrize("reference", ["name:Jane Doe", "hf:jane"])
def test_a_private_person_has_no_name_even_where_a_claim_gives_one(reference):
    person = publisher(reference)

    assert (person.label, person.names, person.identifiers) == ("an individual", (), ())


def test_the_label_of_an_unknown_dataset_is_its_shortest_name_as_written():
    projection = graph_of(claim("name:Pretty Faces"), claim("name:PrettyFaces", document="other"))

    dataset = named(projection, "name:dataset/prettyfaces")
    assert dataset.label == "PrettyFaces"
    assert dataset.names == ("Pretty Faces", "PrettyFaces")


def test_the_name_that_a_thing_gives_itself_is_shown():
    own = claim("hf:datasets/a/pf-1", Predicate.SAME_AS, "name:Pretty Faces")

    projection = graph_of(own, claim("hf:datasets/a/pf-1"))

    assert named(projection, "hf:datasets/a/pf-1").label == "Pretty Faces"


def calls_itself(name, document):
    """A page gives the name of an organisation."""
    who = {"subject_kind": ThingKind.ORGANIZATION, "object_kind": ThingKind.ORGANIZATION}
    return aged(claim("ror:0j4fcfg96", Predicate.SAME_AS, f"name:{name}", document=document, **who), title="On gulls")


def test_an_organisation_is_shown_under_the_name_that_most_documents_give_it():
    published = claim(predicate=Predicate.PUBLISHED_BY, object="ror:0j4fcfg96", object_kind=ThingKind.ORGANIZATION)
    names = ("University of Quay", "Univ. Quay", "University of Quay")
    given = [calls_itself(name, f"paper-{number}") for number, name in enumerate(names)]

    organization = named(graph_of(aged(published), *given), "ror:0j4fcfg96")

    assert organization.label == "University of Quay"
    assert organization.names == ("Univ. Quay", "University of Quay")  # and not the title of a paper


def test_a_repository_is_called_by_its_own_name_and_found_by_its_address():
    repository = named(graph_of(claim("hf:datasets/Acme/Faces")), "hf:datasets/acme/faces")

    assert repository.label == "Faces"
    assert "hf:datasets/Acme/Faces" in repository.identifiers


def test_an_address_that_nobody_names_shows_itself():
    page = named(graph_of(claim("url:https://faces.example/data")), "url:https://faces.example/data")

    assert page.label == "https://faces.example/data"


def test_a_paper_is_called_by_its_title():
    paper = aged(claim("doi:10.1000/1", Predicate.USES, subject_kind=ThingKind.PAPER), title="On faces")

    assert named(graph_of(paper), "doi:10.1000/1").label == "On faces"


def test_a_dataset_is_not_called_by_the_title_of_the_paper_that_speaks_of_it():
    projection = graph_of(aged(claim("name:Made", about=About.THIRD_PARTY), title="On faces"))

    assert named(projection, "name:dataset/made").names == ("Made",)


def test_an_anonymous_thing_is_called_by_what_it_is_and_its_document():
    nameless = aged(claim("anonymous:our training data"), title="On faces")

    assert named(graph_of(nameless), "document:documents/doc#our training data").label == "our training data (On faces)"


def test_an_anonymous_thing_of_an_untitled_document_is_called_by_its_id():
    nameless = aged(claim("anonymous:our training data", document="acme/faces"))

    thing = named(graph_of(nameless), "document:documents/acme/faces#our training data")
    assert "acme/faces" in thing.label


def test_a_thing_is_of_the_kind_that_most_claims_say():
    wrong = claim(object_kind=ThingKind.PAPER)
    right = [claim(document=f"d{n}") for n in range(2)]

    assert named(graph_of(wrong, *right), "name:dataset/source").kind is ThingKind.DATASET


def test_the_catalogue_gives_label_names_and_facts(lexicon):
    catalogue = load()
    names = Names(dataset=lexicon.identify, organization=lexicon.organization)
    published = claim("name:IBM DiF", Predicate.PUBLISHED_BY, "github:IBM", object_kind=ThingKind.ORGANIZATION)

    projection = graph_of(published, names=names, facts=known_facts(catalogue), aliases=known_aliases(catalogue))

    dataset, organization = named(projection, "dataset:dif"), named(projection, "organization:ibm")
    assert (dataset.label, dataset.facts["status"], dataset.facts["year"]) == (
        "Diversity in Faces",
        "withdrawn",
        "2019",
    )
    assert {"DiF", "IBM DiF"} <= set(dataset.names)
    assert (organization.label, dict(organization.facts)) == ("IBM", {"kind": "company", "country": "US"})
    assert "International Business Machines" in organization.names


def test_things_without_an_edge_are_left_out():
    assert {thing.id for thing in graph_of(claim()).things} == {"name:dataset/made", "name:dataset/source"}


def test_an_organisation_that_nobody_names_is_shown_by_its_address_at_ror():
    published = claim(predicate=Predicate.PUBLISHED_BY, object="ror:0j4fcfg96", object_kind=ThingKind.ORGANIZATION)
    assert named(graph_of(published), "ror:0j4fcfg96").label == "https://ror.org/0j4fcfg96"
