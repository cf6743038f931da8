// Things one of whose keys matches a full-text query; the closest key first.
CALL db.index.fulltext.queryNodes('thing_keys', $query) YIELD node
WITH node, [key IN node.keys WHERE key = $key OR (NOT $exact AND key CONTAINS $key) | size(key)] AS sizes
WHERE size(sizes) > 0
RETURN properties(node) AS thing
ORDER BY reduce(least = head(sizes), s IN sizes | CASE WHEN s < least THEN s ELSE least END), node.id
LIMIT $limit
