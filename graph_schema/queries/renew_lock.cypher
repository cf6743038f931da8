// One's own lock for longer. No row comes back once it went to another, though that one may have given it back or be
// late: the graph is no longer what was compared. Writing first waits for whoever takes it in the same moment.
UNWIND $names AS name
MATCH (l:Lock {name: name})
SET l.asked_at = timestamp()
WITH collect(l) AS locks
WHERE size(locks) = size($names) AND all(l IN locks WHERE l.owner = $owner)
FOREACH (l IN locks | SET l.expires = timestamp() + $lease)
RETURN $owner AS owner
