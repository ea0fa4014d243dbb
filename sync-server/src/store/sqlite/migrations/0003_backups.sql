-- Backups: how much of each feed could not be lost any more, who may not come back, and the key
-- for work that a phone cannot send itself.

-- Whether backups are made at all. While none is, a commit is all the durability there is.
ALTER TABLE central ADD COLUMN backups INTEGER NOT NULL DEFAULT 0 CHECK (backups IN (0, 1));

-- The newest number that is in a backup.
ALTER TABLE feed ADD COLUMN durable INTEGER NOT NULL DEFAULT 0 CHECK (durable >= 0);
-- The newest of a device's changes that is in a backup; what is kept aside has no other number.
ALTER TABLE mark ADD COLUMN durable INTEGER NOT NULL DEFAULT 0 CHECK (durable >= 0);

-- Fields that the server itself added to a change, as JSON; so the rows can be made again from
-- the history alone. Nothing for changes from before this migration.
ALTER TABLE history ADD COLUMN added TEXT;

-- How far each feed had come when an earlier life of this database ended in the backup that this
-- one began with: up to there, its numbers mean the same.
CREATE TABLE past_epoch (
    epoch TEXT NOT NULL,
    feed TEXT NOT NULL REFERENCES feed (feed),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    PRIMARY KEY (epoch, feed)
) STRICT, WITHOUT ROWID;

-- The backups that were made, newest last.
CREATE TABLE backup (
    id INTEGER NOT NULL PRIMARY KEY,
    made INTEGER NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Devices that were revoked and that this database did not know when it was restored: they are
-- not let in again under that identity.
CREATE TABLE barred_device (
    device TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One line: the secret half of the key that phones seal rescued work to.
CREATE TABLE seal_key (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL
) STRICT;
