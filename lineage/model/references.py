"""References: how a document names a thing, as one string with a scheme.

`dataset:fairface` (catalogue) · `doi:10.1145/2812802` · `arxiv:1901.10436` · `hf:datasets/owner/name` ·
`hf:models/owner/name` · `hf:owner` (account) · `github:owner/name` · `github:owner` (account) · `ror:00cvxb145` ·
`domain:example.org` · `url:https://…` · `name:YFCC-100M` (a name as written) · `anonymous:our training data`
(never joined with another document's).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_UNSPOKEN = re.compile(r"[\W_]+")
_DOI = re.compile(r"^10\.\d{4,9}/\S+\Z")
_ARXIV = re.compile(r"^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?$", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."
"""Every preprint of arXiv has a DOI too: this, and its arXiv id."""
_SCHEME = re.compile(
    r"^(dataset|doi|arxiv|hf|github|ror|domain|url|name|anonymous|organization|document):(.+)$", re.DOTALL
)
_LONGEST_KEY = 1000
_NOT_OWNERS = frozenset(
    {"datasets", "models", "spaces", "docs", "blog", "papers", "api", "join", "login", "settings", "collections"}
    | {"topics", "search", "about", "features", "sponsors", "orgs", "marketplace", "explore", "organizations"}
)


def scheme(reference: str) -> str:
    """The part before the first colon."""
    return reference.partition(":")[0]


def repository_name(reference: str) -> str:
    """The own name of a repository, without its owner; empty for any other reference."""
    kind, _, rest = reference.partition(":")
    parts = rest.split("/")
    return parts[-1] if (kind == "hf" and len(parts) == 3) or (kind == "github" and len(parts) == 2) else ""


def account(reference: str) -> str:
    """The account that a repository belongs to: "gull" of `hf:datasets/gull/nests`; empty for any other reference."""
    return reference.partition(":")[2].split("/")[-2] if repository_name(reference) else ""


def is_reference(text: str) -> bool:
    """Whether a text is already written as a reference."""
    return bool(_SCHEME.match(text))


def name_key(name: str) -> str:
    """A name without case, accents' forms and punctuation: `YFCC-100M` and `yfcc 100m` are one key.

    It is cut as names are: one letter can stand for eighteen, and an index takes keys of some thousand bytes.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return (folded if folded.isalnum() else _UNSPOKEN.sub("", folded))[:_LONGEST_KEY]  # most are one word


def normalise(reference: str) -> str:
    """One form of a reference for comparing: schemes whose identifiers know no case are folded, versions dropped."""
    kind, _, rest = reference.partition(":")
    if kind == "doi":
        return _doi(rest.casefold().rstrip("/"))
    if kind in ("hf", "github", "ror", "domain", "dataset"):
        return f"{kind}:{rest.casefold().rstrip('/')}"
    if kind == "arxiv":
        match = _ARXIV.match(rest)
        return f"arxiv:{match[1].lower()}" if match else reference
    return reference


def _doi(doi: str) -> str:
    """The reference of a DOI in lower case: a preprint's is its arXiv id."""
    preprint = _ARXIV.match(doi.removeprefix(_ARXIV_DOI)) if doi.startswith(_ARXIV_DOI) else None
    return f"arxiv:{preprint[1]}" if preprint else f"doi:{doi}"


def from_url(url: str) -> str | None:
    """The identifier that a web address stands for, or None when it is not an address at all.

    Addresses of no known host come back as `url:…` without fragment and trailing slash.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").strip()
    if parts.scheme not in ("http", "https") or not host:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return (
        _of_known_host(host.removeprefix("www."), unquote(parts.path))
        or f"url:{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}{query}".strip()
    )


def _of_known_host(host: str, path: str) -> str | None:
    steps = [step.strip() for step in path.split("/") if step.strip()]
    if host in ("doi.org", "dx.doi.org") and _DOI.match(path.strip("/")):
        return _doi(path.strip("/").lower())
    if host in ("arxiv.org", "export.arxiv.org") and len(steps) > 1 and steps[0] in ("abs", "pdf", "html"):
        match = _ARXIV.match("/".join(steps[1:]).removesuffix(".pdf"))
        return f"arxiv:{match[1].lower()}" if match else None
    if host in ("huggingface.co", "hf.co"):
        return _of_hub(steps)
    if host == "github.com" and steps and steps[0] not in _NOT_OWNERS:
        name = "/".join(steps[:2]).removesuffix(".git").strip("/ ")
        return f"github:{name}" if name else None
    if host == "ror.org" and len(steps) == 1:
        return f"ror:{steps[0]}"
    return None


def _of_hub(steps: list[str]) -> str | None:
    if not steps:
        return None
    if steps[0] == "datasets" and len(steps) > 1:
        return f"hf:datasets/{'/'.join(steps[1:3])}"
    if steps[0] in _NOT_OWNERS:
        return None
    return f"hf:models/{steps[0]}/{steps[1]}" if len(steps) > 1 else f"hf:{steps[0]}"


def parse(text: str) -> str:
    """What a person or a metadata field wrote, as a reference: an address, DOI, arXiv id, reference, or a name."""
    text = text.strip()
    if _SCHEME.match(text):
        return text
    if _DOI.match(text):
        return _doi(text.lower())
    match = _ARXIV.match(text)
    if match and (text.lower().startswith("arxiv:") or "." in text):
        return f"arxiv:{match[1].lower()}"
    return from_url(text) or f"name:{text}"
