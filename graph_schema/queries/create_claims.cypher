// Claims that are not there, each with its evidence, the snapshot it stands in, and the things it speaks of. A snapshot
// is known by all it says: one that is there is left as it is.
UNWIND $rows AS row
MATCH (subject:Thing {id: row.subject})
MATCH (object:Thing {id: row.object})
MERGE (snapshot:Snapshot {id: row.snapshot.id})
ON CREATE SET snapshot = row.snapshot
CREATE (c:Claim)
SET c = row.claim
CREATE (c)-[:SUBJECT]->(subject)
CREATE (c)-[:OBJECT]->(object)
CREATE (c)-[:EVIDENCED_BY]->(e:Evidence)-[:FOUND_IN]->(snapshot)
SET e = row.evidence
