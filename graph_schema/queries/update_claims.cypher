// Claims that are there, in their place with their evidence. Where one lies under another edge now, or its evidence stands
// in another snapshot, it is hung there; a snapshot in which no evidence stands any more goes.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim.id})-[:EVIDENCED_BY]->(e:Evidence)
SET c = row.claim
SET e = row.evidence
WITH row, c, e
CALL (row, c) {
  MATCH (c)-[was:SUBJECT]->(before:Thing) WHERE before.id <> row.subject
  MATCH (subject:Thing {id: row.subject})
  CREATE (c)-[:SUBJECT]->(subject)
  DELETE was
}
CALL (row, c) {
  MATCH (c)-[was:OBJECT]->(before:Thing) WHERE before.id <> row.object
  MATCH (object:Thing {id: row.object})
  CREATE (c)-[:OBJECT]->(object)
  DELETE was
}
CALL (row, e) {
  MATCH (e)-[was:FOUND_IN]->(before:Snapshot) WHERE before.id <> row.snapshot.id
  MERGE (snapshot:Snapshot {id: row.snapshot.id})
  ON CREATE SET snapshot = row.snapshot
  CREATE (e)-[:FOUND_IN]->(snapshot)
  DELETE was
  WITH DISTINCT before
  WHERE NOT EXISTS { (before)<-[:FOUND_IN]-() }
  DELETE before
}
