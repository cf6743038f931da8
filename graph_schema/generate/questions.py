"""The questions for people: each a file with its title, what it tells, example parameters, and the statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PARAMETER = re.compile(r"// (:param (\w+) => .+)")


@dataclass(frozen=True)
class Question:
    """One file of `graph_schema/questions`."""

    name: str
    title: str
    text: str
    parameters: Mapping[str, str]
    """The `:param` line of each parameter."""
    statement: str


def parse(name: str, content: str) -> Question:
    """A question from its file's text; raises ValueError where there is no title or no statement."""
    comments = [line for line in content.splitlines() if line.startswith("//")]
    given = [match for line in comments if (match := _PARAMETER.fullmatch(line))]
    told = [line.removeprefix("//").strip() for line in comments if not _PARAMETER.fullmatch(line)]
    statement = "\n".join(line for line in content.splitlines() if not line.startswith("//")).strip()
    if not told or not statement:
        raise ValueError(
            f"The question {name} has no title or no statement; its first line is the title, as a comment."
        )
    return Question(name, told[0], " ".join(told[1:]), {match[2]: match[1] for match in given}, statement)
