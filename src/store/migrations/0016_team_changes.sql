-- Counts up whenever a team's name, channels or seats change, whom or what of these is gone, or what is asked of it.
ALTER TABLE teams ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
