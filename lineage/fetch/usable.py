"""Whether an answer is what its API gives, or something that came in its place."""

from __future__ import annotations

import json

from lineage.errors import AnswerUnusable
from lineage.fetch.exchange import Answer, Expect


def check(answer: Answer, expect: Expect) -> None:
    """Return when a successful answer has the expected form; raises AnswerUnusable."""
    kind = answer.media_type
    if expect == "text":
        if kind in ("text/html", "application/json"):
            raise AnswerUnusable(f"{answer.url} answered {kind} where plain text was expected.")
        if b"\0" in answer.body:
            raise AnswerUnusable(f"{answer.url} answered text with NUL bytes in it.")
        return
    if kind == "text/html":
        raise AnswerUnusable(f"{answer.url} answered a web page where JSON was expected.")
    try:
        json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise AnswerUnusable(f"{answer.url} answered JSON that cannot be read: {problem}.") from None
