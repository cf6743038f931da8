"""Members of many places, put together."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.photos.identity.identity import Identity
from lineage.photos.lists.members import joined, members, merged, nobody
from tests.photos.lists.lists import HASH, plain

ONE = Identity(photo=1234567890, nsid="12345678@N90")
OTHER = Identity(photo=1234567891, md5=HASH)


def test_members_are_what_identities_say():
    found = members([ONE, None, OTHER, Identity(alias="someone")])
    assert plain(found) == [
        (1234567890, "12345678@N90", None), (0, None, None), (1234567891, None, HASH), (0, None, None),
    ]  # fmt: skip
    assert found.named.tolist() == [True, False, True, False]
    assert found.hash_high.tolist()[2] == int(HASH[:16], 16)


def test_parts_are_joined_in_order():
    assert plain(joined([members([ONE]), nobody(0), members([OTHER])])) == plain(members([ONE, OTHER]))
    assert len(joined([])) == 0


def test_cells_of_a_row_come_together_unless_they_contradict():
    both, differ = merged(members([ONE, ONE]), members([Identity(md5=HASH), OTHER]))
    assert plain(both) == [(1234567890, "12345678@N90", HASH), (0, None, None)]
    assert differ.tolist() == [False, True]
