"""The database's side of the contract: migrations and every statement that the library runs on Neo4j, as data."""
