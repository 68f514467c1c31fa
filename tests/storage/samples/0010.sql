UPDATE polls SET decision = 31, call_text = 'Up to level four.', called_at = 1780000000019 WHERE id = 52;
UPDATE polls SET options = '[[0,"Tech lead","roles tech-lead"],[1,"Leo","people m1300000000000000203"]]' WHERE id = 51;
