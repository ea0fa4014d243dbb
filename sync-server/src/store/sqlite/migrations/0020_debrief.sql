-- What neighbors and managers say at the end of a mission, and what each neighbor did in it, for that
-- person alone.

CREATE TABLE synthesis (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX synthesis_seq ON synthesis (feed, seq);

CREATE TABLE debrief (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    mission TEXT NOT NULL,
    worked TEXT,
    hard TEXT,
    heard TEXT,
    change TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX debrief_seq ON debrief (feed, seq);

CREATE TABLE stint (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    mission TEXT NOT NULL,
    title TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    visits INTEGER NOT NULL,
    met INTEGER NOT NULL,
    advice INTEGER NOT NULL,
    cards INTEGER NOT NULL,
    languages TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stint_seq ON stint (feed, seq);
