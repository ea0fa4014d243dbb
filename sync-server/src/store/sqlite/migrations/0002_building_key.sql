-- An import looks up each address of a file; without an index, half a million of them would each
-- read the whole territory.
CREATE INDEX building_source_key ON building (feed, source_key);
