// What is stored of things: ids and digests, a page after another. One row a page travels faster than one a thing.
MATCH (t:Thing) WHERE t.id > $after
WITH t ORDER BY t.id LIMIT $limit
RETURN collect(t.id) AS ids, collect(t.digest) AS digests, max(t.id) AS last
