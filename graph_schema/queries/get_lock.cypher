// Who holds a lock, and for how many more milliseconds; no row where nobody does.
UNWIND $names AS name
MATCH (l:Lock {name: name}) WHERE l.owner IS NOT NULL
RETURN l.owner AS owner, l.expires - timestamp() AS remaining
