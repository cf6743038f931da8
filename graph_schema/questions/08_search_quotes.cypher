// Which evidence has these words?
// Full-text: words, "a phrase", AND, OR, NOT, wild*. The best match first; at most 50.
// :param words => 'faces AND flickr'
CALL db.index.fulltext.queryNodes('evidence_quote', $words) YIELD node AS evidence, score
MATCH (object:Thing)<-[:OBJECT]-(claim:Claim)-[:EVIDENCED_BY]->(evidence)-[:FOUND_IN]->(snapshot:Snapshot)
MATCH (claim)-[:SUBJECT]->(subject:Thing)
RETURN score, evidence.quote AS quote, subject.label AS subject, claim.predicate AS predicate, object.label AS object,
  claim.polarity AS polarity, claim.modality AS modality, snapshot.url AS url
ORDER BY score DESC, url, predicate, subject, object
LIMIT 50
