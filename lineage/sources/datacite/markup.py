"""Text with markup in it as plain text of the same length: a place in one is the same place in the other."""

from __future__ import annotations

import html
import re

_BLOCKS = "p|br|div|ul|ol|li|h[1-6]|table|tr|td|th|blockquote|pre|hr|jats:p|jats:title|jats:sec"
_INLINE = "a|em|strong|b|i|u|s|sub|sup|span|code|tt|small|big|font|img|center|jats:[a-z]+"
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(rf"</?(?:{_INLINE})\b[^<>]*>|<!--.{0, 2000}?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)


def plain(text: str) -> str:
    """A text without its markup, character for character at the same places; blocks are paragraphs."""
    text = _BLOCK.sub(lambda tag: "\n\n".ljust(len(tag[0])), text)
    text = _MARKUP.sub(lambda tag: " " * len(tag[0]), text)
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    found = html.unescape(entity[0])
    return found.ljust(len(entity[0])) if found.isprintable() and found != entity[0] else " " * len(entity[0])
