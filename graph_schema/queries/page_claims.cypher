// All claims with their evidence, a page after another.
MATCH (c:Claim) WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
MATCH (c)-[:EVIDENCED_BY]->(e:Evidence)-[:FOUND_IN]->(s:Snapshot)
RETURN collect({claim: properties(c), evidence: properties(e), snapshot: properties(s)}) AS rows, max(c.id) AS last
