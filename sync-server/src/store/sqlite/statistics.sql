-- What the planner is told after each migration. Without statistics it takes a feed for ten rows, and
-- would rather read a feed than use an index. So it is told what is true of every database that
-- matters: a feed is long, and few rows hang on one record. Measured, it would be wrong while a
-- database is young.
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
SELECT tbl_name, tbl_name, '100000 5000 1' FROM sqlite_schema
WHERE type = 'index' AND name = tbl_name || '_seq'
UNION ALL
SELECT tbl_name, name, '100000 5000 1' FROM sqlite_schema
WHERE type = 'index' AND name IN (tbl_name || '_seq', 'building_source_key')
UNION ALL
SELECT tbl_name, name, '100000 5000 8' FROM sqlite_schema
WHERE type = 'index' AND name IN (tbl_name || '_building', tbl_name || '_stairwell',
    tbl_name || '_visit', 'assignment_account') AND name <> 'review_visit'
UNION ALL
VALUES ('history', 'history', '500000 25000 1'),
    ('history', 'history_origin', '500000 25000 2500 1'),
    ('history', 'history_record', '500000 25000 8000 3 1'),
    ('history', 'history_received', '500000 25000 8 1'),
    ('review', 'review_visit', '100000 5000 8 1'),
    ('quarantine', 'quarantine', '1000 100 10 1'),
    ('quarantine', 'quarantine_record', '1000 100 2'),
    ('quarantine', 'quarantine_unreleased', '50 2 2 2 1');
ANALYZE sqlite_schema;
