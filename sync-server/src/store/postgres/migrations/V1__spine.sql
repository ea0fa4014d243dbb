-- The whole schema as it is kept on SQLite after its migrations, in the types of PostgreSQL. Flags are
-- 0 and 1, numbers have 64 bits, and text is compared by its bytes: so both databases order alike.
-- Tables that grow with the work are split by feed, and no key of theirs goes without it.

CREATE TABLE central (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    epoch TEXT COLLATE "C" NOT NULL,
    desk TEXT COLLATE "C" NOT NULL,
    created BIGINT NOT NULL,
    backups BIGINT NOT NULL DEFAULT 0 CHECK (backups IN (0, 1)),
    scrubs BIGINT NOT NULL DEFAULT 0,
    scrubbed BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE feed (
    feed TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL DEFAULT 0 CHECK (seq >= 0),
    floor BIGINT NOT NULL DEFAULT 0 CHECK (floor BETWEEN 0 AND seq),
    count BIGINT NOT NULL DEFAULT 0 CHECK (count >= 0),
    digest TEXT COLLATE "C" NOT NULL DEFAULT '00000000000000000000000000000000',
    durable BIGINT NOT NULL DEFAULT 0 CHECK (durable >= 0)
);

CREATE TABLE history (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    seq BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    clock BIGINT NOT NULL,
    base_epoch TEXT COLLATE "C",
    base_seq BIGINT,
    stamps TEXT COLLATE "C" NOT NULL,
    relation TEXT COLLATE "C" NOT NULL
        CHECK (relation IN ('new', 'sequential', 'parallel', 'conflict')),
    received BIGINT NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    added TEXT COLLATE "C",
    erased BIGINT NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
    PRIMARY KEY (feed, seq)
) PARTITION BY HASH (feed);

CREATE TABLE yielded (
    feed TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    relation TEXT COLLATE "C" NOT NULL CHECK (relation IN ('sequential', 'conflict')),
    won BIGINT NOT NULL CHECK (won IN (0, 1)),
    value TEXT COLLATE "C" NOT NULL,
    stamp TEXT COLLATE "C" NOT NULL,
    value_seq BIGINT NOT NULL,
    PRIMARY KEY (feed, seq, field),
    FOREIGN KEY (feed, seq) REFERENCES history (feed, seq)
) PARTITION BY HASH (feed);

CREATE TABLE quarantine (
    feed TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    received BIGINT NOT NULL,
    change TEXT COLLATE "C" NOT NULL,
    released BIGINT,
    set_aside BIGINT,
    set_aside_by TEXT COLLATE "C",
    set_aside_why TEXT COLLATE "C",
    PRIMARY KEY (feed, device, n)
) PARTITION BY HASH (feed);

CREATE TABLE mark (
    feed TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL CHECK (n > 0),
    stamp TEXT COLLATE "C",
    durable BIGINT NOT NULL DEFAULT 0 CHECK (durable >= 0),
    PRIMARY KEY (feed, device)
) PARTITION BY HASH (feed);

CREATE TABLE membership (
    account TEXT COLLATE "C" NOT NULL,
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    PRIMARY KEY (account, feed)
);

CREATE TABLE device_secret (
    device TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    enrolled BIGINT NOT NULL,
    copied_from TEXT COLLATE "C"
);

CREATE TABLE contact (
    device TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES device_secret (device),
    at BIGINT NOT NULL,
    clock_error BIGINT NOT NULL,
    app TEXT COLLATE "C" NOT NULL,
    waiting BIGINT NOT NULL,
    attention BIGINT NOT NULL
);

CREATE TABLE enrolment_code (
    code_hash BYTEA NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL,
    used_by TEXT COLLATE "C"
);

CREATE TABLE partner (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    sort TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE service (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    theme TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    who TEXT COLLATE "C",
    place TEXT COLLATE "C",
    hours TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    papers TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE territory (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    name TEXT COLLATE "C" NOT NULL,
    commune TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE building (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    street TEXT COLLATE "C" NOT NULL,
    number BIGINT,
    suffix TEXT COLLATE "C",
    commune TEXT COLLATE "C",
    commune_code TEXT COLLATE "C",
    source_key TEXT COLLATE "C",
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE stairwell (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    building TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, building) REFERENCES building (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE door (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    stairwell TEXT COLLATE "C" NOT NULL,
    floor BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    do_not_contact BIGINT NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    erased_at BIGINT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, stairwell) REFERENCES stairwell (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE mission (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    territory TEXT COLLATE "C" NOT NULL,
    partner TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    theme TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C",
    starts TEXT COLLATE "C" NOT NULL,
    ends TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    with_team BIGINT NOT NULL DEFAULT 0 CHECK (with_team IN (0, 1)),
    PRIMARY KEY (feed, id)
);

CREATE TABLE mission_service (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    service TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE assignment (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    account TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C",
    ended BIGINT NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    ended_at BIGINT,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE visit (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    door TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL
        CHECK (outcome IN ('met', 'absent', 'come_back', 'refused', 'inaccessible', 'vacant')),
    started BIGINT NOT NULL,
    minutes BIGINT,
    language TEXT COLLATE "C",
    note TEXT COLLATE "C",
    informed BIGINT NOT NULL DEFAULT 0 CHECK (informed IN (0, 1)),
    withdrawn BIGINT NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    started_estimate BIGINT,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    consent BIGINT NOT NULL DEFAULT 0 CHECK (consent IN (0, 1)),
    PRIMARY KEY (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE advice (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE need (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    theme TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE appointment (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    sort TEXT COLLATE "C" NOT NULL CHECK (sort IN ('revisit', 'referral')),
    service TEXT COLLATE "C",
    due TEXT COLLATE "C",
    consent BIGINT NOT NULL DEFAULT 0 CHECK (consent IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE follow_up (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C",
    due TEXT COLLATE "C",
    done BIGINT NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE review (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    reviewed_seq BIGINT NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('returned', 'approved')),
    question TEXT COLLATE "C",
    reviewer TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE account (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('neighbor', 'supervisor', 'admin', 'partner')),
    closed BIGINT NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE device (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    label TEXT COLLATE "C" NOT NULL,
    revoked BIGINT NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE past_epoch (
    epoch TEXT COLLATE "C" NOT NULL,
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    seq BIGINT NOT NULL CHECK (seq >= 0),
    PRIMARY KEY (epoch, feed)
);

CREATE TABLE backup (
    id BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    made BIGINT NOT NULL,
    file TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);

CREATE TABLE barred_device (
    device TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

CREATE TABLE seal_key (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BYTEA NOT NULL
);

CREATE TABLE comment (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    visit TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE recovery (
    device TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES device_secret (device),
    sealed BYTEA NOT NULL,
    received BIGINT NOT NULL,
    told_at BIGINT
);

CREATE TABLE login (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    login TEXT COLLATE "C" NOT NULL UNIQUE,
    password TEXT COLLATE "C",
    second_factor BYTEA,
    second_step BIGINT NOT NULL DEFAULT 0,
    language TEXT COLLATE "C" NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
    theme TEXT COLLATE "C" NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    shortcuts BIGINT NOT NULL DEFAULT 1 CHECK (shortcuts IN (0, 1))
);

CREATE TABLE login_scope (
    account TEXT COLLATE "C" NOT NULL,
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    PRIMARY KEY (account, feed)
);

CREATE TABLE invitation (
    secret_hash BYTEA NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
);

CREATE TABLE session (
    secret_hash BYTEA NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    made BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    browser TEXT COLLATE "C" NOT NULL,
    "full" BIGINT NOT NULL CHECK ("full" IN (0, 1))
);

CREATE TABLE audit (
    id BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    verb TEXT COLLATE "C" NOT NULL,
    feed TEXT COLLATE "C",
    record TEXT COLLATE "C"
);

CREATE TABLE pages (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    made BIGINT NOT NULL
);

CREATE TABLE visit_page (
    place BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    feed TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('received', 'returned', 'approved')),
    flagged BIGINT NOT NULL CHECK (flagged IN (0, 1)),
    turn BIGINT NOT NULL,
    started BIGINT NOT NULL,
    day BIGINT NOT NULL,
    newest BIGINT NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C",
    has_text BIGINT NOT NULL CHECK (has_text IN (0, 1))
);

CREATE TABLE theme_page (
    place BIGINT NOT NULL,
    theme TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    turn BIGINT NOT NULL,
    PRIMARY KEY (place, theme)
);

CREATE TABLE state_count (
    feed TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL CHECK (n >= 0),
    PRIMARY KEY (feed, state)
);

CREATE TABLE door_page (
    feed TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (feed, door)
);

CREATE TABLE outcome_count (
    feed TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL CHECK (n >= 0),
    PRIMARY KEY (feed, outcome)
);

CREATE TABLE building_page (
    feed TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    doors BIGINT NOT NULL,
    PRIMARY KEY (feed, building)
);

CREATE TABLE erased (
    feed TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (feed, id, kind)
) PARTITION BY HASH (feed);

CREATE TABLE erasure (
    id BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    receipt TEXT COLLATE "C" NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    cause TEXT COLLATE "C" NOT NULL CHECK (cause IN ('door', 'visit', 'retention')),
    door TEXT COLLATE "C",
    account TEXT COLLATE "C",
    records BIGINT NOT NULL
);

CREATE TABLE mission_building (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    building TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (feed, building)
);

CREATE TABLE follow_page (
    place BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    feed TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('appointment', 'follow_up')),
    sort TEXT COLLATE "C" NOT NULL CHECK (sort IN ('revisit', 'referral', 'promise')),
    visit TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    due BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    done BIGINT NOT NULL CHECK (done IN (0, 1)),
    by_visit BIGINT NOT NULL CHECK (by_visit IN (0, 1))
);

CREATE TABLE calendar_feed (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    secret_hash BYTEA NOT NULL UNIQUE,
    made BIGINT NOT NULL
);

CREATE TABLE report_words (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    need TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (feed, need)
);

CREATE TABLE report_edition (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    n BIGINT NOT NULL CHECK (n > 0),
    at BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    figures TEXT COLLATE "C" NOT NULL,
    counts TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (feed, n)
);

CREATE TABLE decided (
    feed TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (feed, seq, field)
);

CREATE TABLE address_place (
    place BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    feed TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    UNIQUE (feed, building)
);

CREATE TABLE signal (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    theme TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C",
    stairwell TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C",
    words TEXT COLLATE "C",
    households BIGINT NOT NULL,
    raised TEXT COLLATE "C" NOT NULL,
    acknowledged TEXT COLLATE "C",
    answer TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE answer (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    partner TEXT COLLATE "C" NOT NULL,
    theme TEXT COLLATE "C" NOT NULL,
    said TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    due TEXT COLLATE "C" NOT NULL,
    answered TEXT COLLATE "C" NOT NULL,
    result TEXT COLLATE "C" CHECK (result IN ('done', 'partly', 'not_done')),
    result_words TEXT COLLATE "C",
    settled TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE answer_building (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    answer TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, answer) REFERENCES answer (feed, id),
    FOREIGN KEY (feed, building) REFERENCES building (feed, id)
);

CREATE TABLE telling (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    answer TEXT COLLATE "C" NOT NULL,
    door TEXT COLLATE "C" NOT NULL,
    visit TEXT COLLATE "C",
    author TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, visit) REFERENCES visit (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE signal_page (
    place BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    feed TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    step TEXT COLLATE "C" NOT NULL CHECK (step IN ('open', 'promised', 'settled')),
    turn BIGINT NOT NULL
);

CREATE TABLE card (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE quiz_question (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    card TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    ask TEXT COLLATE "C" NOT NULL,
    choices TEXT COLLATE "C" NOT NULL,
    correct BIGINT NOT NULL,
    why TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
);

CREATE TABLE reading (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    card TEXT COLLATE "C",
    seen TEXT COLLATE "C",
    done BIGINT NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE quiz_answer (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    choice BIGINT NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, question) REFERENCES quiz_question (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE clearance (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    account TEXT COLLATE "C" NOT NULL,
    lifted_by TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE remark (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    sort TEXT COLLATE "C" NOT NULL CHECK (sort IN ('comment', 'proposal')),
    text TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE message_version (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    number BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C",
    remark TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, remark) REFERENCES remark (feed, id)
);

CREATE TABLE synthesis (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE debrief (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    mission TEXT COLLATE "C" NOT NULL,
    worked TEXT COLLATE "C",
    hard TEXT COLLATE "C",
    heard TEXT COLLATE "C",
    change TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE stint (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    mission TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    starts TEXT COLLATE "C" NOT NULL,
    ends TEXT COLLATE "C" NOT NULL,
    visits BIGINT NOT NULL,
    met BIGINT NOT NULL,
    advice BIGINT NOT NULL,
    cards BIGINT NOT NULL,
    languages TEXT COLLATE "C",
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id)
);

CREATE TABLE post (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    parent TEXT COLLATE "C",
    text TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, parent) REFERENCES post (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE thanks (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C" NOT NULL,
    post TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE pin (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    post TEXT COLLATE "C" NOT NULL,
    pinned_by TEXT COLLATE "C" NOT NULL,
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE attachment (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    deleted BIGINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT COLLATE "C",
    post TEXT COLLATE "C",
    card TEXT COLLATE "C",
    hash TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    alt TEXT COLLATE "C",
    whole BIGINT NOT NULL CHECK (whole IN (0, 1)),
    stamps TEXT COLLATE "C" NOT NULL,
    extra TEXT COLLATE "C",
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, post) REFERENCES post (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
) PARTITION BY HASH (feed);

CREATE TABLE picture_piece (
    feed TEXT COLLATE "C" NOT NULL REFERENCES feed (feed),
    hash TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (feed, hash, start)
) PARTITION BY HASH (feed);

-- Words without case and accents, each with the mission in which they were said as `@mission…`.
CREATE TABLE text_page (
    place BIGINT NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);

CREATE TABLE address_page (
    place BIGINT NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);

DO $$
DECLARE parent TEXT;
BEGIN
    FOR parent IN SELECT relname FROM pg_partitioned_table
        JOIN pg_class ON pg_class.oid = partrelid
        WHERE relnamespace = current_schema()::regnamespace ORDER BY relname
    LOOP
        FOR part IN 0..7 LOOP
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 8, REMAINDER %s)',
                parent || '_' || part, parent, part);
        END LOOP;
    END LOOP;
END $$;

CREATE UNIQUE INDEX history_origin ON history (feed, device, n);
CREATE INDEX history_record ON history (feed, kind, id, seq);
CREATE INDEX quarantine_record ON quarantine (feed, id);
CREATE INDEX partner_seq ON partner (feed, seq);
CREATE INDEX service_seq ON service (feed, seq);
CREATE INDEX territory_seq ON territory (feed, seq);
CREATE INDEX building_seq ON building (feed, seq);
CREATE INDEX stairwell_seq ON stairwell (feed, seq);
CREATE INDEX door_seq ON door (feed, seq);
CREATE INDEX mission_seq ON mission (feed, seq);
CREATE INDEX mission_service_seq ON mission_service (feed, seq);
CREATE INDEX assignment_seq ON assignment (feed, seq);
CREATE INDEX assignment_account ON assignment (feed, account);
CREATE INDEX visit_seq ON visit (feed, seq);
CREATE INDEX advice_seq ON advice (feed, seq);
CREATE INDEX need_seq ON need (feed, seq);
CREATE INDEX appointment_seq ON appointment (feed, seq);
CREATE INDEX follow_up_seq ON follow_up (feed, seq);
CREATE INDEX review_seq ON review (feed, seq);
CREATE INDEX account_seq ON account (feed, seq);
CREATE INDEX device_seq ON device (feed, seq);
CREATE INDEX building_source_key ON building (feed, source_key);
CREATE INDEX history_received ON history (feed, received, seq);
CREATE INDEX membership_feed ON membership (feed, account);
CREATE INDEX quarantine_unreleased ON quarantine (received, feed, device, n)
    WHERE released IS NULL;
CREATE INDEX comment_seq ON comment (feed, seq);
CREATE INDEX comment_visit ON comment (feed, visit);
CREATE INDEX session_account ON session (account, made);
CREATE INDEX audit_account ON audit (account, id);
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
CREATE INDEX theme_page_turn ON theme_page (state, theme, turn, place);
CREATE INDEX door_page_building ON door_page (feed, building, outcome);
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
CREATE INDEX yielded_conflict ON yielded (feed, seq) WHERE relation = 'conflict';
CREATE INDEX erased_seq ON erased (feed, seq);
CREATE INDEX erasure_door ON erasure (door, at);
CREATE INDEX visit_at_door ON visit (door);
CREATE INDEX building_address ON building (feed, deleted, lower(street), number NULLS FIRST,
    suffix NULLS FIRST, id);
CREATE UNIQUE INDEX follow_page_id ON follow_page (feed, id);
CREATE INDEX follow_page_visit ON follow_page (feed, visit);
CREATE INDEX follow_page_door ON follow_page (feed, door);
CREATE INDEX follow_page_all ON follow_page (done, due, place);
CREATE INDEX follow_page_feed ON follow_page (done, feed, due, place);
CREATE INDEX follow_page_account ON follow_page (done, account, due, place);
CREATE INDEX need_words ON need (feed, id) WHERE words IS NOT NULL AND deleted = 0;
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_verb ON audit (verb, id);
CREATE INDEX audit_feed ON audit (feed, id) WHERE feed IS NOT NULL;
CREATE INDEX quarantine_open ON quarantine (feed, received, device, n)
    WHERE released IS NULL AND set_aside IS NULL;
CREATE INDEX signal_seq ON signal (feed, seq);
CREATE INDEX signal_answer ON signal (answer) WHERE answer IS NOT NULL;
CREATE INDEX answer_seq ON answer (feed, seq);
CREATE INDEX answer_building_seq ON answer_building (feed, seq);
CREATE INDEX answer_building_of ON answer_building (feed, answer, building);
CREATE INDEX answer_building_building ON answer_building (feed, building);
CREATE INDEX telling_seq ON telling (feed, seq);
CREATE INDEX telling_visit ON telling (feed, visit);
CREATE INDEX telling_at_door ON telling (door);
CREATE INDEX telling_answer ON telling (answer, door);
CREATE UNIQUE INDEX signal_page_id ON signal_page (feed, id);
CREATE INDEX signal_page_all ON signal_page (step, turn, place);
CREATE INDEX signal_page_feed ON signal_page (feed, step, turn, place);
CREATE INDEX card_seq ON card (feed, seq);
CREATE INDEX quiz_question_seq ON quiz_question (feed, seq);
CREATE INDEX quiz_question_card ON quiz_question (feed, card);
CREATE INDEX reading_seq ON reading (feed, seq);
CREATE INDEX reading_card ON reading (feed, card);
CREATE INDEX quiz_answer_seq ON quiz_answer (feed, seq);
CREATE INDEX quiz_answer_question ON quiz_answer (feed, question);
CREATE INDEX clearance_seq ON clearance (feed, seq);
CREATE INDEX remark_seq ON remark (feed, seq);
CREATE INDEX message_version_seq ON message_version (feed, seq);
CREATE INDEX message_version_remark ON message_version (feed, remark);
CREATE INDEX synthesis_seq ON synthesis (feed, seq);
CREATE INDEX debrief_seq ON debrief (feed, seq);
CREATE INDEX stint_seq ON stint (feed, seq);
CREATE INDEX post_seq ON post (feed, seq);
CREATE INDEX post_parent ON post (feed, parent);
CREATE INDEX thanks_seq ON thanks (feed, seq);
CREATE INDEX thanks_post ON thanks (feed, post);
CREATE INDEX pin_seq ON pin (feed, seq);
CREATE INDEX pin_post ON pin (feed, post);
CREATE INDEX attachment_seq ON attachment (feed, seq);
CREATE INDEX attachment_post ON attachment (feed, post);
CREATE INDEX attachment_card ON attachment (feed, card);
CREATE INDEX attachment_hash ON attachment (feed, hash);
CREATE INDEX text_page_words ON text_page USING gin (words);
CREATE INDEX address_page_words ON address_page USING gin (words);

CREATE VIEW analyst_mission AS
SELECT mission.id AS mission, mission.title AS title, mission.theme AS theme,
    mission.state AS state, mission.starts AS starts, mission.ends AS ends,
    partner.name AS partner, territory.id AS territory, territory.name AS territory_name
FROM mission
LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner
LEFT JOIN territory ON territory.feed = 'territory/' || mission.territory
    AND territory.id = mission.territory
WHERE mission.deleted = 0;

CREATE VIEW analyst_door AS
SELECT door.id AS door, territory.id AS territory, territory.name AS territory_name,
    building.id AS building, building.street AS street, building.number AS number,
    building.suffix AS suffix, building.commune AS commune,
    building.commune_code AS commune_code, building.lat_e6::DOUBLE PRECISION / 1e6 AS latitude,
    building.lon_e6::DOUBLE PRECISION / 1e6 AS longitude, stairwell.name AS stairwell,
    door.floor AS floor,
    door.label AS label, door.do_not_contact AS do_not_contact
FROM door
JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell
JOIN building ON building.feed = door.feed AND building.id = stairwell.building
LEFT JOIN territory ON territory.feed = door.feed
WHERE door.deleted = 0 AND stairwell.deleted = 0 AND building.deleted = 0;

CREATE VIEW analyst_visit AS
SELECT page.id AS visit, substr(page.feed, 9) AS mission, page.door AS door,
    page.building AS building, page.author AS neighbor,
    to_char(to_timestamp(page.started / 1000)
        AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS started,
    to_char(DATE '0001-01-01' + (page.day - 1)::INTEGER, 'YYYY-MM-DD') AS day,
    page.outcome AS outcome, page.language AS language, visit.minutes AS minutes,
    visit.informed AS informed, page.state AS state, page.flagged AS flagged,
    visit.note AS note
FROM visit_page AS page
JOIN visit ON visit.feed = page.feed AND visit.id = page.id;

CREATE VIEW analyst_need AS
SELECT need.id AS need, need.visit AS visit, substr(need.feed, 9) AS mission,
    need.theme AS theme, need.words AS words
FROM need
JOIN visit ON visit.feed = need.feed AND visit.id = need.visit
WHERE need.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_advice AS
SELECT advice.id AS advice, advice.visit AS visit, substr(advice.feed, 9) AS mission,
    service.code AS service, service.name AS service_name
FROM advice
JOIN visit ON visit.feed = advice.feed AND visit.id = advice.visit
LEFT JOIN service ON service.feed = 'catalogue' AND service.id = advice.service
WHERE advice.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_appointment AS
SELECT appointment.id AS appointment, appointment.visit AS visit,
    substr(appointment.feed, 9) AS mission, appointment.sort AS sort,
    service.code AS service, appointment.due AS due, appointment.consent AS consent
FROM appointment
JOIN visit ON visit.feed = appointment.feed AND visit.id = appointment.visit
LEFT JOIN service ON service.feed = 'catalogue' AND service.id = appointment.service
WHERE appointment.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_household AS
SELECT door_page.door AS door, substr(door_page.feed, 9) AS mission,
    door_page.building AS building, door_page.outcome AS outcome
FROM door_page;

CREATE VIEW analyst_person AS
SELECT account.id AS person, account.name AS name, account.role AS role,
    account.closed AS closed
FROM account
WHERE account.deleted = 0;

INSERT INTO pages (id, made) VALUES (1, 0);
