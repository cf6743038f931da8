// Who holds a lock, and for how many more milliseconds.
MATCH (l:Lock {name: $name})
RETURN l.owner AS owner, l.expires - timestamp() AS remaining
