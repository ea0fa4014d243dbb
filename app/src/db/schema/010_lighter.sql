-- Each index is one more page that a save writes twice. What these two were for, others do as well:
-- `visit_of_door` begins with the feed, too, and `outbox_waiting` with the state.
DROP INDEX visit_feed;
DROP INDEX outbox_state;
