// In whose words do we say so?
// Every claim between two things, denials and allegations too, with its quote, where that stands, and when it was fetched.
// :param one => 'dataset:dif'
// :param other => 'dataset:yfcc100m'
MATCH (one:Thing {id: $one})-[edge]-(other:Thing {id: $other})
MATCH (claim:Claim {edge: edge.id})-[:EVIDENCED_BY]->(evidence:Evidence)-[:FOUND_IN]->(snapshot:Snapshot)
RETURN startNode(edge).label AS subject, type(edge) AS predicate, endNode(edge).label AS object,
  claim.polarity AS polarity, claim.modality AS modality, claim.strength AS strength, claim.status AS status,
  evidence.quote AS quote, snapshot.url AS url, evidence.locator AS place, snapshot.sha256 AS sha256,
  snapshot.fetched_at AS fetched_at
ORDER BY predicate, strength, url, place
