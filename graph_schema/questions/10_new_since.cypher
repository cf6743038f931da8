// What is new since a date?
// Statements that were seen for the first time on it or later, newest first; at most 500. Reads all edges.
// :param since => '2026-11-01'
MATCH (subject:Thing)-[edge:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON|HOLDS|USES|PUBLISHED_BY]->(object:Thing)
WHERE edge.first_seen >= $since
RETURN edge.first_seen AS since, subject.label AS subject, type(edge) AS predicate, object.label AS object,
  edge.polarity AS polarity, edge.modality AS modality, edge.strength AS strength, subject.id AS subject_id,
  object.id AS object_id
ORDER BY since DESC, subject_id, predicate, object_id
LIMIT 500
