-- Reports: the words of residents that a person at the desk chose, and what was published.

-- A need whose words may stand in the report of its mission, and who chose it. The words stay where
-- they are, so that what is corrected or erased there is gone here.
CREATE TABLE report_words (
    feed TEXT NOT NULL REFERENCES feed (feed),
    need TEXT NOT NULL,
    account TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (feed, need)
) STRICT, WITHOUT ROWID;

-- What was published of a mission, edition by edition. `figures` is what was told, `counts` what was
-- true then and is not told; both hold no more than counts by heading. `words` lists needs.
CREATE TABLE report_edition (
    feed TEXT NOT NULL REFERENCES feed (feed),
    n INTEGER NOT NULL CHECK (n > 0),
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    figures TEXT NOT NULL,
    counts TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (feed, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX need_words ON need (feed, id) WHERE words IS NOT NULL AND deleted = 0;

-- The journal is asked by what was done, and where.
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_verb ON audit (verb, id);
CREATE INDEX audit_feed ON audit (feed, id) WHERE feed IS NOT NULL;
