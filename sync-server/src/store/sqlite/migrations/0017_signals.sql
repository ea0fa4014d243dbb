-- Signals to partners, what they answer, and where that was told back.

CREATE TABLE signal (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    theme TEXT NOT NULL,
    building TEXT,
    stairwell TEXT,
    title TEXT NOT NULL,
    text TEXT,
    words TEXT,
    households INTEGER NOT NULL,
    raised TEXT NOT NULL,
    acknowledged TEXT,
    answer TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_seq ON signal (feed, seq);
CREATE INDEX signal_answer ON signal (answer) WHERE answer IS NOT NULL;

CREATE TABLE answer (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    partner TEXT NOT NULL,
    theme TEXT NOT NULL,
    said TEXT NOT NULL,
    action TEXT NOT NULL,
    due TEXT NOT NULL,
    answered TEXT NOT NULL,
    result TEXT CHECK (result IN ('done', 'partly', 'not_done')),
    result_words TEXT,
    settled TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_seq ON answer (feed, seq);

CREATE TABLE answer_building (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    answer TEXT NOT NULL,
    building TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, answer) REFERENCES answer (feed, id),
    FOREIGN KEY (feed, building) REFERENCES building (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_building_seq ON answer_building (feed, seq);
CREATE INDEX answer_building_of ON answer_building (feed, answer, building);
CREATE INDEX answer_building_building ON answer_building (feed, building);

-- A telling goes with the erasure of its door, and of its visit: both find it by an index.
CREATE TABLE telling (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    answer TEXT NOT NULL,
    door TEXT NOT NULL,
    visit TEXT,
    author TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_seq ON telling (feed, seq);
CREATE INDEX telling_visit ON telling (feed, visit);
CREATE INDEX telling_at_door ON telling (door);
CREATE INDEX telling_answer ON telling (answer, door);

-- What the list of signals reads, made of the rows in the transaction that writes them. `turn` is the
-- local day, counted, that its step is ordered by: raised, due, or settled.
CREATE TABLE signal_page (
    place INTEGER NOT NULL PRIMARY KEY,
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('open', 'promised', 'settled')),
    turn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX signal_page_id ON signal_page (feed, id);
CREATE INDEX signal_page_all ON signal_page (step, turn, place);
CREATE INDEX signal_page_feed ON signal_page (feed, step, turn, place);
