// Of what in a family does nobody say who publishes it?
// Nobody can be asked about these until somebody finds out.
// :param thing => 'dataset:yfcc100m'
MATCH path = (root:Thing {id: $thing})<-[:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON*0..]-(made:Thing)
WHERE all(step IN relationships(path) WHERE step.holds)
WITH DISTINCT made
WHERE NOT EXISTS { (made)-[said:PUBLISHED_BY|AFFILIATED_WITH WHERE said.holds]->(:Thing) }
  AND NOT EXISTS { (made)<-[said:HOLDS WHERE said.holds]-(:Thing) }
RETURN made.label AS name, made.kind AS kind, made.id AS id
ORDER BY kind, name, id
