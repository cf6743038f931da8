"""The catalogue that comes with the product holds together: names are unambiguous, references lead somewhere."""

import json
from collections import defaultdict

import networkx
import pytest

from lineage.catalogue.load import files, load
from lineage.model.references import is_reference, name_key

CATALOGUE = load()
DATASETS = {dataset.id: dataset for dataset in CATALOGUE.datasets}
ORGANIZATIONS = {organization.id: organization for organization in CATALOGUE.organizations}
EACH_DATASET = pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
EACH_ORGANIZATION = pytest.mark.parametrize("organization", ORGANIZATIONS.values(), ids=ORGANIZATIONS)


def shared_by_several(pairs):
    """The values that belong to more than one owner."""
    owners = defaultdict(set)
    for value, owner in pairs:
        owners[value].add(owner)
    return {value: found for value, found in owners.items() if len(found) > 1}


def test_every_file_is_loaded():
    assert len(DATASETS) == len(CATALOGUE.datasets) == len(files()) - 1
    assert len(ORGANIZATIONS) == len(CATALOGUE.organizations) > 0


def test_no_name_belongs_to_two_datasets():
    names = ((name_key(name), d.id) for d in DATASETS.values() for name in (d.name, *d.aliases))
    assert shared_by_several(names) == {}


def test_no_name_in_context_is_another_datasets_name():
    cautious = [(name_key(name), d.id) for d in DATASETS.values() if d.in_context for name in d.in_context.names]
    plain = [(name_key(name), d.id) for d in DATASETS.values() for name in (d.name, *d.aliases)]
    assert shared_by_several([*cautious, *plain]) == {}


def test_no_identifier_belongs_to_two_datasets():
    assert (
        shared_by_several((identifier.casefold(), d.id) for d in DATASETS.values() for identifier in d.identifiers)
        == {}
    )


def test_no_name_or_account_belongs_to_two_organisations():
    names = ((name_key(name), o.id) for o in ORGANIZATIONS.values() for name in (o.name, *o.aliases, *o.short))
    marks = (
        (mark.casefold(), o.id) for o in ORGANIZATIONS.values() for mark in (*o.accounts, *o.domains, o.ror or o.id)
    )
    assert shared_by_several(names) == {}
    assert shared_by_several(marks) == {}


@EACH_DATASET
def test_parents_publishers_and_users_exist(dataset):
    assert {parent.dataset for parent in dataset.parents} <= DATASETS.keys()
    assert {*dataset.publishers, *(use.organization for use in dataset.used_by)} <= ORGANIZATIONS.keys()


def test_nothing_derives_from_itself_by_any_way():
    graph = networkx.DiGraph((d.id, parent.dataset) for d in DATASETS.values() for parent in d.parents)
    assert list(networkx.simple_cycles(graph)) == []


@EACH_DATASET
def test_identifiers_are_references(dataset):
    assert all(is_reference(identifier) for identifier in dataset.identifiers)


@EACH_DATASET
def test_each_fact_says_where_it_can_be_looked_up(dataset):
    facts = [dataset, *dataset.parents, *dataset.used_by]
    assert all(fact.reference.startswith("https://") for fact in facts)
    assert all(fact.says.endswith(".") for fact in (*dataset.parents, *dataset.used_by))


@EACH_DATASET
def test_names_that_need_a_context_have_one(dataset):
    assert dataset.in_context is None or (dataset.in_context.names and dataset.in_context.context)


@EACH_ORGANIZATION
def test_accounts_name_their_host(organization):
    assert all(account.startswith(("github:", "hf:")) for account in organization.accounts)


def test_what_is_only_alleged_of_an_organisation_is_marked_so():
    assert {use.modality for use in DATASETS["dif"].used_by} == {"alleged"}


def test_the_datasets_of_the_labelled_documents_are_known(shared):
    labelled = json.loads((shared / "labelled" / "catalogue.json").read_text(encoding="utf-8"))
    assert {row["id"] for row in labelled["in_scope"]} <= DATASETS.keys()
