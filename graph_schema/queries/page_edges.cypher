// All edges, those out of one page of things after another.
MATCH (s:Thing) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
OPTIONAL MATCH (s)-[e:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|HOLDS|PUBLISHED_BY|TRAINED_ON|USES|MENTIONS|AFFILIATED_WITH|WITHDRAWN|DESCRIBED_BY|SAME_AS]->(o:Thing)
WITH s, CASE WHEN e IS NULL THEN null
             ELSE {subject: s.id, predicate: type(e), object: o.id, edge: properties(e)} END AS row
RETURN collect(row) AS rows, max(s.id) AS last
