// Snapshots; one never changes.
UNWIND $rows AS row
MERGE (s:Snapshot {id: row.id})
SET s = row
