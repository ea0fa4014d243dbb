-- Cards that a neighbor reads before a mission, their short quiz, and what was read and answered.
-- A reading keeps no words: only by which paragraphs can be told again. A clearance opens the mission
-- for somebody before that.

CREATE TABLE card (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_seq ON card (feed, seq);

CREATE TABLE quiz_question (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    card TEXT NOT NULL,
    position INTEGER NOT NULL,
    ask TEXT NOT NULL,
    choices TEXT NOT NULL,
    correct INTEGER NOT NULL,
    why TEXT,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_question_seq ON quiz_question (feed, seq);
CREATE INDEX quiz_question_card ON quiz_question (feed, card);

CREATE TABLE reading (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    card TEXT,
    seen TEXT,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, card) REFERENCES card (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_seq ON reading (feed, seq);
CREATE INDEX reading_card ON reading (feed, card);

CREATE TABLE quiz_answer (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    author TEXT NOT NULL,
    question TEXT NOT NULL,
    choice INTEGER NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id),
    FOREIGN KEY (feed, question) REFERENCES quiz_question (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiz_answer_seq ON quiz_answer (feed, seq);
CREATE INDEX quiz_answer_question ON quiz_answer (feed, question);

CREATE TABLE clearance (
    feed TEXT NOT NULL REFERENCES feed (feed),
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    account TEXT NOT NULL,
    lifted_by TEXT NOT NULL,
    stamps TEXT NOT NULL,
    extra TEXT,
    PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clearance_seq ON clearance (feed, seq);
