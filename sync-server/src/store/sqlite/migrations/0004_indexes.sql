-- Which changes are old enough to be swept.
CREATE INDEX history_received ON history (feed, received, seq);

-- Who was ever assigned to a mission.
CREATE INDEX membership_feed ON membership (feed, account);

-- What was let in stays in the table for ever; what was not is little, and is asked for whole.
CREATE INDEX quarantine_unreleased ON quarantine (received, feed, device, n)
    WHERE released IS NULL;
