"""The small collection of the photo tests, for tests of requests."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from tests.jobs.photos import conftest as collection

metadata, written, built, added = collection.metadata, collection.written, collection.built, collection.added
built_once = collection.built_once
