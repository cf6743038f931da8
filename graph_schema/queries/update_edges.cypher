// What edges say of themselves, looked up by id in the index of each type; where they lie never changes.
UNWIND $rows AS row
CALL (row) {
  MATCH ()-[e:DERIVED_FROM {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:VERSION_OF {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:COPY_OF {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:PART_OF {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:HOLDS {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:PUBLISHED_BY {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:TRAINED_ON {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:USES {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:MENTIONS {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:AFFILIATED_WITH {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:WITHDRAWN {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:DESCRIBED_BY {id: row.properties.id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:SAME_AS {id: row.properties.id}]->() RETURN e
}
SET e = row.properties
