// Things, the claims about them, and where each claim stands. Every statement may run again: it changes nothing then.

// What a row is known by. Edges are short cuts over the claims below them, so they too exist once.
CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT snapshot_id IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT derived_from_id IF NOT EXISTS FOR ()-[e:DERIVED_FROM]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT version_of_id IF NOT EXISTS FOR ()-[e:VERSION_OF]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT copy_of_id IF NOT EXISTS FOR ()-[e:COPY_OF]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT part_of_id IF NOT EXISTS FOR ()-[e:PART_OF]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT holds_id IF NOT EXISTS FOR ()-[e:HOLDS]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT published_by_id IF NOT EXISTS FOR ()-[e:PUBLISHED_BY]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT trained_on_id IF NOT EXISTS FOR ()-[e:TRAINED_ON]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT uses_id IF NOT EXISTS FOR ()-[e:USES]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT mentions_id IF NOT EXISTS FOR ()-[e:MENTIONS]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT affiliated_with_id IF NOT EXISTS FOR ()-[e:AFFILIATED_WITH]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT withdrawn_id IF NOT EXISTS FOR ()-[e:WITHDRAWN]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT described_by_id IF NOT EXISTS FOR ()-[e:DESCRIBED_BY]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT same_as_id IF NOT EXISTS FOR ()-[e:SAME_AS]-() REQUIRE e.id IS UNIQUE;

// One row each for the graph's state, a lock's name, a migration's number.
CREATE CONSTRAINT graph_id IF NOT EXISTS FOR (g:Graph) REQUIRE g.id IS UNIQUE;
CREATE CONSTRAINT lock_name IF NOT EXISTS FOR (l:Lock) REQUIRE l.name IS UNIQUE;
CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (m:Migration) REQUIRE m.number IS UNIQUE;

// What questions look rows up by.
CREATE INDEX claim_edge IF NOT EXISTS FOR (c:Claim) ON (c.edge);
CREATE INDEX snapshot_sha256 IF NOT EXISTS FOR (s:Snapshot) ON (s.sha256);

// Names and identifiers without case and punctuation, each key one term: found as a whole, or by a part of it.
CREATE FULLTEXT INDEX thing_keys IF NOT EXISTS FOR (t:Thing) ON EACH [t.keys]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};

// The words of the evidence, for people who search in the browser.
CREATE FULLTEXT INDEX evidence_quote IF NOT EXISTS FOR (e:Evidence) ON EACH [e.quote]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
