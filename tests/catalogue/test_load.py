"""A file of the catalogue that is wrong is named, with what is wrong in it."""

import shutil

import pytest

from lineage.catalogue import load as loading
from lineage.errors import BadInput

GULLS = """id: gulls
name: Gull Nests
content: images
status: available
members: {named_by: [photo_id]}
reference: https://gull.example
about: Pictures of nests.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A catalogue of one's own: no organisation and one dataset."""
    (tmp_path / "organizations.yaml").write_text("[]\n")
    (tmp_path / "gulls.yaml").write_text(GULLS)
    monkeypatch.setattr(loading, "_HERE", tmp_path)
    loading.load.cache_clear()
    yield tmp_path
    loading.load.cache_clear()


def test_a_right_catalogue_is_loaded(folder):
    assert [dataset.name for dataset in loading.load().datasets] == ["Gull Nests"]
    assert loading.load().organizations == ()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("gulls.yaml", "id: [", "while parsing"),
        ("gulls.yaml", "", "valid dictionary"),
        ("gulls.yaml", "- gulls", "valid dictionary"),
        ("gulls.yaml", GULLS.replace("name: Gull Nests\n", ""), "name"),
        ("gulls.yaml", GULLS + "colour: white\n", "colour"),
        ("gulls.yaml", GULLS.replace("available", "lost"), "status"),
        ("gulls.yaml", GULLS.replace("photo_id", "colour"), "named_by"),
        ("organizations.yaml", "- id: gull\n", "name"),
        ("organizations.yaml", "- [gull]\n", "KnownOrganization"),
        ("organizations.yaml", "", "list"),
        ("organizations.yaml", "7\n", "list"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(name, content, fault, folder):
    (folder / name).write_text(content)
    with pytest.raises(BadInput) as error:
        loading.load()
    assert f"The catalogue's {name} is not as" in str(error.value)
    assert fault in str(error.value)


def test_bytes_that_are_no_text_are_a_wrong_file(folder):
    (folder / "gulls.yaml").write_bytes(b"name: M\xf6we\n")
    with pytest.raises(BadInput, match=r"gulls\.yaml"):
        loading.load()


def test_a_file_must_bear_its_datasets_id(folder):
    (folder / "gulls.yaml").rename(folder / "terns.yaml")
    with pytest.raises(BadInput, match=r"terns\.yaml has the id 'gulls'; file name and id must agree"):
        loading.load()


def test_the_digest_changes_with_any_file(folder):
    before = loading.load().digest
    loading.load.cache_clear()
    (folder / "organizations.yaml").write_text("# nobody yet\n[]\n")
    assert loading.load().digest != before


def test_the_digest_does_not_depend_on_where_the_catalogue_lies(folder, tmp_path_factory, monkeypatch):
    before = loading.load().digest
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(folder, elsewhere, dirs_exist_ok=True)
    monkeypatch.setattr(loading, "_HERE", elsewhere)
    loading.load.cache_clear()
    assert loading.load().digest == before
