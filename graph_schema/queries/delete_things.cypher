// Things by id. Whatever hung on them is gone before; if not, the database refuses.
UNWIND $rows AS id
MATCH (t:Thing {id: id})
DELETE t
