-- What the screens need to know: what is written about visits, what was made on this phone, what
-- gave way at a merge, and what the vault and the server agreed on.

CREATE TABLE comment (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    author TEXT,
    text TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_feed ON comment (feed);
CREATE INDEX comment_visit ON comment (visit);

-- What the hot screens ask. `tests/all/plans.rs` holds the statements to these.
CREATE INDEX door_of_stairwell ON door (feed, stairwell, deleted, do_not_contact);
CREATE INDEX stairwell_of_building ON stairwell (feed, building);
CREATE INDEX visit_of_door ON visit (feed, door, deleted, withdrawn);
CREATE INDEX visit_of_author ON visit (author, feed);
CREATE INDEX visit_estimated ON visit (author) WHERE started_estimate IS NOT NULL;
CREATE INDEX visit_language ON visit (feed, language) WHERE language IS NOT NULL;
CREATE INDEX need_theme ON need (feed, theme) WHERE theme IS NOT NULL;
CREATE INDEX review_verdict ON review (verdict);
CREATE INDEX outbox_waiting ON outbox (state, kind, id, feed);

-- Every visit that was made on this phone, for ever; no content. `gone` is what was known of it
-- when its mission left this phone: `received` or `quarantined`.
CREATE TABLE made (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    gone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO made (feed, id)
SELECT feed, id FROM outbox
WHERE kind = 'visit' AND fields LIKE '%"door":"%';

-- Fields of which the server keeps another value than this phone wrote, as JSON.
CREATE TABLE yielded (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    field TEXT NOT NULL,
    mine TEXT NOT NULL,
    kept TEXT NOT NULL,
    PRIMARY KEY (feed, kind, id, field)
) STRICT, WITHOUT ROWID;

-- How many rows the server counted at the last comparison.
ALTER TABLE feed ADD COLUMN server_count INTEGER;

-- What the owner calls the phone.
ALTER TABLE identity ADD COLUMN label TEXT NOT NULL DEFAULT '';

-- The code that resets a forgotten PIN, empty without a PIN; whether the server holds it; whether
-- it was read out to somebody.
ALTER TABLE sync_state ADD COLUMN recovery_code TEXT NOT NULL DEFAULT '';
ALTER TABLE sync_state ADD COLUMN recovery_kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_state ADD COLUMN recovery_told INTEGER NOT NULL DEFAULT 0;
-- Minutes without a touch after which the app locks itself.
ALTER TABLE sync_state ADD COLUMN autolock_minutes INTEGER NOT NULL DEFAULT 5;
