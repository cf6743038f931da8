"""Master keys: made from a secret, told by an id, never shown."""

from __future__ import annotations

import secrets

import pytest

from lineage.deletion.masters import Master, Masters
from lineage.errors import KeyUnusable
from tests.deletion.vault import NEXT, OTHER, SECRET

KEY = b"k" * 32


def test_a_secret_always_makes_the_same_master_key():
    assert Master.of("gull" * 8) == Master.of("gull" * 8)
    assert Master.of("gull" * 8).id == "ca211338"


def test_the_id_is_eight_characters_and_no_part_of_the_key():
    master = Master.of(SECRET)

    assert len(master.key) == 32
    assert len(master.id) == 8
    assert bytes.fromhex(master.id) not in master.key


def test_neither_secret_nor_key_is_shown():
    masters = Masters.of(SECRET, [NEXT])

    assert "gull" not in repr(masters)
    assert repr(masters.current.key) not in repr(masters)


def test_a_key_opens_with_a_former_master_key_too():
    wrapped = Masters.of(SECRET).wrap(KEY, "request:1", secrets.token_bytes)

    assert KEY not in wrapped
    assert Masters.of(NEXT, [OTHER, SECRET]).unwrap(wrapped, "request:1", Master.of(SECRET).id) == KEY


def test_a_master_key_that_is_missing_is_named_by_its_id():
    wrapped, missing = Masters.of(SECRET).wrap(KEY, "request:1", secrets.token_bytes), Master.of(SECRET).id

    with pytest.raises(KeyUnusable, match=f"put the secret of {missing} into LINEAGE_MASTER_KEY_BEFORE"):
        Masters.of(NEXT).unwrap(wrapped, "request:1", missing)


def test_a_wrapped_key_opens_under_its_own_name_only():
    masters = Masters.of(SECRET)
    wrapped = masters.wrap(KEY, "request:1", secrets.token_bytes)

    with pytest.raises(KeyUnusable, match=r"'request:2' .* its row was damaged or exchanged"):
        masters.unwrap(wrapped, "request:2", masters.current.id)
