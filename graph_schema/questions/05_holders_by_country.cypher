// In which countries do organisations hold a dataset, or something made from it?
// Counted by organisation; the country is that of the catalogue or the registry of organisations, where known.
// :param thing => 'dataset:yfcc100m'
MATCH path = (root:Thing {id: $thing})<-[:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON*0..]-(made:Thing)
WHERE all(step IN relationships(path) WHERE step.holds AND NOT step.strength IN ['mentioned', 'implied']
    AND coalesce(step.derivation_kind, 'unsaid') <> 'synthetic')
WITH DISTINCT made
CALL (made) {
  MATCH (made)-[edge:PUBLISHED_BY|AFFILIATED_WITH]->(who:Organization)
  RETURN who, edge
  UNION
  MATCH (made)<-[edge:HOLDS|USES]-(who:Organization)
  RETURN who, edge
  UNION
  MATCH (made)<-[use:HOLDS|USES WHERE use.holds AND NOT use.strength IN ['mentioned', 'implied']]-(what:Thing)
  MATCH (what)-[edge:PUBLISHED_BY|AFFILIATED_WITH]->(who:Organization)
  RETURN who, edge
}
WITH DISTINCT who, edge
WHERE edge.holds AND NOT edge.strength IN ['mentioned', 'implied']
WITH DISTINCT who
ORDER BY who.label
WITH coalesce(who.fact_country, 'unknown') AS country, collect(who.label) AS organizations
RETURN country, size(organizations) AS holders, organizations
ORDER BY holders DESC, country
