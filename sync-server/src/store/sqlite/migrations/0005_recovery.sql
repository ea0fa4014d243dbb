-- What is written about a visit, and the codes with which a forgotten PIN is reset.

CREATE TABLE comment (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_seq ON comment (feed, seq);
CREATE INDEX comment_visit ON comment (feed, visit);

-- One code a phone, sealed by the phone to this server's key. `told_at` is when somebody had it
-- read out; from then on the phone is asked for another one.
CREATE TABLE recovery (
    device TEXT NOT NULL PRIMARY KEY REFERENCES device_secret (device),
    sealed BLOB NOT NULL,
    received INTEGER NOT NULL,
    told_at INTEGER
) STRICT, WITHOUT ROWID;
