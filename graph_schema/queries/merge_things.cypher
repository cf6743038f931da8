// Things, new or changed; the label says the kind.
UNWIND $rows AS row
MERGE (t:Thing {id: row.id})
SET t = row.properties
REMOVE t:Dataset:Release:Model:Organization:Individual:Paper:Repository:Copy:Document
SET t:$(row.label)
