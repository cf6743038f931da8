// Give one's own lock back; its rows stay, for whoever waits for it.
UNWIND $names AS name
MATCH (l:Lock {name: name}) WHERE l.owner = $owner
REMOVE l.owner, l.expires
