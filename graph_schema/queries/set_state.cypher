// The state of the graph as a whole. It is counted, so that who reads for long sees that more was
// written meanwhile.
MERGE (g:Graph {id: 'graph'})
SET g.basis = $basis, g.runs = $runs, g.orphans = $orphans, g.loading = $loading, g.written = coalesce(g.written, 0) + 1
