"""Documents in loose files: the fields of `lineage extract` out of JSON, Markdown, HTML, plain text."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from lineage.errors import BadInput
from lineage.model.addresses import host
from lineage.reading.view import decode, load_yaml, parse_html

_KINDS = ("paper", "repository", "release")
_LONGEST_TITLE = 80
_FRONT = re.compile(r"\A﻿?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELDS = ("doc_id", "kind", "title", "owner", "url", "text", "metadata")


def to_document(row: Any) -> dict[str, Any]:  # noqa: ANN401  whatever the file holds
    """A row as a document, checked; raises BadInput naming the field at fault."""
    if not isinstance(row, dict):
        raise BadInput(f"expected an object with the fields {', '.join(_FIELDS)}, found {type(row).__name__}")
    if not isinstance(row.get("doc_id"), str) or not row["doc_id"]:
        raise BadInput("the field doc_id is missing or not a text")
    if not isinstance(row.get("text"), str):
        raise BadInput(f"document {row['doc_id']!r}: the field text is missing or not a text")
    if row.get("kind", "paper") not in _KINDS:
        raise BadInput(f"document {row['doc_id']!r}: kind {row.get('kind')!r} is none of {', '.join(_KINDS)}")
    for name in ("title", "owner", "url"):
        if not isinstance(row.get(name), str | None):
            raise BadInput(f"document {row['doc_id']!r}: the field {name} is not a text")
    metadata = row.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadInput(f"document {row['doc_id']!r}: the field metadata is not an object")
    return {
        "doc_id": row["doc_id"],
        "kind": row.get("kind", "paper"),
        "title": row.get("title"),
        "owner": row.get("owner"),
        "url": row.get("url"),
        "text": row["text"],
        "metadata": metadata,
    }


def from_file(name: str, media_type: str, body: bytes) -> dict[str, Any]:
    """One file of a folder as a document; raises BadInput, or ValueError for what is no JSON."""
    return _of_whole_characters(to_document(_fields(name, media_type, body)))


def _fields(name: str, media_type: str, body: bytes) -> Any:  # noqa: ANN401  whatever the file holds
    if media_type == "application/json":
        row = json.loads(body)
        return {"doc_id": name} | row if isinstance(row, dict) else row
    text = decode(body, media_type)
    fields: dict[str, Any] = {"doc_id": name, "kind": "paper", "text": text, "title": None, "owner": None, "url": None}
    if media_type == "text/html":
        return fields | _of_html(body.decode("utf-8", errors="replace"))
    if media_type == "text/plain":
        return fields | {"title": _first_line(text)}
    matter = front_matter(text)
    given = {key: matter[key] for key in ("kind", "title", "owner", "url") if isinstance(matter.get(key), str)}
    return fields | ({"kind": "release"} if "source_datasets" in matter else {}) | given


def _of_whole_characters(document: dict[str, Any]) -> dict[str, Any]:
    """The document, unless a text in it holds half a character, which no file could be written with."""
    for name in ("doc_id", "title", "owner", "url", "text"):
        try:
            (document[name] or "").encode()
        except UnicodeEncodeError:
            raise BadInput(f"the field {name} holds half a character (a lone surrogate)") from None
    return document


def _first_line(text: str) -> str | None:
    """What a plain text is called: its first line, when that is short and no sentence."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if 0 < len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ",", ";")) else None


def front_matter(text: str) -> dict[str, Any]:
    """The YAML front matter of a Markdown text; empty when there is none or it cannot be read."""
    match = _FRONT.match(text)
    if not match:
        return {}
    try:
        found = load_yaml(match[1])
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def body_start(text: str) -> int:
    """Where the text begins after its front matter."""
    match = _FRONT.match(text)
    return match.end() if match else 0


def _of_html(markup: str) -> dict[str, Any]:
    soup = parse_html(markup)
    link = soup.find("link", rel="canonical")
    meta = {
        str(tag.get("name")).lower(): str(tag.get("content") or "") for tag in soup.find_all("meta") if tag.get("name")
    }
    url = str(link.get("href")) if link else None
    kind = meta.get("lineage-kind", "paper")
    return {
        "title": soup.title.get_text(strip=True) if soup.title else None,
        "owner": meta.get("author") or None,
        "url": url if url and host(url) else None,
        "kind": kind if kind in _KINDS else "paper",
    }
