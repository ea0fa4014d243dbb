-- Conflicts that a person decided at the desk: who and when, by the place of what gave way. No value
-- stands here, so that nothing has to be erased.
CREATE TABLE decided (
    feed TEXT NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    account TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, seq, field)
) STRICT, WITHOUT ROWID;
