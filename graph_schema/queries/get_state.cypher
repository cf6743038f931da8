// What the loaded graph was computed from, and whether a load is under way or was interrupted.
MATCH (g:Graph {id: 'graph'})
RETURN g.basis AS basis, g.runs AS runs, g.orphans AS orphans, g.loading AS loading
