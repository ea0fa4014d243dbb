-- Pictures: where they belong, and their bytes, once for each mission however often it shows them.

CREATE TABLE attachment (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT,
    post TEXT,
    card TEXT,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    alt TEXT,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_seq ON attachment (feed, seq);
CREATE INDEX attachment_post ON attachment (feed, post);
CREATE INDEX attachment_card ON attachment (feed, card);
CREATE INDEX attachment_hash ON attachment (feed, hash);

-- The pieces of a picture follow each other without a gap, up to what is held of it.
CREATE TABLE picture_piece (
    feed TEXT NOT NULL REFERENCES feed (feed),
    hash TEXT NOT NULL,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (feed, hash, start)
) STRICT;
