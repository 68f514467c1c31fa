-- By when what was asked is to be done, where it is an action that was agreed.
ALTER TABLE requests ADD COLUMN due BIGINT;
