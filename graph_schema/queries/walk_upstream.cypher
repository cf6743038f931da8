// One step upstream: every edge of these predicates out of these things.
UNWIND $ids AS id
MATCH (here:Thing {id: id})
MATCH (here)-[e:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|HOLDS|PUBLISHED_BY|TRAINED_ON|USES|MENTIONS|AFFILIATED_WITH|WITHDRAWN|DESCRIBED_BY|SAME_AS]->(there:Thing)
WHERE type(e) IN $predicates AND (e.holds OR NOT $holding)
RETURN here.id AS subject, type(e) AS predicate, there.id AS object, properties(e) AS edge
