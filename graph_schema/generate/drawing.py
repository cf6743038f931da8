"""The picture of the schema: things and the edges between them above, claims and what they stand on below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_schema.generate.paint import TIP, arrow, box, loop, pill, style, text, wrapped
from graph_schema.generate.tables import Node, Relationship
from lineage.model.ends import ACTORS, BETWEEN, PAGES, WORKS
from lineage.model.words import DATA_FLOWS, ENDS, Predicate, ThingKind

WIDTH, EDGE = 1080, 24
_ROW = 32
_GROUPS = (("works", "Works", WORKS), ("pages", "Pages", PAGES), ("actors", "Who acts", ACTORS))
_LEGEND = (
    ("flow", "data flows from object to subject"),
    ("end", "reaches data, leads no further"),
    ("other", "tells more about it"),
)
_ACTORS_AT, _ACTORS_WIDE = 48, 170
_WORKS_AT, _WORKS_WIDE = 520, 264
_LOOP_AT, _BEND = 940, 30
_CARD = 256
_LINE = 16


def svg(nodes: Mapping[str, Node], related: Mapping[str, Relationship]) -> str:
    """The whole picture, the same text for the same schema."""
    edge = next(iter(related.values()))
    above, bottom = _things(nodes["Thing"], edge)
    below, bottom = _claims(nodes, bottom + 68)
    books, bottom = _books(nodes, bottom + 30)
    height = bottom + EDGE
    label = (
        "The graph in Neo4j: things and the edges between them; claims, their evidence, and the snapshots it stands in"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
            f'height="{height:g}" role="img" aria-label="{label}">',
            f"<title>{label}</title>",
            style(),
            TIP,
            box(0.5, 0.5, WIDTH - 1, height - 1, "ground", radius=14),
            *above,
            *below,
            *books,
            "</svg>\n",
        ]
    )


def _between(starts: frozenset[ThingKind], ends: frozenset[ThingKind]) -> list[Predicate]:
    """The predicates that lie between kinds of these groups."""
    return [p for p in Predicate if p in BETWEEN and BETWEEN[p][0] & starts and BETWEEN[p][1] & ends]


def _colour(predicate: Predicate) -> str:
    return "flow" if predicate in DATA_FLOWS else "end" if predicate in ENDS else "other"


def _things(thing: Node, edge: Relationship) -> tuple[list[str], float]:
    """Panels of kinds, an arrow for each predicate between them, and the loop of those among works and pages."""
    to_actors, from_actors = _between(WORKS | PAGES, ACTORS), _between(ACTORS, WORKS | PAGES)
    within = _between(WORKS | PAGES, WORKS | PAGES)
    top = EDGE + 70
    rows = max(len(to_actors) + len(from_actors), len(within)) * _ROW
    tall = rows + 2 * _BEND
    lists, bottom = _lists({"each thing has": thing.properties, "each edge has": edge.properties}, top + tall + 28)
    drawn = [
        box(EDGE, EDGE, WIDTH - 2 * EDGE, bottom - EDGE, "area"),
        text(_ACTORS_AT, EDGE + 30, "Thing", "title"),
        text(_ACTORS_AT + 62, EDGE + 30, thing.means, "dim small"),
        *_legend(EDGE + 52),
        *_panel("actors", _ACTORS_AT, top, _ACTORS_WIDE, tall),
        *_panel("works", _WORKS_AT, top, _WORKS_WIDE, tall, "pages"),
        loop(_WORKS_AT + _WORKS_WIDE, top + 16, top + tall - 16, _LOOP_AT),
        *lists,
    ]
    left, right, middle = _ACTORS_AT + _ACTORS_WIDE, _WORKS_AT, (_ACTORS_AT + _ACTORS_WIDE + _WORKS_AT) / 2
    y = top + (tall - (len(to_actors) + len(from_actors)) * _ROW) / 2 + _ROW / 2
    for predicate in (*to_actors, *from_actors):
        ends = ((right, y), (left, y)) if predicate in to_actors else ((left, y), (right, y))
        drawn += [arrow(*ends), pill(middle, y, predicate.value, _colour(predicate))]
        y += _ROW
    y = top + (tall - len(within) * _ROW) / 2 + _ROW / 2
    for predicate in within:
        drawn.append(pill(_LOOP_AT, y, predicate.value, _colour(predicate)))
        y += _ROW
    return drawn, bottom


def _lists(named: Mapping[str, Iterable[str]], y: float) -> tuple[list[str], float]:
    """Lists of properties, one below the other, each behind its name."""
    drawn = []
    for name, properties in named.items():
        drawn.append(text(_ACTORS_AT, y, name, "dim small"))
        for line in wrapped(list(properties), WIDTH - 2 * EDGE - 150):
            drawn.append(text(_ACTORS_AT + 100, y, line, "mono"))
            y += _LINE
        y += 6
    return drawn, y - 6


def _legend(y: float) -> list[str]:
    drawn, x = [], float(_ACTORS_AT)
    for kind, words in _LEGEND:
        drawn += [box(x, y - 10, 22, 12, kind, radius=6), text(x + 30, y, words, "dim small")]
        x += 52 + len(words) * 6.6
    return drawn


def _panel(kind: str, x: float, y: float, width: float, tall: float, second: str = "") -> list[str]:
    """A panel with the kinds of one group, or of two, as boxes with their labels."""
    drawn = [box(x, y, width, tall, "panel")]
    shown = [group for group in _GROUPS if group[0] in (kind, second)]
    columns = 2 if second else 1
    wide = (width - 24 - (columns - 1) * 8) / columns
    need = sum(30 + -(-len(kinds) // columns) * 38 for _, _, kinds in shown)
    at = y + (tall - need) / 2
    for name, title, kinds in shown:
        drawn.append(text(x + 14, at + 18, title, f"head on-{name}"))
        at += 30
        labels = [k.value.capitalize() for k in ThingKind if k in kinds]
        for number, label in enumerate(labels):
            left = x + 12 + number % columns * (wide + 8)
            line = at + number // columns * 38
            drawn += [
                box(left, line, wide, 30, name, radius=7),
                text(left + wide / 2, line + 20, label, f"middle on-{name}"),
            ]
        at += -(-len(labels) // columns) * 38
    return drawn


def _claims(nodes: Mapping[str, Node], y: float) -> tuple[list[str], float]:
    """Claim, evidence and snapshot from left to right, and how a claim hangs on the things above."""
    labels = ("Claim", "Evidence", "Snapshot")
    step = (WIDTH - 2 * EDGE - _CARD) / 2
    lines = {label: wrapped(list(nodes[label].properties), _CARD - 32) for label in labels}
    tall = 62 + max(map(len, lines.values())) * _LINE + 8
    drawn = []
    for number, label in enumerate(labels):
        x = EDGE + number * step
        drawn += [box(x, y, _CARD, tall, "area"), text(x + 16, y + 26, label, "title")]
        drawn.append(text(x + 16, y + 46, _short(nodes[label].means), "dim small"))
        drawn += [text(x + 16, y + 68 + at * _LINE, line, "mono") for at, line in enumerate(lines[label])]
    for number, name in enumerate(("EVIDENCED_BY", "FOUND_IN")):
        x = EDGE + number * step + _CARD
        drawn += [arrow((x, y + 40), (x + step - _CARD, y + 40)), pill(x + (step - _CARD) / 2, y + 40, name, "other")]
    for x, name in ((EDGE + 70, "SUBJECT"), (EDGE + 186, "OBJECT")):
        drawn += [arrow((x, y), (x, y - 68)), pill(x, y - 34, name, "other")]
    note = "Each claim names its edge (edge), each edge its claims (claims): edges are short cuts, to go along."
    drawn.append(text(EDGE + _CARD + 16, y - 30, note, "dim small"))
    return drawn, y + tall


def _short(means: str) -> str:
    """A meaning up to its first comma: what fits a card."""
    return means.partition(",")[0].rstrip(".")


def _books(nodes: Mapping[str, Node], y: float) -> tuple[list[str], float]:
    """What the loader keeps its books in."""
    labels = ("Graph", "Lock", "Migration")
    step = (WIDTH - 2 * EDGE + 16) / len(labels)
    drawn = [text(EDGE + 2, y, "Beside the graph, what the loader keeps its books in", "dim small")]
    for number, label in enumerate(labels):
        x = EDGE + number * step
        drawn += [box(x, y + 12, step - 16, 52, "area"), text(x + 16, y + 34, label, "head")]
        drawn.append(text(x + 16, y + 53, " · ".join(nodes[label].properties), "mono dim"))
    return drawn, y + 64
