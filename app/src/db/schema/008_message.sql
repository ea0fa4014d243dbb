-- The message of a mission, written together: what the team remarks and proposes, and the versions.
-- A draft that its team prepares is on its phones.

CREATE TABLE remark (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    sort TEXT,
    text TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_feed ON remark (feed);

CREATE TABLE message_version (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    number INTEGER,
    text TEXT,
    author TEXT,
    remark TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_version_feed ON message_version (feed);

ALTER TABLE mission ADD COLUMN with_team INTEGER NOT NULL DEFAULT 0;
