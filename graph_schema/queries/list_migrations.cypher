// The migrations that were applied; the bound on the number is there for the index, which has them in order.
MATCH (m:Migration) WHERE m.number > 0
RETURN m.number AS number, m.name AS name, m.checksum AS checksum
ORDER BY number
