"""Who holds what: from edges and publishers to organisations with a role, by the policy. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineage.deletion.policy import Policy, Role
from lineage.deletion.publishers import publishers
from lineage.model.ends import ACTORS
from lineage.model.graph import Edge, Thing
from lineage.model.words import DATA_FLOWS, ENDS
from lineage.trace.walk import rank


@dataclass(frozen=True)
class Holder:
    """One organisation with one thing of the family, and the evidence for both."""

    organization: str | None
    """The organisation's or individual's id; None where nobody is named."""
    thing: str
    role: Role
    edge: Edge | None
    """How the thing hangs on the family; None for the root itself."""
    published: Edge | None
    """Who says that the thing is the organisation's; None where the organisation itself is the edge's subject."""


def roles(edges: Iterable[Edge], root: str, policy: Policy) -> dict[str, Role]:
    """The role of everything below `root`: along a path the weakest edge decides, over paths the strongest."""
    below: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if policy.role(edge) != "none":
            below[edge.object].append(edge)
    found: dict[str, Role] = {root: "items"}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        for edge in below[here] if here == root or found[here] != "possible" else ():
            role = policy.weakest(found[here], policy.role(edge))
            if edge.subject not in found or policy.order.index(role) < policy.order.index(found[edge.subject]):
                found[edge.subject] = role
                if edge.predicate in DATA_FLOWS:
                    waiting.append(edge.subject)
    return found


def holders(edges: Iterable[Edge], root: str, things: Mapping[str, Thing], policy: Policy) -> list[Holder]:
    """Every organisation that holds, derived, trained on or used something of the family of `root`."""
    edges = sorted(edges, key=rank)
    found = roles(edges, root, policy)
    published = publishers(edges)
    result: dict[tuple[str | None, str], Holder] = {}
    for edge in edges:
        if (
            edge.object in found
            and edge.subject in found
            and edge.predicate in DATA_FLOWS | ENDS
            and edge.subject != root
        ):
            role = policy.weakest(found[edge.object], policy.role(edge))
            for holder in _of(edge, role, published.get(edge.subject, ()), things):
                _keep(result, holder, policy)
    for said in published.get(root, ()):
        _keep(result, Holder(said.object, root, "items", None, said), policy)
    return sorted(result.values(), key=lambda h: (policy.order.index(h.role), h.organization or "~", h.thing))


def _of(edge: Edge, role: Role, published: Sequence[Edge], things: Mapping[str, Thing]) -> list[Holder]:
    if role == "none":
        return []
    if edge.subject in things and things[edge.subject].kind in ACTORS:
        return [Holder(edge.subject, edge.object, role, edge, None)]
    named = [Holder(p.object, edge.subject, role, edge, p) for p in published]
    return named or [Holder(None, edge.subject, role, edge, None)]


def _keep(result: dict[tuple[str | None, str], Holder], holder: Holder, policy: Policy) -> None:
    key = holder.organization, holder.thing
    known = result.get(key)
    if known is None or policy.order.index(holder.role) < policy.order.index(known.role):
        result[key] = holder
