-- A team that has changed before.
UPDATE teams SET changed = 3 WHERE id = 21;
