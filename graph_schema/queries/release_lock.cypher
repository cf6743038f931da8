// Give one's own lock back; its row stays, for whoever waits for it.
MATCH (l:Lock {name: $name}) WHERE l.owner = $owner
REMOVE l.owner, l.expires
