-- Each index is one more page that a save writes twice. Every row of the outbox has one of three states,
-- so `outbox_waiting` finds a record, too; and one index of the visits at a door does for both.
DROP INDEX outbox_record;
DROP INDEX visit_door;
DROP INDEX visit_of_door;
CREATE INDEX visit_of_door ON visit (door, feed, deleted, withdrawn);
