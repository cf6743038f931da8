// What does the family of a dataset look like?
// Everything made from it, to any depth, with all it was made from. Browser draws what comes back: at most 1,000 edges.
// :param thing => 'dataset:megaface'
MATCH path = (root:Thing {id: $thing})<-[:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON*1..]-(made:Thing)
WHERE all(step IN relationships(path) WHERE step.holds)
WITH DISTINCT made
MATCH (made)-[edge:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON WHERE edge.holds]->(source:Thing)
RETURN made, edge, source
LIMIT 1000
