// A lock, which is a row for each of its names, when all of them are free, expired or one's own; by the clock of the
// database. A row comes back when it is held now. Of many who find it free, one may have it: each writes first, which
// waits for the others, and then looks again: what belongs to an element of a list is read anew each time.
UNWIND $names AS name
MERGE (asked:Lock {name: name})
WITH collect(asked) AS locks
WHERE all(l IN locks WHERE coalesce(l.owner = $owner OR l.expires < timestamp(), true))
FOREACH (l IN locks | SET l.asked_at = timestamp())
WITH locks
WHERE all(l IN locks WHERE coalesce(l.owner = $owner OR l.expires < timestamp(), true))
FOREACH (l IN locks | SET l.owner = $owner, l.expires = timestamp() + $lease)
RETURN $owner AS owner
