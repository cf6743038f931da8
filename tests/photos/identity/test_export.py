"""A person's own export of their Flickr account: the profile, the photos, and nothing of other people."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.photos.identity.export import exported
from lineage.photos.identity.identity import Identity


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("account_profile.json", {"nsid": "12345678@N90", "screen_name": "Gull"}, Identity(nsid="12345678@N90")),
        ("photo_1234567890.json", {"id": "1234567890", "name": "Harbour"}, Identity(photo=1234567890)),
        ("photo_1234567890.json", {"id": 1234567890}, Identity(photo=1234567890)),
        ("faves_part001.json", {"faves": [{"photo_id": "17"}]}, None),
        ("contacts_part001.json", {"contacts": {"Tern": "https://www.flickr.com/people/tern/"}}, None),
        ("photos_comments_part001.json", {"comments": [{"photo_id": "17"}]}, None),
    ],
)
def test_a_file_is_of_the_person_of_one_photo_or_of_others(name, content, found):
    assert exported(name, content) == found


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("account_profile.json", {}, "lacks a user ID"),
        ("account_profile.json", {"nsid": "1234567890"}, "lacks a user ID"),
        ("account_profile.json", {"nsid": {"deep": []}}, "lacks a user ID"),
        ("photo_17.json", {"id": "17x"}, "lacks a photo's number"),
        ("photo_17.json", {"id": "18"}, "of another photo than its name says"),
    ],
)
def test_a_file_without_what_it_is_there_for_is_told(name, content, told):
    with pytest.raises(BadInput, match=told):
        exported(name, content)
