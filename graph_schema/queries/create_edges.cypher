// Edges that are not there.
UNWIND $rows AS row
MATCH (subject:Thing {id: row.subject})
MATCH (object:Thing {id: row.object})
CREATE (subject)-[e:$(row.predicate)]->(object)
SET e = row.properties
