"""Random small graphs for properties of walks and paths."""

from __future__ import annotations

from hypothesis import strategies as st

from lineage.model.words import Predicate, Strength
from tests.graph.making import edge

NODES = ("a", "b", "c", "d", "e")
EDGES = st.lists(
    st.builds(
        edge,
        st.sampled_from(NODES),
        st.sampled_from([Predicate.DERIVED_FROM, Predicate.COPY_OF]),
        st.sampled_from(NODES),
        strength=st.sampled_from([Strength.IMPLIED, Strength.STATED, Strength.DECLARED]),
        confidence=st.sampled_from([0.3, 0.6, 0.9]),
    ).filter(lambda e: e.subject != e.object),
    unique_by=lambda e: e.id,
    max_size=12,
)
