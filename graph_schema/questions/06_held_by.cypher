// What does an organisation hold, publish or use?
// Each with what it was made from, one step up; `find_by_name` gives the organisation's id.
// :param organization => 'ror:00njsd438'
MATCH (who:Thing {id: $organization})
CALL (who) {
  MATCH (who)<-[edge:PUBLISHED_BY|AFFILIATED_WITH WHERE edge.holds]-(what:Thing)
  RETURN edge, what
  UNION
  MATCH (who)-[edge:HOLDS|USES WHERE edge.holds]->(what:Thing)
  RETURN edge, what
}
RETURN type(edge) AS relation, what.label AS what, what.kind AS kind, edge.strength AS strength, edge.status AS status,
  COLLECT {
    MATCH (what)-[made:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON WHERE made.holds]->(source:Thing)
    RETURN source.label ORDER BY source.label
  } AS made_from, edge.first_seen AS since, what.id AS id
ORDER BY relation, what, id
