-- The text index knows the mission of a text as well, as one word, so that a search in a few missions
-- does not walk through the texts of all others. It is made anew by the next start.
DROP TABLE text_page;
CREATE VIRTUAL TABLE text_page USING fts5(
    words, mission, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO text_page (text_page, rank) VALUES ('secure-delete', 1);
UPDATE pages SET made = 0;
