-- The right to erasure: a door says when it was, and work of this phone that was erased leaves a line
-- without content, so that its author reads why it is gone.
ALTER TABLE door ADD COLUMN erased_at INTEGER;
CREATE TABLE erased_stub (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, kind, id)
) STRICT, WITHOUT ROWID;
