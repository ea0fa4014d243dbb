-- The desk: who may sign in, what each of them may look at, and who did what.

-- How a person of the association signs in. `login` is in small letters. The password is kept as
-- an argon2id hash, and is absent until its owner has chosen it. `second_step` is the time step of
-- the last code of the second factor that was taken, so that no code works twice.
CREATE TABLE login (
    account TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    password TEXT,
    second_factor BLOB,
    second_step INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
    theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    shortcuts INTEGER NOT NULL DEFAULT 1 CHECK (shortcuts IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The territories of a supervisor, the missions of a partner; an admin needs none.
CREATE TABLE login_scope (
    account TEXT NOT NULL,
    feed TEXT NOT NULL REFERENCES feed (feed),
    PRIMARY KEY (account, feed)
) STRICT, WITHOUT ROWID;

-- One-time links to choose a password, known by the hash of their secret.
CREATE TABLE invitation (
    secret_hash BLOB NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
) STRICT, WITHOUT ROWID;

-- Who is signed in, known by the hash of the cookie. `full` is 0 while the second factor is due.
CREATE TABLE session (
    secret_hash BLOB NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    made INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    browser TEXT NOT NULL,
    full INTEGER NOT NULL CHECK (full IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account, made);

-- Who did what to what: words and ids, never a name, a door or a note, so that it may outlive
-- an erasure.
CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    verb TEXT NOT NULL,
    feed TEXT,
    record TEXT
) STRICT;
CREATE INDEX audit_account ON audit (account, id);
