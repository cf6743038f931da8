"""Text views: the decoding of a snapshot in which a locator's quote stands word for word."""

from __future__ import annotations

import json
import re
import warnings
from functools import cached_property
from typing import Any

import yaml
from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from lineage.errors import ClaimWithoutEvidence
from lineage.reading.inverted import unfold

VERSION = 1
_BLOCKS = [
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul", "title"),
]
_CHARS = re.compile(r"^char=(\d+),(\d+)$")


def decode(body: bytes, media_type: str) -> str:
    """The whole text view: HTML without its markup, anything else as UTF-8."""
    text = body.decode("utf-8-sig", errors="replace")
    return html_text(text) if media_type in ("text/html", "application/xhtml+xml") else text


class View:
    """The text view of one snapshot, decoded once, for looking up any number of locators."""

    def __init__(self, body: bytes, media_type: str) -> None:
        """Nothing is decoded before it is asked for."""
        self._body, self._media_type = body, media_type

    def at(self, locator: str) -> str:
        """The text that a locator points at, before its character range is cut out; raises ClaimWithoutEvidence."""
        pointer, _, range_ = locator.rpartition("#")
        pointer = pointer if _CHARS.match(range_) else locator  # a field's name may have a "#" too
        if not pointer.startswith("/"):
            return self._text
        try:
            value = self._tree
            for step in pointer.split("/")[1:]:
                step = step.replace("~1", "/").replace("~0", "~")
                value = value[_index(step)] if isinstance(value, list) else value[step]
        except (ValueError, LookupError, TypeError, RecursionError, yaml.YAMLError) as error:
            raise ClaimWithoutEvidence(f"The locator {locator} points at nothing ({error!r}).") from None
        text = value if isinstance(value, str) else unfold(value)
        return json.dumps(value, ensure_ascii=False, default=str) if text is None else text

    def quoted(self, locator: str) -> str:
        """Exactly the words a locator names: its character range, or all of the text it points at."""
        text = self.at(locator)
        match = _CHARS.match(locator.rpartition("#")[2])
        return text[int(match[1]) : int(match[2])] if match else text

    @cached_property
    def _text(self) -> str:
        return decode(self._body, self._media_type)

    @cached_property
    def _tree(self) -> Any:  # noqa: ANN401  any JSON or YAML value
        return json.loads(self._body) if self._media_type.endswith("json") else load_yaml(self._body)


def _index(step: str) -> int:
    """A step of a JSON pointer into a list (RFC 6901): digits only, so that none counts from the end."""
    if not (step.isascii() and step.isdigit()):
        raise ValueError(f"{step!r} is no place in a list")
    return int(step)


def load_yaml(text: str | bytes) -> Any:  # noqa: ANN401  any YAML value
    """YAML by the safe loader, the one in C where there is one: ten times as fast. Raises nothing but YAMLError.

    The library itself lets other errors through, for values such as `!!bool maybe` or `!!timestamp x`.
    """
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe loaders
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise yaml.YAMLError(f"a value that cannot be read: {error!r}") from None


def parse_html(markup: str) -> BeautifulSoup:
    """Any markup as a tree, without a word about what it resembles; a declaration that is none becomes text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            return BeautifulSoup(markup, "html.parser")
        except ParserRejectedMarkup:
            return BeautifulSoup(markup.replace("<![", "&lt;!["), "html.parser")


def html_text(markup: str) -> str:
    """The words of a page as its readers see them, the author first; a paragraph for each block of markup."""
    soup = parse_html(markup)
    author = soup.find("meta", attrs={"name": "author"})
    lead = f"{author.get('content')}\n\n" if author and author.get("content") else ""
    for hidden in soup(["script", "style", "noscript", "template", "svg"]):
        hidden.decompose()
    for comment in soup.find_all(string=lambda node: isinstance(node, Comment)):
        comment.extract()
    for string in soup.find_all(string=True):
        if not string.find_parent("pre"):
            string.replace_with(re.sub(r"\s+", " ", string))
    for block in soup(_BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    text = lead + re.sub(r"\s*\n\s*", "\n\n", soup.get_text()).strip()
    return text.encode(errors="replace").decode()  # `&#xD800;` is half a character
