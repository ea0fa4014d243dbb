-- The server's key, to which unsent work is sealed when it must go by hand; empty until it came.
ALTER TABLE sync_state ADD COLUMN seal_key TEXT NOT NULL DEFAULT '';
