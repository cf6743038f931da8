// Who holds a dataset, or something made from it?
// Who publishes, holds or uses a part of its family; statements that are weaker than a sentence, and synthetic images, do
// not count. `lineage holders` gives the same organisations, and what each would be asked for.
// :param thing => 'dataset:dif'
MATCH path = (root:Thing {id: $thing})<-[:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON*0..]-(made:Thing)
WHERE all(step IN relationships(path) WHERE step.holds AND NOT step.strength IN ['mentioned', 'implied']
    AND coalesce(step.derivation_kind, 'unsaid') <> 'synthetic')
WITH DISTINCT made
CALL (made) {
  MATCH (made)-[edge:PUBLISHED_BY|AFFILIATED_WITH]->(who:Thing)
  RETURN who, edge, made AS what
  UNION
  MATCH (made)<-[edge:HOLDS|USES]-(who:Organization|Individual)
  RETURN who, edge, made AS what
  UNION
  MATCH (made)<-[use:HOLDS|USES WHERE use.holds AND NOT use.strength IN ['mentioned', 'implied']]-(what:Thing)
  MATCH (what)-[edge:PUBLISHED_BY|AFFILIATED_WITH]->(who:Thing)
  RETURN who, edge, what
}
WITH DISTINCT who, edge, what
WHERE edge.holds AND NOT edge.strength IN ['mentioned', 'implied']
RETURN who.label AS organization, who.fact_country AS country, type(edge) AS relation, what.label AS what,
  edge.strength AS strength, edge.status AS status, edge.first_seen AS since, who.id AS id, what.id AS what_id
ORDER BY organization, what, relation
