-- What hangs on a record is looked up by the record, where it is deleted and where tombstones are
-- swept. Without these, each of them read the whole feed.
CREATE INDEX stairwell_building ON stairwell (feed, building);
CREATE INDEX door_stairwell ON door (feed, stairwell);
CREATE INDEX advice_visit ON advice (feed, visit);
CREATE INDEX need_visit ON need (feed, visit);
CREATE INDEX appointment_visit ON appointment (feed, visit);
CREATE INDEX follow_up_visit ON follow_up (feed, visit);
CREATE INDEX review_visit ON review (feed, visit);

-- What still waits for a supervisor is little; what was let in stays in the table for ever.
CREATE INDEX quarantine_open ON quarantine (received, feed, device, n) WHERE released IS NULL;

-- What was let in is told to all devices of the person.
CREATE INDEX device_secret_account ON device_secret (account);

-- Which changes are old enough to be swept.
CREATE INDEX history_received ON history (feed, received, seq);

-- Who was ever assigned to a mission.
CREATE INDEX membership_feed ON membership (feed, account);

-- Without statistics the planner takes a feed for ten rows, and would rather read a feed than use
-- these. So it is told once what is true of every database that matters: a feed is long, and few
-- rows hang on one record. Measured again it would be wrong while a database is young.
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
    tbl_name || '_visit', 'assignment_account')
UNION ALL
VALUES ('history', 'history', '500000 25000 1'),
    ('history', 'history_origin', '500000 25000 2500 1'),
    ('history', 'history_record', '500000 25000 8000 3 1'),
    ('history', 'history_received', '500000 25000 8 1'),
    ('quarantine', 'quarantine', '1000 100 10 1'),
    ('quarantine', 'quarantine_record', '1000 100 2'),
    ('quarantine', 'quarantine_open', '50 2 2 2 1');
ANALYZE sqlite_schema;
