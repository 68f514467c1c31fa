-- Where a decision was recorded: its review comes back there where its team has no channel.
ALTER TABLE decisions ADD COLUMN channel BIGINT;
