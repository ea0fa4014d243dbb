-- The right to erasure: what is left of a record is a stub, here and in the history.

-- Records whose content was erased; they travel as tombstones, and nothing that comes later for
-- them is kept. They outlive every sweep. A record of a feed that a restored database lacks has
-- `seq` 0. No foreign key, for that reason, and no kind is refused: also a kind that this version
-- does not know can be erased.
CREATE TABLE erased (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    stamps TEXT NOT NULL,
    PRIMARY KEY (feed, id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX erased_seq ON erased (feed, seq);

-- Every erasure, under the number of its receipt: when, why, how much; ids and counts alone.
-- `account` is who did it at the desk.
CREATE TABLE erasure (
    id INTEGER NOT NULL PRIMARY KEY,
    receipt TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('door', 'visit', 'retention')),
    door TEXT,
    account TEXT,
    records INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_door ON erasure (door, at);

-- A change of which nothing is left but its number: that it came, and from which device.
ALTER TABLE history ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));

-- How often what was deleted had to be taken out of the files, and how often it was.
ALTER TABLE central ADD COLUMN scrubs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE central ADD COLUMN scrubbed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE door ADD COLUMN erased_at INTEGER;

-- All visits of a door, in whichever mission.
CREATE INDEX visit_at_door ON visit (door);
