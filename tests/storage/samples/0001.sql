INSERT INTO guilds (guild, time_zone, counts_gaps, forget_at) VALUES
    (1300000000000000001, 'Europe/Warsaw', 1, NULL),
    (1300000000000000002, 'UTC', 0, 1800000000000);
INSERT INTO deadlines (id, kind, subject, guild, due_at, tries, leased_by, leased_until) VALUES
    (1, 'request', 11, 1300000000000000001, 1790000000000, 0, NULL, NULL),
    (2, 'review', 12, 1300000000000000001, 1790000000001, 3, 77, 1790000060000);
