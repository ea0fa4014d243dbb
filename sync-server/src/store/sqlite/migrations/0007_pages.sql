-- What the pages of the desk read. All of it is made of the rows of the typed tables, in the
-- transaction that writes them, so that no page counts or sorts a million visits. It may be made
-- anew at any time: a database whose `made` is not what the program expects is read through once.

CREATE TABLE pages (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    made INTEGER NOT NULL
) STRICT;
INSERT INTO pages (id, made) VALUES (1, 0);

-- One line for each visit that was not withdrawn. `state` is that of its review: received while
-- the newest review saw less than the newest of the visit and of what hangs on it (`newest`).
-- `turn` orders a queue: what the guard flagged first, then the latest. `place` counts up with the
-- arrival. `day` is the local day, counted.
CREATE TABLE visit_page (
    place INTEGER NOT NULL PRIMARY KEY,
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'returned', 'approved')),
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    turn INTEGER NOT NULL,
    started INTEGER NOT NULL,
    day INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    door TEXT NOT NULL,
    building TEXT NOT NULL,
    author TEXT NOT NULL,
    outcome TEXT NOT NULL,
    language TEXT,
    has_text INTEGER NOT NULL CHECK (has_text IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX visit_page_id ON visit_page (feed, id);
CREATE INDEX visit_page_all ON visit_page (state, turn, place);
CREATE INDEX visit_page_feed ON visit_page (state, feed, turn, place);
CREATE INDEX visit_page_building ON visit_page (state, building, turn, place);
CREATE INDEX visit_page_author ON visit_page (state, author, turn, place);
CREATE INDEX visit_page_outcome ON visit_page (state, outcome, turn, place);
CREATE INDEX visit_page_language ON visit_page (state, language, turn, place);
CREATE INDEX visit_page_day ON visit_page (feed, day, door, started, outcome);
CREATE INDEX visit_page_door ON visit_page (door, feed, started, place, outcome);
CREATE INDEX visit_page_figures ON visit_page (feed, state, outcome, door);

-- The themes of needs, once for each visit.
CREATE TABLE theme_page (
    place INTEGER NOT NULL,
    theme TEXT NOT NULL,
    state TEXT NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (place, theme)
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_page_turn ON theme_page (state, theme, turn, place);

-- Notes and the words of needs, with accents folded. `secure-delete`: what is erased here is
-- taken out of the index as well.
CREATE VIRTUAL TABLE text_page USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO text_page (text_page, rank) VALUES ('secure-delete', 1);

-- How many visits of a mission are in which state.
CREATE TABLE state_count (
    feed TEXT NOT NULL,
    state TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (feed, state)
) STRICT, WITHOUT ROWID;

-- Where a door stands in a mission: the outcome of its latest visit.
CREATE TABLE door_page (
    feed TEXT NOT NULL,
    door TEXT NOT NULL,
    building TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (feed, door)
) STRICT, WITHOUT ROWID;
CREATE INDEX door_page_building ON door_page (feed, building, outcome);

-- How many doors of a mission stand how.
CREATE TABLE outcome_count (
    feed TEXT NOT NULL,
    outcome TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (feed, outcome)
) STRICT, WITHOUT ROWID;

-- How many doors a building has. `feed` is its territory's.
CREATE TABLE building_page (
    feed TEXT NOT NULL,
    building TEXT NOT NULL,
    doors INTEGER NOT NULL,
    PRIMARY KEY (feed, building)
) STRICT, WITHOUT ROWID;

-- What hangs on a visit, and what stands in a building, is found without reading a whole feed.
CREATE INDEX advice_visit ON advice (feed, visit);
CREATE INDEX need_visit ON need (feed, visit);
CREATE INDEX appointment_visit ON appointment (feed, visit);
CREATE INDEX follow_up_visit ON follow_up (feed, visit);
CREATE INDEX review_visit ON review (feed, visit, seq);
CREATE INDEX door_stairwell ON door (feed, stairwell);
CREATE INDEX stairwell_building ON stairwell (feed, building);
CREATE INDEX mission_territory ON mission (territory, feed);
CREATE INDEX mission_ends ON mission (ends, feed);
CREATE INDEX account_role ON account (role, closed, deleted, name, id);
CREATE INDEX device_secret_account ON device_secret (account);

-- Who set a change aside for good, when and why; it stays where it is.
ALTER TABLE quarantine ADD COLUMN set_aside INTEGER;
ALTER TABLE quarantine ADD COLUMN set_aside_by TEXT;
ALTER TABLE quarantine ADD COLUMN set_aside_why TEXT;
CREATE INDEX quarantine_open ON quarantine (received, feed, device, n)
    WHERE released IS NULL AND set_aside IS NULL;
CREATE INDEX yielded_conflict ON yielded (feed, seq) WHERE relation = 'conflict';
