// One step downstream: every edge of these predicates into these things.
UNWIND $ids AS id
MATCH (here:Thing {id: id})
MATCH (here)<-[e:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|HOLDS|PUBLISHED_BY|TRAINED_ON|USES|MENTIONS|AFFILIATED_WITH|WITHDRAWN|DESCRIBED_BY|SAME_AS]-(there:Thing)
WHERE type(e) IN $predicates AND (e.holds OR NOT $holding)
RETURN there.id AS subject, type(e) AS predicate, here.id AS object, properties(e) AS edge
