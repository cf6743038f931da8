"""What changed between two states of the graph."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.model.graph import Edge, Projection, Status, Thing


@dataclass(frozen=True)
class Difference:
    """New and changed things and edges; nothing is ever deleted, it becomes unseen."""

    new_things: tuple[Thing, ...]
    new_edges: tuple[Edge, ...]
    unseen: tuple[Edge, ...]
    not_checked: tuple[Edge, ...]
    back: tuple[Edge, ...]
    rejected: tuple[Edge, ...]
    """A human judged that they do not hold."""
    changed: tuple[tuple[Edge, Edge], ...]
    """Same statement, other strength, confidence, kind or dates: before and after."""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        marked = (self.unseen, self.not_checked, self.back, self.rejected, self.changed)
        return not (self.new_things or self.new_edges or any(marked))


def difference(before: Projection, after: Projection) -> Difference:
    """What `after` has that `before` had not, or had otherwise."""
    old = {edge.id: edge for edge in before.edges}
    known = {thing.id for thing in before.things}
    moved = [(old[edge.id], edge) for edge in after.edges if edge.id in old and old[edge.id].line != edge.line]

    def became(status: Status) -> tuple[Edge, ...]:
        return tuple(new for was, new in moved if new.status is status and was.status is not status)

    return Difference(
        new_things=tuple(thing for thing in after.things if thing.id not in known),
        new_edges=tuple(edge for edge in after.edges if edge.id not in old),
        unseen=became(Status.UNSEEN),
        not_checked=became(Status.NOT_CHECKED),
        rejected=became(Status.REJECTED),
        back=tuple(n for w, n in moved if n.status is Status.CURRENT and w.status is not Status.CURRENT),
        changed=tuple((was, new) for was, new in moved if new.status is was.status),
    )
