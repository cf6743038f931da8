"""Questions about a subgraph, answered purely: walks, paths, what held when, what changed."""
