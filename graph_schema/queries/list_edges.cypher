// What is stored of edges: ids and digests, those out of one page of things after another.
MATCH (s:Thing) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
OPTIONAL MATCH (s)-[e:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|HOLDS|PUBLISHED_BY|TRAINED_ON|USES|MENTIONS|AFFILIATED_WITH|WITHDRAWN|DESCRIBED_BY|SAME_AS]->()
RETURN collect(e.id) AS ids, collect(e.digest) AS digests, max(s.id) AS last
