-- What a team tells itself: posts with their replies, thanks for them, and what the desk pinned.

CREATE TABLE post (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    parent TEXT,
    text TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, parent) REFERENCES post (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_seq ON post (feed, seq);
CREATE INDEX post_parent ON post (feed, parent);

CREATE TABLE thanks (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    post TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thanks_seq ON thanks (feed, seq);
CREATE INDEX thanks_post ON thanks (feed, post);

CREATE TABLE pin (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    post TEXT NOT NULL,
    pinned_by TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_seq ON pin (feed, seq);
CREATE INDEX pin_post ON pin (feed, post);
