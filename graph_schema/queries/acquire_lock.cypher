// The lock, when it is free, expired or one's own; by the clock of the database. A row comes back when it is held now.
MERGE (l:Lock {name: $name})
ON CREATE SET l.owner = $owner, l.expires = timestamp() + $lease
WITH l WHERE l.owner = $owner OR l.expires < timestamp()
SET l.owner = $owner, l.expires = timestamp() + $lease
RETURN l.owner AS owner
