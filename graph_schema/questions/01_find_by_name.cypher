// What is called something like this?
// The other questions take ids; this one finds them. Keys are names without case and punctuation; `*` is any text.
// At most 50 things, the shortest names first.
// :param key => '*megaface*'
CALL db.index.fulltext.queryNodes('thing_keys', $key) YIELD node AS thing
WHERE NOT thing:Individual
RETURN thing.label AS name, thing.kind AS kind, thing.id AS id, thing.names AS names
ORDER BY size(name), id
LIMIT 50
