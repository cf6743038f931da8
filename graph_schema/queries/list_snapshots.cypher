// What is stored of snapshots; a snapshot is known by all it says, so its id is its digest too.
MATCH (s:Snapshot) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
RETURN collect(s.id) AS ids, collect(s.id) AS digests, max(s.id) AS last
