// The state of the graph as a whole.
MERGE (g:Graph {id: 'graph'})
SET g.basis = $basis, g.runs = $runs, g.orphans = $orphans, g.loading = $loading
