-- What the resident said to words that the law protects; and up to which change of the outbox a copy
-- was handed over, so that a phone that cannot send any more may be emptied.
ALTER TABLE visit ADD COLUMN consent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_state ADD COLUMN rescued INTEGER NOT NULL DEFAULT 0;
