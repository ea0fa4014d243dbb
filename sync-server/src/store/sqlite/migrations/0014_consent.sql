-- The resident agreed that words which the law protects are kept.
ALTER TABLE visit ADD COLUMN consent INTEGER NOT NULL DEFAULT 0 CHECK (consent IN (0, 1));
