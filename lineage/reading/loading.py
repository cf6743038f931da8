"""What a file of code loads that the catalogue does not know: by a loader's argument, or by the folder it reads.

`load_dataset("otter/harbor-pairs")` names a dataset at Hugging Face. A line that works with data, in a folder called as
the name that stands beside it, names a dataset too: `DATA_ROOT = "/data/harborpairs"  # HarborPairs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.model.references import name_key
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.mentions import mentions

_ID = r"[\w][\w.-]{0,95}/[\w][\w.-]{0,95}"
_LOADED = re.compile(
    rf"\b(?:load_dataset|load_dataset_builder|HfDataset|snapshot_download)\(\s*(?:path\s*=\s*|repo_id\s*=\s*)?[\"'](?P<a>{_ID})[\"']"
    rf"|--repo-type[ =]dataset\s+(?P<b>{_ID})"
    rf"|\bhuggingface\.co/datasets/(?P<c>{_ID})"
)
"""Source: https://huggingface.co/docs/datasets/loading and https://huggingface.co/docs/huggingface_hub/guides/cli."""
_DATA = re.compile(
    r"\bdata(?:set)?s?(?:_?(?:root|dir|path|folder|name))?\b[\"']?\s*[:=]|/data(?:set)?s?/", re.IGNORECASE
)
_PLACE = re.compile(
    r"\bdata(?:set)?s?_?(?:root|dir|path|folder)\b[\"']?\s*(?::|=(?!=))|/data(?:set)?s?/", re.IGNORECASE
)
"""Where data lie: a setting for their folder, or a folder of data."""
_CHOICE = re.compile(r"==|\b(?:if|choices)\b|\{[^}]*:")
"""One of several that can be chosen: a branch, a table of loaders."""
_CALLED = re.compile(r"\bload_dataset\(\s*(?:path\s*=\s*)?[\"'](?P<d>[\w.-]+)[\"']")
_AS_DATASET = re.compile(r"repo_type\s*=\s*[\"']dataset")
_FOLDER = re.compile(r"[\w.-]{4,}")
_LONGEST = 480


def loaded(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The datasets that a file loads, each where it is named first; what the catalogue knows is left to others."""
    told: set[str] = set()
    for match in _LOADED.finditer(text):
        group = next(name for name in "abc" if match[name])
        reference = f"hf:datasets/{match[group].rstrip('.')}".lower()
        if _is_dataset(match) and reference not in told and not lexicon.find(match[group].replace("/", " ")):
            told.add(reference)
            yield Mention(match.start(group), match.end(group), match[group], reference)
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) <= _LONGEST and _DATA.search(line[0]):
            yield from _in_folders(line, lexicon, told)


def given_to_loaders(text: str) -> list[tuple[int, int]]:
    """Where a loader is given the name of a dataset: no address by itself, and nothing in a remark."""
    found = [(match, name) for match in _LOADED.finditer(text) if _is_dataset(match) for name in "ab" if match[name]]
    found += [(match, "d") for match in _CALLED.finditer(text)]
    return [
        match.span(name)
        for match, name in found
        if "#" not in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    ]


def names_its_folder(line: str, times: int) -> bool:
    """Whether a line that names a dataset some times says that it is what lies in a folder of that name."""
    return times > 1 and bool(_PLACE.search(line)) and not _CHOICE.search(line)


def _is_dataset(match: re.Match[str]) -> bool:
    """A snapshot may be a model's, too; then its type is not given beside it."""
    after = match.string[match.end() : match.end() + 80]
    return not match[0].startswith("snapshot_download") or bool(_AS_DATASET.search(after))


def _in_folders(line: re.Match[str], lexicon: Lexicon, told: set[str]) -> Iterator[Mention]:
    """Names of a line after which a folder, a file or a setting in the same line is called."""
    for mention in mentions(line[0], lexicon, [], 0):
        rest = line[0][: mention.start] + "\n" + line[0][mention.end :]
        folders = {name_key(word) for word in _FOLDER.findall(rest)}
        if mention.reference not in told and name_key(mention.text) in folders and not lexicon.find(mention.text):
            told.add(mention.reference)
            at = line.start()
            yield Mention(at + mention.start, at + mention.end, mention.text, mention.reference)
