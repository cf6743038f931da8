"""The rules that a deployment has to keep. Each looks at a setup and gives what is wrong with it, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.deploy.setup import Setup

Rule = Callable[[Setup], Iterator[str]]
RULES: dict[str, Rule] = {}


def rule(look: Rule) -> Rule:
    """Register a rule by its name."""
    RULES[look.__name__] = look
    return look


from tests.deploy.rules import environment, hardening, images, network, page, programs, starting, storage  # noqa: E402

__all__ = ["RULES", "environment", "hardening", "images", "network", "page", "programs", "starting", "storage"]
