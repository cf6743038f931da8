// The lock, when it is free, expired or one's own; by the clock of the database. A row comes back when it is held now.
// Of many who find it free, one may have it: each writes first, which waits for the others, and then looks again.
MERGE (free:Lock {name: $name})
WITH free WHERE coalesce(free.owner = $owner OR free.expires < timestamp(), true)
SET free.asked_at = timestamp()
WITH free
MATCH (l:Lock {name: $name}) WHERE coalesce(l.owner = $owner OR l.expires < timestamp(), true)
SET l.owner = $owner, l.expires = timestamp() + $lease
RETURN l.owner AS owner
