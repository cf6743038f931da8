// Claims by id, with their evidence.
UNWIND $rows AS id
MATCH (c:Claim {id: id})-[:EVIDENCED_BY]->(e:Evidence)
DETACH DELETE e, c
