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
