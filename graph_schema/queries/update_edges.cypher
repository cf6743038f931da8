// What edges say of themselves; where they lie never changes. They are looked up between their ends: an index of edges is
// slow to look into once the same transaction has written many of them.
UNWIND $rows AS row
MATCH (subject:Thing {id: row.subject})
MATCH (object:Thing {id: row.object})
MATCH (subject)-[e {id: row.properties.id}]->(object)
SET e = row.properties
