-- What followed from a poll's result: the decision that was recorded, and what the one decided, and when, to whom it was advice. In `options`
-- an option of a poll that settles who owns something has a third part: 'roles' or 'people', and who, with commas between them.
ALTER TABLE polls ADD COLUMN decision BIGINT;
ALTER TABLE polls ADD COLUMN call_text TEXT;
ALTER TABLE polls ADD COLUMN called_at BIGINT;
