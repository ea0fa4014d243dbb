-- The first schema of a phone's store.
--
-- One table a kind of record holds its rows as they are displayed: the canonical row of the
-- server, with the changes of this phone laid over it. A field that is absent is NULL, a flag
-- that is absent is 0; what a column cannot hold, and what this version does not know, is kept in
-- `extra`. There are no foreign keys and no checks on words: a row may come before its parent, and
-- a newer server may know more words. `seq` is the canonical sequence number, 0 for a row that the
-- server has not sent yet.

CREATE TABLE partner (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    name TEXT,
    sort TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_feed ON partner (feed);

CREATE TABLE service (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    name TEXT,
    theme TEXT,
    what TEXT,
    who TEXT,
    place TEXT,
    hours TEXT,
    phone TEXT,
    papers TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_feed ON service (feed);

CREATE TABLE territory (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    name TEXT,
    commune TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX territory_feed ON territory (feed);

CREATE TABLE building (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    street TEXT,
    number INTEGER,
    suffix TEXT,
    commune TEXT,
    commune_code TEXT,
    source_key TEXT,
    lat_e6 INTEGER,
    lon_e6 INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX building_feed ON building (feed);

CREATE TABLE stairwell (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    building TEXT,
    name TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX stairwell_feed ON stairwell (feed);

CREATE TABLE door (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    stairwell TEXT,
    floor INTEGER,
    rank INTEGER,
    label TEXT,
    do_not_contact INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX door_feed ON door (feed);

CREATE TABLE mission (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    territory TEXT,
    partner TEXT,
    title TEXT,
    theme TEXT,
    message TEXT,
    starts TEXT,
    ends TEXT,
    state TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX mission_feed ON mission (feed);

CREATE TABLE mission_service (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    service TEXT,
    position INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX mission_service_feed ON mission_service (feed);

CREATE TABLE assignment (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    account TEXT,
    name TEXT,
    building TEXT,
    ended INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_feed ON assignment (feed);

CREATE TABLE visit (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    door TEXT,
    author TEXT,
    outcome TEXT,
    started INTEGER,
    minutes INTEGER,
    language TEXT,
    note TEXT,
    informed INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    started_estimate INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_feed ON visit (feed);

CREATE TABLE advice (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    service TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX advice_feed ON advice (feed);

CREATE TABLE need (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    theme TEXT,
    words TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX need_feed ON need (feed);

CREATE TABLE appointment (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    sort TEXT,
    service TEXT,
    due TEXT,
    consent INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_feed ON appointment (feed);

CREATE TABLE follow_up (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    what TEXT,
    account TEXT,
    due TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_feed ON follow_up (feed);

CREATE TABLE review (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    visit TEXT,
    reviewed_seq INTEGER,
    verdict TEXT,
    question TEXT,
    reviewer TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_feed ON review (feed);

CREATE TABLE account (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    name TEXT,
    role TEXT,
    closed INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_feed ON account (feed);

CREATE TABLE device (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    label TEXT,
    revoked INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_feed ON device (feed);

CREATE INDEX stairwell_building ON stairwell (building);
CREATE INDEX door_stairwell ON door (stairwell);
CREATE INDEX visit_door ON visit (door);
CREATE INDEX advice_visit ON advice (visit);
CREATE INDEX need_visit ON need (visit);
CREATE INDEX appointment_visit ON appointment (visit);
CREATE INDEX review_visit ON review (visit);

-- Rows of kinds that this version does not know: kept and counted, never written.
CREATE TABLE unknown_row (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (feed, kind, id)
) STRICT, WITHOUT ROWID;

-- The canonical row under each row that changes of this phone are laid over, and only those.
CREATE TABLE shadow (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    existed INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (feed, kind, id)
) STRICT, WITHOUT ROWID;

-- Canonical rows that a full pull made void and that have not come again yet. `epoch` is the life
-- of the central database in which their sequence numbers count.
CREATE TABLE void_row (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    epoch TEXT NOT NULL,
    PRIMARY KEY (feed, kind, id)
) STRICT, WITHOUT ROWID;

-- Every change of this phone, in the order in which they were made, until the server holds it
-- durably. `device` is the identity under which it is numbered; `laid` says that it is laid over
-- the canonical row on display.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    feed TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    fields TEXT NOT NULL,
    base_epoch TEXT NOT NULL DEFAULT '',
    base_seq INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'quarantined')),
    laid INTEGER NOT NULL DEFAULT 1,
    acked_seq INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (device, feed, n)
) STRICT;
CREATE INDEX outbox_record ON outbox (kind, id, feed);
CREATE INDEX outbox_state ON outbox (state, position);

-- How far each feed is read. `count` and `digest` are the sum of its canonical rows, void ones
-- excepted; `agrees` is whether the server's sum was the same at the head, NULL while unknown;
-- `repaired_at` is server time; `dropped` is the reason why the feed is to be given back.
CREATE TABLE feed (
    feed TEXT PRIMARY KEY,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    head INTEGER NOT NULL DEFAULT 0,
    count INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL,
    durable INTEGER NOT NULL DEFAULT 0,
    agrees INTEGER,
    repaired_at INTEGER NOT NULL DEFAULT 0,
    dropped TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- The last number that the present identity gave to a change of each feed. It outlives the feed: a
-- feed that comes back is not numbered from 1 again.
CREATE TABLE numbering (
    feed TEXT PRIMARY KEY,
    last_n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being typed, kept after each field and offered again after a crash.
CREATE TABLE draft (
    key TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who this store is for the server. A candidate is kept before it is sent, so that a repeat sends
-- the same; `renew` asks for an identity of its own at the next sync.
CREATE TABLE identity (
    one INTEGER PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    device TEXT NOT NULL DEFAULT '',
    token TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    server TEXT NOT NULL DEFAULT '',
    enrolled_at INTEGER NOT NULL DEFAULT 0,
    candidate_device TEXT NOT NULL DEFAULT '',
    candidate_token TEXT NOT NULL DEFAULT '',
    renew INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO identity DEFAULT VALUES;

-- The runs of this machine's clock: a new one at each start and each jump.
CREATE TABLE clock_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    boot TEXT NOT NULL,
    wall_minus_uptime INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

-- What the last contact left: the server's time and this phone's at that moment, the last error,
-- the size of a batch in compressed bytes.
CREATE TABLE sync_state (
    one INTEGER PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    standing TEXT NOT NULL DEFAULT 'active',
    please_update INTEGER NOT NULL DEFAULT 0,
    contact_server INTEGER NOT NULL DEFAULT 0,
    contact_own INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    batch_bytes INTEGER NOT NULL DEFAULT 16384
) STRICT;
INSERT INTO sync_state DEFAULT VALUES;

-- Every deletion on this phone, and every repair: what, how many rows, why. No personal content.
CREATE TABLE local_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    feed TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    rows INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a purge leaves of work that the server keeps aside: that it was, and why; no content.
CREATE TABLE quarantine_stub (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, kind, id, n)
) STRICT, WITHOUT ROWID;
