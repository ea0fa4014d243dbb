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

-- What waits for a decision, feed by feed: whoever sees one of them finds its oldest changes, however
-- many wait elsewhere.
DROP INDEX quarantine_open;
CREATE INDEX quarantine_open ON quarantine (feed, received, device, n)
    WHERE released IS NULL AND set_aside IS NULL;
