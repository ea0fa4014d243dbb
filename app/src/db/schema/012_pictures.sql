-- Pictures: where they belong, what this phone has of them, and their bytes in pieces.

CREATE TABLE attachment (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    post TEXT,
    card TEXT,
    hash TEXT,
    size INTEGER,
    width INTEGER,
    height INTEGER,
    alt TEXT,
    whole INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_feed ON attachment (feed, hash);

-- `held` bytes are here, from the first one on. While this phone has to send it, the server is known to
-- hold `sent` of them; once it has all, a loss of its machine could still lose them until its feed is
-- durable up to `acked_seq`. A picture that was dropped to make room is asked for no more.
CREATE TABLE picture (
    feed TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    held INTEGER NOT NULL DEFAULT 0,
    sent INTEGER,
    acked_seq INTEGER NOT NULL DEFAULT 0,
    dropped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture_piece (
    feed TEXT NOT NULL,
    hash TEXT NOT NULL,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (feed, hash, start)
) STRICT;
