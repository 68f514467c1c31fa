-- Who had voted when a poll closed: how many, of how many who could, and a JSON list of roles with numbers. What is asked of the roles cannot
-- be told later: the key of an anonymous poll is gone then, and people change seats.
ALTER TABLE polls ADD COLUMN turnout_voted BIGINT;
ALTER TABLE polls ADD COLUMN turnout_eligible BIGINT;
ALTER TABLE polls ADD COLUMN turnout_roles TEXT;
