"""The policy file as a function: what an edge makes of its subject's organisation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from lineage.model.base import Record
from lineage.model.graph import Edge
from lineage.model.words import DerivationKind, Predicate, Strength

Role = Literal["items", "entries", "model", "possible", "none"]


class Row(Record):
    """One row: edges it fits, the strength they need, what they make of a holder."""

    predicates: tuple[Predicate, ...]
    kinds: tuple[DerivationKind, ...] | None = None
    at_least: Strength = Strength.MENTIONED
    role: Role


class Policy(Record):
    """All rows in their order, and the roles from most to least held."""

    rows: tuple[Row, ...]
    order: tuple[Role, ...]

    def role(self, edge: Edge) -> Role:
        """What the edge makes of its subject's organisation; `none` when it is too weak or does not hold."""
        if not edge.holds:
            return "none"
        for row in self.rows:
            if edge.predicate in row.predicates and (row.kinds is None or edge.derivation_kind in row.kinds):
                return row.role if edge.strength.rank >= row.at_least.rank else "none"
        return "none"

    def weakest(self, first: Role, second: Role) -> Role:
        """Of two roles along one path the one that holds less."""
        return max(first, second, key=self.order.index)

    def strongest(self, roles: list[Role]) -> Role:
        """Of roles by several paths the one that holds most."""
        return min(roles, key=self.order.index, default="none")


@cache
def load() -> Policy:
    """The policy that comes with lineage."""
    text = (Path(__file__).parent / "policy.yaml").read_text(encoding="utf-8")
    return Policy.model_validate(yaml.safe_load(text))
