"""Identity does not depend on the order in which claims were read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.model.words import Predicate
from lineage.resolve.identities import resolve
from tests.making import claim

_REFERENCES = st.sampled_from(
    [
        "name:Pretty Faces", "name:prettyfaces", "hf:datasets/a/prettyfaces", "hf:datasets/b/prettyfaces",
        "github:a/prettyfaces", "name:Diversity in Faces", "dataset:dif", "arxiv:1901.10436", "anonymous:our data",
    ]
)  # fmt: skip
_PREDICATES = st.sampled_from(
    [Predicate.SAME_AS, Predicate.DESCRIBED_BY, Predicate.COPY_OF, Predicate.DERIVED_FROM, Predicate.USES]
)
_CLAIMS = st.lists(
    st.builds(claim, _REFERENCES, _PREDICATES, _REFERENCES, document=st.sampled_from(["one", "two"])), max_size=8
)


@settings(deadline=None)
@given(_CLAIMS.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_order_of_claims_is_irrelevant(catalogue_names, case):
    claims, shuffled = case

    straight, mixed = (resolve(some, catalogue_names) for some in (claims, shuffled))

    assert mixed.members == straight.members
    assert mixed.candidates == straight.candidates
    for said in claims:
        assert mixed.subject(said, catalogue_names) == straight.subject(said, catalogue_names)
        assert mixed.object(said, catalogue_names) == straight.object(said, catalogue_names)


@settings(deadline=None)
@given(_CLAIMS)
def test_every_thing_is_one_of_its_own_members_and_no_reference_is_in_two(catalogue_names, claims):
    members = resolve(claims, catalogue_names).members

    assert all(thing in group for thing, group in members.items())
    everything = [reference for group in members.values() for reference in group]
    assert len(everything) == len(set(everything))
