// Give one's own lock back.
MATCH (l:Lock {name: $name, owner: $owner})
DELETE l
