-- What neighbors and managers say at the end of a mission, and what each neighbor did in it, for that
-- person alone.

CREATE TABLE synthesis (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    text TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX synthesis_feed ON synthesis (feed);

CREATE TABLE debrief (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    mission TEXT,
    worked TEXT,
    hard TEXT,
    heard TEXT,
    change TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX debrief_feed ON debrief (feed);

CREATE TABLE stint (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    mission TEXT,
    title TEXT,
    starts TEXT,
    ends TEXT,
    visits INTEGER,
    met INTEGER,
    advice INTEGER,
    cards INTEGER,
    languages TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX stint_feed ON stint (feed);
