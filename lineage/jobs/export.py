"""`lineage export FORMAT`: the whole graph in a form that others read."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.deletion.policy import load as load_policy
from lineage.errors import BadInput
from lineage.exports import claims, dot, graphml, table, tree
from lineage.jobs.stores import Stores
from lineage.model.graph import Edge, Said, Thing

FORMATS = ("claims", "json", "csv", "dot", "graphml")


def export(stores: Stores, form: str, *, everything: bool = False) -> str:
    """The graph as text; raises BadInput for a format there is not."""
    if form not in FORMATS:
        raise BadInput(f"There is no format '{form}'; there are {', '.join(FORMATS)}.")
    whole = stores.graph.whole()
    if form == "claims":
        return "".join(f"{line}\n" for line in claims.export(whole, load_policy().role, everything=everything))
    return part(form, whole.edges, whole.things, whole.claims)


def part(form: str, edges: Iterable[Edge], things: Iterable[Thing], said: Iterable[Said] = ()) -> str:
    """A part of the graph in one of the formats for graphs."""
    if form == "json":
        return tree.export(edges, things, said) + "\n"
    writers = {"csv": table.export, "dot": dot.export, "graphml": graphml.export}
    return writers[form](edges, things)
