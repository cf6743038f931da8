// A migration was applied.
MERGE (m:Migration {number: $number})
SET m.name = $name, m.checksum = $checksum, m.applied_at = datetime()
