-- Cards that a neighbor reads before a mission, their short quiz, and what was read and answered.
-- A reading keeps no words: only by which paragraphs can be told again. A clearance opens the mission
-- for somebody before that.

CREATE TABLE card (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    text TEXT,
    position INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_feed ON card (feed);

CREATE TABLE quiz_question (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    card TEXT,
    position INTEGER,
    ask TEXT,
    choices TEXT,
    correct INTEGER,
    why TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_question_feed ON quiz_question (feed);

CREATE TABLE reading (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    card TEXT,
    seen TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_feed ON reading (feed);

CREATE TABLE quiz_answer (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    question TEXT,
    choice INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_answer_feed ON quiz_answer (feed);

CREATE TABLE clearance (
    feed TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    account TEXT,
    lifted_by TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX clearance_feed ON clearance (feed);

CREATE INDEX reading_author ON reading (feed, author, card);
CREATE INDEX question_card ON quiz_question (feed, card);
