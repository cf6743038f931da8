// All things, a page after another.
MATCH (t:Thing) WHERE t.id > $after
WITH t ORDER BY t.id LIMIT $limit
RETURN collect(properties(t)) AS rows, max(t.id) AS last
