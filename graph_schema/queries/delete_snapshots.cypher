// Snapshots by id, when no evidence stands in them any more.
UNWIND $rows AS id
MATCH (s:Snapshot {id: id})
DELETE s
