"""At which host a thing lies, and under which address."""

from __future__ import annotations

from lineage.deletion.places import places
from lineage.model.words import ThingKind
from tests.graph.making import thing


def test_every_host_that_serves_it():
    faces = thing("hf:datasets/jane/faces", identifiers=("github:Jane/Faces", "url:https://files.example/faces.zip"))

    assert places(faces) == {
        "huggingface.co": "https://huggingface.co/datasets/jane/faces",
        "github.com": "https://github.com/Jane/Faces",
        "files.example": "https://files.example/faces.zip",
    }


def test_of_several_addresses_at_one_host_the_first():
    assert places(thing("github:jane/b", identifiers=("github:jane/a",))) == {"github.com": "https://github.com/jane/a"}


def test_accounts_publications_and_names_are_no_places():
    names = ("github:jane", "hf:jane", "doi:10.5281/zenodo.1", "arxiv:2001.00001", "name:dataset/faces")

    assert places(thing("dataset:faces", identifiers=names)) == {}


def test_the_page_of_a_paper_holds_no_data():
    paper = thing("arxiv:2001.00001", kind=ThingKind.PAPER, identifiers=("url:https://papers.example/1",))

    assert places(paper) == {}


def test_what_only_looks_like_an_address_is_no_place():
    assert places(thing("url:ftp://files.example/a", identifiers=("url:https://[broken", "url:javascript:x"))) == {}
