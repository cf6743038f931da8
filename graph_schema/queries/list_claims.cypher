// What is stored of claims: ids and digests, a page after another.
MATCH (c:Claim) WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
RETURN collect(c.id) AS ids, collect(c.digest) AS digests, max(c.id) AS last
