UPDATE polls SET remind = 1, repeats = 'weekly', lasts = 172800000 WHERE id = 51;
