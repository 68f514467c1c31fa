-- The latest changes of a poll's options since it started, a JSON list: when, what ('added', 'reworded', 'removed'), and the text, of a
-- reworded option the one before and the one now.
ALTER TABLE polls ADD COLUMN amended TEXT;
