// Everything but the migrations and the lock, in transactions of its own.
MATCH (n:Thing|Claim|Evidence|Snapshot|Graph)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
