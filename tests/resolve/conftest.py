"""Names as they are compared: with the catalogue, and without one."""

from __future__ import annotations

import pytest

from lineage.resolve.identities import Names


@pytest.fixture(scope="session")
def catalogue_names(lexicon) -> Names:
    """References compared with the catalogue that comes with lineage."""
    return Names(dataset=lexicon.identify, organization=lexicon.organization)


@pytest.fixture(scope="session")
def no_catalogue() -> Names:
    """References compared as written."""
    return Names(dataset=lambda name: None, organization=lambda name: None)
