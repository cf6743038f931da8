"""Print the pools that the DAGs need, for `airflow pools import`: one a source, sized by its card, and the loader's."""

from __future__ import annotations

import json
import sys

from lineage.jobs.slots import slots

if __name__ == "__main__":
    pools = {
        f"lineage_{source}": {"slots": count, "description": f"shards of {source} at once", "include_deferred": False}
        for source, count in slots().items()
    }
    pools["lineage_loader"] = {"slots": 1, "description": "writes the graph", "include_deferred": False}
    json.dump(pools, sys.stdout, indent=1)
