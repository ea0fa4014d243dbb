-- What was promised at the doors, as the desk's list of follow-ups reads it: a line for each
-- appointment and for each follow-up that stands alone, made of the rows of the typed tables in the
-- transaction that writes them. `sort` is revisit, referral or promise. `due` is the local day,
-- counted, and far away where none was named. `account` is who does it, '' for nobody yet. A revisit
-- is done also by a visit to that door on that day or later. `handled` is the follow-up with which
-- the desk deals with an appointment: its id is made of the appointment's.
CREATE TABLE follow_page (
    place INTEGER NOT NULL PRIMARY KEY,
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('appointment', 'follow_up')),
    sort TEXT NOT NULL CHECK (sort IN ('revisit', 'referral', 'promise')),
    visit TEXT NOT NULL,
    door TEXT NOT NULL,
    building TEXT NOT NULL,
    due INTEGER NOT NULL,
    account TEXT NOT NULL,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    by_visit INTEGER NOT NULL CHECK (by_visit IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX follow_page_id ON follow_page (feed, id);
CREATE INDEX follow_page_visit ON follow_page (feed, visit);
CREATE INDEX follow_page_door ON follow_page (feed, door);
CREATE INDEX follow_page_all ON follow_page (done, due, place);
CREATE INDEX follow_page_feed ON follow_page (done, feed, due, place);
CREATE INDEX follow_page_account ON follow_page (done, account, due, place);

-- The secret address at which a person's calendar program asks for the follow-ups, known by its hash.
CREATE TABLE calendar_feed (
    account TEXT NOT NULL PRIMARY KEY,
    secret_hash BLOB NOT NULL UNIQUE,
    made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
