// How many there are of each; the database keeps these counts.
MATCH (n:Dataset) WITH count(n) AS n RETURN 'things.dataset' AS what, n
UNION ALL
MATCH (n:Release) WITH count(n) AS n RETURN 'things.release' AS what, n
UNION ALL
MATCH (n:Model) WITH count(n) AS n RETURN 'things.model' AS what, n
UNION ALL
MATCH (n:Organization) WITH count(n) AS n RETURN 'things.organization' AS what, n
UNION ALL
MATCH (n:Individual) WITH count(n) AS n RETURN 'things.individual' AS what, n
UNION ALL
MATCH (n:Paper) WITH count(n) AS n RETURN 'things.paper' AS what, n
UNION ALL
MATCH (n:Repository) WITH count(n) AS n RETURN 'things.repository' AS what, n
UNION ALL
MATCH (n:Copy) WITH count(n) AS n RETURN 'things.copy' AS what, n
UNION ALL
MATCH (n:Document) WITH count(n) AS n RETURN 'things.document' AS what, n
UNION ALL
MATCH ()-[e:DERIVED_FROM]->() WITH count(e) AS n RETURN 'edges.DERIVED_FROM' AS what, n
UNION ALL
MATCH ()-[e:VERSION_OF]->() WITH count(e) AS n RETURN 'edges.VERSION_OF' AS what, n
UNION ALL
MATCH ()-[e:COPY_OF]->() WITH count(e) AS n RETURN 'edges.COPY_OF' AS what, n
UNION ALL
MATCH ()-[e:PART_OF]->() WITH count(e) AS n RETURN 'edges.PART_OF' AS what, n
UNION ALL
MATCH ()-[e:HOLDS]->() WITH count(e) AS n RETURN 'edges.HOLDS' AS what, n
UNION ALL
MATCH ()-[e:PUBLISHED_BY]->() WITH count(e) AS n RETURN 'edges.PUBLISHED_BY' AS what, n
UNION ALL
MATCH ()-[e:TRAINED_ON]->() WITH count(e) AS n RETURN 'edges.TRAINED_ON' AS what, n
UNION ALL
MATCH ()-[e:USES]->() WITH count(e) AS n RETURN 'edges.USES' AS what, n
UNION ALL
MATCH ()-[e:MENTIONS]->() WITH count(e) AS n RETURN 'edges.MENTIONS' AS what, n
UNION ALL
MATCH ()-[e:AFFILIATED_WITH]->() WITH count(e) AS n RETURN 'edges.AFFILIATED_WITH' AS what, n
UNION ALL
MATCH ()-[e:WITHDRAWN]->() WITH count(e) AS n RETURN 'edges.WITHDRAWN' AS what, n
UNION ALL
MATCH ()-[e:DESCRIBED_BY]->() WITH count(e) AS n RETURN 'edges.DESCRIBED_BY' AS what, n
UNION ALL
MATCH ()-[e:SAME_AS]->() WITH count(e) AS n RETURN 'edges.SAME_AS' AS what, n
UNION ALL
MATCH (n:Claim) WITH count(n) AS n RETURN 'claims' AS what, n
