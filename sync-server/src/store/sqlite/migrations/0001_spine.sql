-- The spine: feeds, their history, one typed table for each kind of record, devices.
--
-- Every key starts with its feed, so that the tables can be split by feed one day. Foreign keys
-- stay inside a feed; what points into another feed is checked by the service at acceptance.
-- Instants are milliseconds since 1970 in UTC. `stamps` holds who last wrote each field and
-- when, `extra` the fields that this version does not know.

-- One line: which life of which database this is, and the device that stands for the desk.
CREATE TABLE central (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    desk TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    feed TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
    floor INTEGER NOT NULL DEFAULT 0 CHECK (floor BETWEEN 0 AND seq),
    count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
    digest TEXT NOT NULL DEFAULT '00000000000000000000000000000000'
) STRICT, WITHOUT ROWID;

-- Every accepted change, in the order of acceptance, without a gap. `fields` is the change as it
-- came; `stamps` is what was allotted to it, so that a run can be replayed.
CREATE TABLE history (
    feed TEXT NOT NULL REFERENCES feed (feed),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    device TEXT NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    base_epoch TEXT,
    base_seq INTEGER,
    stamps TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('new', 'sequential', 'parallel', 'conflict')),
    received INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (feed, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX history_origin ON history (feed, device, n);
CREATE INDEX history_record ON history (feed, kind, id, seq);

-- Values that gave way at a merge: overwritten (`won` = 1), or arrived and lost (`won` = 0).
CREATE TABLE yielded (
    feed TEXT NOT NULL,
    seq INTEGER NOT NULL,
    field TEXT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('sequential', 'conflict')),
    won INTEGER NOT NULL CHECK (won IN (0, 1)),
    value TEXT NOT NULL,
    stamp TEXT NOT NULL,
    value_seq INTEGER NOT NULL,
    PRIMARY KEY (feed, seq, field),
    FOREIGN KEY (feed, seq) REFERENCES history (feed, seq)
) STRICT, WITHOUT ROWID;

-- Changes that could not be accepted, kept whole for a supervisor to decide. `released` is the
-- sequence number a change got when it was let in after all.
CREATE TABLE quarantine (
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    hash BLOB NOT NULL,
    reason TEXT NOT NULL,
    received INTEGER NOT NULL,
    change TEXT NOT NULL,
    released INTEGER,
    PRIMARY KEY (feed, device, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_record ON quarantine (feed, id);

-- How far each device's changes to a feed have come, and the stamp that it was last given.
CREATE TABLE mark (
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    stamp TEXT,
    PRIMARY KEY (feed, device)
) STRICT, WITHOUT ROWID;

-- Which missions an account was ever assigned to; the assignments stand in the mission's feed.
CREATE TABLE membership (
    account TEXT NOT NULL,
    feed TEXT NOT NULL REFERENCES feed (feed),
    PRIMARY KEY (account, feed)
) STRICT, WITHOUT ROWID;

-- What the server alone knows of a device. The token is kept as a hash.
CREATE TABLE device_secret (
    device TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    enrolled INTEGER NOT NULL,
    copied_from TEXT
) STRICT, WITHOUT ROWID;

-- What each device declared at its last contact.
CREATE TABLE contact (
    device TEXT NOT NULL PRIMARY KEY REFERENCES device_secret (device),
    at INTEGER NOT NULL,
    clock_error INTEGER NOT NULL,
    app TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    attention INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    expires INTEGER NOT NULL,
    used_by TEXT
) STRICT, WITHOUT ROWID;

-- Catalogue.

CREATE TABLE partner (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    sort TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_seq ON partner (feed, seq);

CREATE TABLE service (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    theme TEXT NOT NULL,
    what TEXT NOT NULL,
    who TEXT,
    place TEXT,
    hours TEXT,
    phone TEXT,
    papers TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_seq ON service (feed, seq);

-- Territory.

CREATE TABLE territory (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    name TEXT NOT NULL,
    commune TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX territory_seq ON territory (feed, seq);

CREATE TABLE building (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    street TEXT NOT NULL,
    number INTEGER,
    suffix TEXT,
    commune TEXT,
    commune_code TEXT,
    source_key TEXT,
    lat_e6 INTEGER,
    lon_e6 INTEGER,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX building_seq ON building (feed, seq);

CREATE TABLE stairwell (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    building TEXT NOT NULL,
    name TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, building) REFERENCES building (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stairwell_seq ON stairwell (feed, seq);

CREATE TABLE door (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    stairwell TEXT NOT NULL,
    floor INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    label TEXT NOT NULL,
    do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, stairwell) REFERENCES stairwell (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX door_seq ON door (feed, seq);

-- Mission.

CREATE TABLE mission (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    territory TEXT NOT NULL,
    partner TEXT NOT NULL,
    title TEXT NOT NULL,
    theme TEXT NOT NULL,
    message TEXT,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mission_seq ON mission (feed, seq);

CREATE TABLE mission_service (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    service TEXT NOT NULL,
    position INTEGER NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mission_service_seq ON mission_service (feed, seq);

CREATE TABLE assignment (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    building TEXT,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    ended_at INTEGER,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_seq ON assignment (feed, seq);
CREATE INDEX assignment_account ON assignment (feed, account);

CREATE TABLE visit (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    door TEXT NOT NULL,
    author TEXT NOT NULL,
    outcome TEXT NOT NULL
        CHECK (outcome IN ('met', 'absent', 'come_back', 'refused', 'inaccessible', 'vacant')),
    started INTEGER NOT NULL,
    minutes INTEGER,
    language TEXT,
    note TEXT,
    informed INTEGER NOT NULL DEFAULT 0 CHECK (informed IN (0, 1)),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    started_estimate INTEGER,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_seq ON visit (feed, seq);

CREATE TABLE advice (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    service TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX advice_seq ON advice (feed, seq);

CREATE TABLE need (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    theme TEXT NOT NULL,
    words TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX need_seq ON need (feed, seq);

CREATE TABLE appointment (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    sort TEXT NOT NULL CHECK (sort IN ('revisit', 'referral')),
    service TEXT,
    due TEXT,
    consent INTEGER NOT NULL DEFAULT 0 CHECK (consent IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_seq ON appointment (feed, seq);

CREATE TABLE follow_up (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    what TEXT NOT NULL,
    account TEXT,
    due TEXT,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_seq ON follow_up (feed, seq);

CREATE TABLE review (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT NOT NULL,
    reviewed_seq INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('returned', 'approved')),
    question TEXT,
    reviewer TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_seq ON review (feed, seq);

-- Account.

CREATE TABLE account (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('neighbor', 'supervisor', 'admin', 'partner')),
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_seq ON account (feed, seq);

CREATE TABLE device (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    label TEXT NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_seq ON device (feed, seq);
