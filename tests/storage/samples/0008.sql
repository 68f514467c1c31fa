INSERT INTO gaps (guild, month, nearest, number) VALUES
    (1300000000000000001, '2026-11', 'technology-choice', 3),
    (1300000000000000001, '2026-11', '', 1);
