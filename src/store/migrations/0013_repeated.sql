-- Whether a poll is reminded of before its close; how often it is held ('weekly', 'fortnightly', 'monthly'), and for how many milliseconds
-- each time.
ALTER TABLE polls ADD COLUMN remind BIGINT;
ALTER TABLE polls ADD COLUMN repeats TEXT;
ALTER TABLE polls ADD COLUMN lasts BIGINT;
