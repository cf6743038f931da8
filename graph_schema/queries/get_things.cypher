// Things by id.
UNWIND $ids AS id
MATCH (t:Thing {id: id})
RETURN properties(t) AS thing
