-- The addresses of buildings, found by the beginnings of their words, accents folded. `territory` is
-- the feed as one word, so that a search in a few territories does not walk through all others.
CREATE TABLE address_place (
    place INTEGER NOT NULL PRIMARY KEY,
    feed TEXT NOT NULL,
    building TEXT NOT NULL,
    UNIQUE (feed, building)
) STRICT;
CREATE VIRTUAL TABLE address_page USING fts5(
    words, territory, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO address_place (feed, building)
SELECT feed, id FROM building WHERE deleted = 0 ORDER BY feed, id;
INSERT INTO address_page (rowid, words, territory)
SELECT place, concat_ws(' ', number, suffix, street, commune),
    replace(replace(building.feed, '/', ''), '-', '')
FROM address_place JOIN building
ON building.feed = address_place.feed AND building.id = address_place.building;
