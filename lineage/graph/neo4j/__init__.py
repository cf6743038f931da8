"""The graph store of a team: Neo4j 5.26 or later. Import from the modules themselves."""
