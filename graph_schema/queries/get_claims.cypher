// The claims under these edges, each with its evidence and the snapshot that holds it.
UNWIND $edges AS edge
MATCH (c:Claim {edge: edge})-[:EVIDENCED_BY]->(e:Evidence)-[:FOUND_IN]->(s:Snapshot)
RETURN properties(c) AS claim, properties(e) AS evidence, properties(s) AS snapshot
