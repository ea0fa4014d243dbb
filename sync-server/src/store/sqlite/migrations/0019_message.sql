-- The message of a mission, written together: what the team remarks and proposes, and the versions.
-- A draft that its team prepares is on its phones.

CREATE TABLE remark (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    sort TEXT NOT NULL CHECK (sort IN ('comment', 'proposal')),
    text TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_seq ON remark (feed, seq);

CREATE TABLE message_version (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT,
    remark TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, remark) REFERENCES remark (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_version_seq ON message_version (feed, seq);
CREATE INDEX message_version_remark ON message_version (feed, remark);

ALTER TABLE mission ADD COLUMN with_team INTEGER NOT NULL DEFAULT 0 CHECK (with_team IN (0, 1));
