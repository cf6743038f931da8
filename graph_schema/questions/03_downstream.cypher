// What was made from a dataset, at any depth?
// Each thing once, at its shortest distance, however many ways lead to it.
// :param thing => 'dataset:diveface'
MATCH path = (root:Thing {id: $thing})<-[:DERIVED_FROM|VERSION_OF|COPY_OF|PART_OF|TRAINED_ON*1..]-(made:Thing)
WHERE all(step IN relationships(path) WHERE step.holds)
WITH root, made, min(length(path)) AS steps
WHERE made <> root
RETURN steps, made.label AS name, made.kind AS kind, made.id AS id
ORDER BY steps, name, id
