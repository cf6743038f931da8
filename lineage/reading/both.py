"""Of whom a sentence speaks that begins with "Both": the two names that stand last before it."""

from __future__ import annotations

from lineage.reading.kindless import as_spoken
from lineage.reading.lexicon import Mention
from lineage.reading.outside import names_in
from lineage.reading.scene import Scene

_BOTH = "both"
_BACK, _LONGEST = 3, 400


def the_two(scene: Scene) -> list[Mention]:
    """The two, in the order of the text; none where it names them itself ("both A and B") or fewer stand near."""
    first = next((at for at, word in enumerate(scene.words) if word.text[0].isalpha()), 0)
    if scene.words[first].text.casefold() != _BOTH or _names_them(scene, first):
        return []
    found: list[Mention] = []
    for sentence in reversed(scene.document.sentences[max(0, scene.number - _BACK) : scene.number]):
        text, lexicon = sentence.text[-_LONGEST:], scene.document.lexicon
        for written, mention in sorted(names_in(text, lexicon), key=lambda named: -text.rfind(named[0])):
            name = as_spoken(written)
            one = Mention(0, len(name), name, f"name:{name}", mention.known if mention else None)
            is_known = one.known is not None
            if (is_known and one.known == scene.mention.known) or lexicon.organization(name) or _is_in(one, found):
                continue
            if is_known or " " not in name:
                found.append(one)
        if len(found) > 1:
            return found[1::-1]
    return []


def _names_them(scene: Scene, first: int) -> bool:
    """Whether names stand between "both" and the verb."""
    for word in scene.words[first + 1 : scene.place]:
        if word.tag in ("V", "BE", "HAVE", "MODAL"):
            return False
        if word.named or word.tag in ("C", "CC"):
            return True
    return False


def _is_in(one: Mention, found: list[Mention]) -> bool:
    return any(one.reference == other.reference or (one.known and one.known == other.known) for other in found)
