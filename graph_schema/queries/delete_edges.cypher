// Edges by id, looked up in the index of each type.
UNWIND $rows AS id
CALL (id) {
  MATCH ()-[e:DERIVED_FROM {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:VERSION_OF {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:COPY_OF {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:PART_OF {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:HOLDS {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:PUBLISHED_BY {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:TRAINED_ON {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:USES {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:MENTIONS {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:AFFILIATED_WITH {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:WITHDRAWN {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:DESCRIBED_BY {id: id}]->() RETURN e
  UNION ALL
  MATCH ()-[e:SAME_AS {id: id}]->() RETURN e
}
DELETE e
