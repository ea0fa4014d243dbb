-- Signals to partners, what they answer for which buildings, and at which doors that was told.

CREATE TABLE signal (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    theme TEXT,
    building TEXT,
    stairwell TEXT,
    title TEXT,
    text TEXT,
    words TEXT,
    households INTEGER,
    raised TEXT,
    acknowledged TEXT,
    answer TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_feed ON signal (feed);

CREATE TABLE answer (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    partner TEXT,
    theme TEXT,
    said TEXT,
    action TEXT,
    due TEXT,
    answered TEXT,
    result TEXT,
    result_words TEXT,
    settled TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_feed ON answer (feed);

CREATE TABLE answer_building (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    building TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_building_feed ON answer_building (feed, building);
CREATE INDEX answer_building_answer ON answer_building (answer, building);

CREATE TABLE telling (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    door TEXT,
    visit TEXT,
    author TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_feed ON telling (feed);
CREATE INDEX telling_visit ON telling (visit);
CREATE INDEX telling_answer ON telling (answer, door);
