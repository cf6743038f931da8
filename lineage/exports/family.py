"""The drawn family: a tree from the root to the right, one box for each dataset and model, as inline SVG."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lineage.model.graph import Edge, Status, Step, Thing
from lineage.model.words import Predicate, Strength, ThingKind

WIDTH, HEIGHT, COLUMN, ROW, MARGIN = 182, 38, 222, 46, 14
_LEAVES = (Predicate.COPY_OF, Predicate.USES, Predicate.HOLDS)
_MOST_CHILDREN = 24
_LONGEST, _LONGEST_SECOND = 24, 32


@dataclass
class Box:
    """One thing of the drawing."""

    thing: Thing
    level: int
    via: Edge | None = None
    more: tuple[Edge, ...] = ()
    children: list[Box] = field(default_factory=list)
    hidden: int = 0
    copies: int = 0
    uses: int = 0
    y: float = 0.0

    @property
    def x(self) -> float:
        """Its left edge."""
        return MARGIN + self.level * COLUMN


def tree(root: Thing, steps: Iterable[Step], things: Mapping[str, Thing]) -> Box:
    """Boxes for what was derived or trained; copies and uses are counted at the box they hang on."""
    boxes = {root.id: Box(root, 0)}
    leaves: defaultdict[str, Counter[str]] = defaultdict(Counter)
    steps = list(steps)
    sources = {step.via.object for step in steps}
    for step in steps:
        parent = step.via.object
        if step.via.predicate in _LEAVES and step.thing not in sources:
            leaves[parent]["copies" if step.via.predicate is Predicate.COPY_OF else "uses"] += 1
        elif parent in boxes and step.thing in things:
            box = Box(things[step.thing], boxes[parent].level + 1, step.via, step.others)
            boxes[step.thing] = box
            boxes[parent].children.append(box)
    for key, box in boxes.items():
        box.copies, box.uses = leaves[key]["copies"], leaves[key]["uses"]
        box.children.sort(key=lambda b: (-_size(b), b.thing.label.casefold()))
        box.hidden = max(0, len(box.children) - _MOST_CHILDREN)
        box.children = sorted(box.children[:_MOST_CHILDREN], key=lambda b: b.thing.label.casefold())
    return boxes[root.id]


def svg(root: Box, organizations: Mapping[str, str], new: frozenset[str] = frozenset()) -> str:
    """The drawing; `organizations` gives a second line for things, `new` the things to mark. Scaled to its frame."""
    rows = _place(root, 0)
    boxes = list(_all(root))
    width = MARGIN * 2 + max(box.level for box in boxes) * COLUMN + WIDTH + 4
    height = MARGIN * 2 + max(rows, 1) * ROW
    at = {box.thing.id: box for box in boxes}
    lines = [_line(at[box.via.object], box, box.via) for box in boxes if box.via]
    lines += [_line(at[edge.object], box, edge, extra=True) for box in boxes for edge in box.more if edge.object in at]
    drawn = [_box(box, organizations.get(box.thing.id, ""), box.thing.id in new) for box in boxes]
    label = escape(f"The family of {root.thing.label}: {len(boxes)} datasets and models")
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{label}">'
        + "".join(lines + drawn)
        + "</svg>"
    )


def _size(box: Box) -> int:
    return 1 + sum(_size(child) for child in box.children)


def _all(box: Box) -> Iterable[Box]:
    yield box
    for child in box.children:
        yield from _all(child)


def _place(box: Box, row: float) -> float:
    """Give every box its height, leaves one below the other, parents amid their children; the next free row."""
    if not box.children:
        box.y = MARGIN + row * ROW
        return row + 1
    for child in box.children:
        row = _place(child, row)
    box.y = (box.children[0].y + box.children[-1].y) / 2
    return row + (0.7 if box.hidden else 0)


def _line(parent: Box, child: Box, edge: Edge, *, extra: bool = False) -> str:
    x1, y1, x2, y2 = parent.x + WIDTH, parent.y + HEIGHT / 2, child.x, child.y + HEIGHT / 2
    bend = (x1 + x2) / 2
    classes = ["edge"]
    if extra:
        classes.append("extra")
    if edge.status is Status.UNSEEN:
        classes.append("unseen")
    if edge.strength.rank < Strength.STATED.rank:
        classes.append("weak")
    curve = f"M{x1:.0f} {y1:.0f}C{bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return f'<path class="{" ".join(classes)}" d="{curve}"/>'


def _box(box: Box, organization: str, is_new: bool) -> str:
    second = _second_line(box, organization)
    status = box.thing.facts.get("status", "")
    title = " · ".join(part for part in (box.thing.label, organization, status) if part)
    parts = [
        f'<g class="{_classes(box)}"><title>{escape(title)}</title>',
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
        _text(box.x + 9, box.y + (16 if second else 24), _cut(box.thing.label, _LONGEST)),
    ]
    if second:
        parts.append(_text(box.x + 9, box.y + 31, second, "second"))
    if is_new:
        parts.append(f'<circle class="new" cx="{box.x + WIDTH - 9:.0f}" cy="{box.y + 9:.0f}" r="4"/>')
    if box.hidden:
        last = box.children[-1]
        parts.append(_text(last.x, last.y + HEIGHT + 14, f"and {box.hidden} more of {box.thing.label}", "more"))
    return "".join([*parts, "</g>"])


def _classes(box: Box) -> str:
    trained = box.via is not None and box.via.predicate is Predicate.TRAINED_ON
    found = ["model" if trained or box.thing.kind is ThingKind.MODEL else "root" if box.level == 0 else "dataset"]
    if box.thing.facts.get("status") in ("withdrawn", "unpublished"):
        found.append("withdrawn")
    if box.via and box.via.status is Status.UNSEEN:
        found.append("gone")
    return " ".join(found)


def _second_line(box: Box, organization: str) -> str:
    """Who made it, and how many copies and uses hang on it."""
    counts = ((box.copies, "copy", "copies"), (box.uses, "use", "uses"))
    badges = " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    room = _LONGEST_SECOND - len(badges) - 3 if badges else _LONGEST_SECOND
    return " · ".join(part for part in (_cut(organization, room), badges) if part)


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    return f'<text{f" class={chr(34)}{kind}{chr(34)}" if kind else ""} x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def escape(text: str) -> str:
    """Text as XML may hold it: marked up, and without the characters that XML 1.0 forbids."""
    return html.escape("".join(c if c.isprintable() else " " for c in text))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: max(1, longest - 1)].rstrip() + "…"
