"""What the members of a class mean: the docstrings under its fields and words, and in its properties."""

from __future__ import annotations

import ast
import inspect
import textwrap
from enum import StrEnum
from itertools import pairwise
from typing import get_args

from lineage.model.base import Record


def members(described: type) -> dict[str, str]:
    """The docstring of each field, word and property of a class, as one line."""
    [body] = ast.parse(textwrap.dedent(inspect.getsource(described))).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for member, after in pairwise([*body.body, ast.Pass()]):
        if isinstance(member, ast.FunctionDef):
            text = ast.get_docstring(member)
        elif isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            text = str(after.value.value)
        else:
            text = None
        if text and (name := _name(member)):
            found[name] = " ".join(text.split())
    return found


def words(described: type[StrEnum]) -> dict[str, str]:
    """The words of a closed list with their meanings; raises KeyError for one that is not explained."""
    meanings = members(described)
    return {word.value: meanings[word.name] for word in described}


def closed_list(record: type[Record], field: str) -> type[StrEnum] | None:
    """The closed list that a field takes its words from, if it does."""
    annotation = record.model_fields[field].annotation if field in record.model_fields else None
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind
    return None


def _name(member: ast.stmt) -> str | None:
    if isinstance(member, ast.FunctionDef):
        return member.name
    targets = [member.target] if isinstance(member, ast.AnnAssign) else getattr(member, "targets", [])
    return next((target.id for target in targets if isinstance(target, ast.Name)), None)
