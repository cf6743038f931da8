"""How a name stands in its sentence: in which cell of a row, at its head, before a colon; and names that are set off.

What a text sets off (`code.pth`, **Name**, the first cell of a row) is a name however it is spelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.references import name_key
from lineage.reading.scene import Scene

_SET_OFF = re.compile(
    r"`(?P<code>[^`\n]{2,40})`|\*\*(?P<bold>[^*\n]{2,40})\*\*"
    r"|(?<![\w*])(?:\*(?P<slant>[^*\s][^*\n]{1,39})\*|\"(?P<quoted>[^\"\n]{2,40})\"|“(?P<quotes>[^”\n]{2,40})”)(?!\w)"
)
_GLUED = re.compile(
    r"(?<![\w/.:@+-])(?=.{3,40}(?![\w/@-]))"
    r"(?:[A-Za-z]\w*(?:[-/.]\w+|\+{1,2}(?=\W|\Z))+|[A-Za-z]+(?:_\w+)+)(?![\w/@-])"
)
"""Words put together to one name: Gull-B/16, gull_v2_pass, Gull++. Names that it begins with are told elsewhere."""
_SHAPED = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d|_")
_FILE = re.compile(r"\.\w{2,5}\Z")
_EDGES, _LEAD, _CELLS = " *_`", " |*-+•`_#0123456789.()", 3
_MOST_WORDS, _SHORTEST, _LONGEST = 4, 2, 40


def standing_signs(scene: Scene, at: int) -> Iterator[str]:
    """The signs of what begins at a character of the sentence."""
    text, target = scene.sentence.text, scene.mention.start
    form = form_of(scene)
    yield f"form={form}"
    if form == "table":
        here, there = _cell(text, at), _cell(text, target)
        yield f"cell={here}"
        yield f"cell={here},{there}"
        yield "same-cell" if here == there else "other-cell"
    leads, colon = not text[:at].strip(_LEAD), ":" in text[at:target]
    if leads:
        yield from (f"lead,{form}", f"lead,{form},{scene.artefact.kind.value}")
    if colon:
        yield f"{'lead-' if leads else ''}colon,{form}"


def form_of(scene: Scene) -> str:
    """The kind of line: a table's row, an item of a list, code, a heading or prose."""
    sentence, text = scene.sentence, scene.sentence.text
    if sentence.is_row or text.count(" | ") > 1:
        return "table"
    if sentence.is_item:
        return "item"
    return "code" if sentence.code else "heading" if sentence.heading else "prose"


def _cell(text: str, at: int) -> int:
    return min(text[:at].strip().lstrip("|").count("|"), _CELLS)


def set_off(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    """Each name that the sentence sets off, with the signs of how; what is the dataset itself is none."""
    target, whole = scene.mention, {word.text for word in scene.words}
    for order, (at, name, form) in enumerate(_spans(scene.sentence.text)):
        words = name.split()
        if not any(map(str.isalpha, name)) or len(words) > _MOST_WORDS or name_key(name) == name_key(target.text):
            continue
        if form == "glued" and name in whole:
            continue  # it is told without
        whole.add(name)
        side = "before" if at < target.start else "after"
        found = [form, side, f"{form},{side}", f"order={min(order, 3)}", f"words={len(words)}"]
        found.append("holds-it" if at <= target.start < at + len(name) else "apart")
        found += ["shaped"] if _SHAPED.search(name) else []
        found += ["file"] if _FILE.search(name) else []
        yield name, [*found, f"end={words[-1].casefold()[-4:]}", *standing_signs(scene, at)]


def _spans(text: str) -> Iterator[tuple[int, str, str]]:
    row = text.lstrip().removeprefix("|").lstrip()
    cell, bar, _ = row.partition("|")
    if bar and _SHORTEST <= len(cell.strip()) <= _LONGEST:
        yield len(text) - len(row), cell.strip().strip(_EDGES), "cell"
    for match in _SET_OFF.finditer(text):
        form = match.lastgroup or ""
        yield match.start(), match[form].strip(_EDGES), form
    yield from ((match.start(), match.group(), "glued") for match in _GLUED.finditer(text))
