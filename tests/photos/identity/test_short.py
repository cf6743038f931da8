"""Short addresses: each number has one, and each one of them one number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.identity.short import lengthened, shortened


@given(st.integers(1, 58**10 - 1))
def test_a_number_has_one_short_form(photo):
    assert lengthened(shortened(photo)) == photo


@given(st.text("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", min_size=1, max_size=10))
def test_a_short_form_has_one_number_or_none(digits):
    photo = lengthened(digits)

    assert photo is None or shortened(photo) == digits


@pytest.mark.parametrize("digits", ["", "1", "12", "2TAu0", "2TAuO", "2TAuI", "2TAul", "2" * 11, "２"])
def test_what_is_no_short_form_has_no_number(digits):
    assert lengthened(digits) is None


@pytest.mark.parametrize(("photo", "digits"), [(57, "Z"), (58, "21"), (1234567890, "2T6u2h")])
def test_the_form_is_flickrs_own(photo, digits):
    assert shortened(photo) == digits
