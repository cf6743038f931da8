// Claims by id, with their evidence, and the snapshots in which no other evidence stands.
UNWIND $rows AS id
MATCH (c:Claim {id: id})-[:EVIDENCED_BY]->(e:Evidence)-[:FOUND_IN]->(s:Snapshot)
DETACH DELETE c, e
WITH DISTINCT s
WHERE NOT EXISTS { (s)<-[:FOUND_IN]-() }
DELETE s
