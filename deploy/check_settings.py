"""The first thing that runs: with settings that cannot be right, or the example's secrets, nothing else is started."""

import os
import sys

from lineage.errors import BadInput
from lineage.settings import from_environment

if __name__ == "__main__":
    try:
        from_environment(os.environ)
    except BadInput as error:
        sys.exit(f"lineage: {error}")
