"""GitHub: repositories that name the family's datasets, what their READMEs and files say, owners, forks, renames.

Documents are `repositories/<number>` (the record) and, beside it, `…/readme`, `…/files/<path>`, `…/owner`, `…/forks`,
`…/formerly/<old name>`; and `organizations/<login>`. How they are met is told in `walk.py`, what they say in
`reading.py`. API: https://docs.github.com/en/rest.
"""

from __future__ import annotations

from lineage.sources.github.reading import read
from lineage.sources.github.walk import pages

__all__ = ["pages", "read"]
