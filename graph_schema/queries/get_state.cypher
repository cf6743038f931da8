// What the loaded graph was computed from, whether a load is under way or was interrupted, and how often it was
// written.
MATCH (g:Graph {id: 'graph'})
RETURN g.basis AS basis, g.runs AS runs, g.orphans AS orphans, g.loading AS loading, g.written AS written
