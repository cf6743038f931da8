// Some of the graph, and how many nodes that were; the state, the migrations and the lock stay.
MATCH (n:Thing|Claim|Evidence|Snapshot)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
