-- Preparing a mission at the desk: which buildings it will be in. Without any line, a mission is in
-- those that its assignments name, or in its whole territory.
CREATE TABLE mission_building (
    feed TEXT NOT NULL REFERENCES feed (feed),
    building TEXT NOT NULL,
    PRIMARY KEY (feed, building)
) STRICT, WITHOUT ROWID;

-- The buildings of a territory in the order of their addresses.
CREATE INDEX building_address ON building (feed, deleted, street COLLATE NOCASE, number, suffix, id);
