INSERT INTO rounds (id, guild, channel, message, thread, result, team, assessment, matter, duties, should, participants, participants_id, fewest, creator, created_at, remind_at, state, deadline, closed_at, closed_why, closed_by, finished, invited, alphas, changed) VALUES
    (111, 1300000000000000001, 1300000000000000101, 1300000000000000501, NULL, NULL, 21, 'who-decides', NULL, '["technology-choice","architecture"]', 1, 'members', NULL, 4, 1300000000000000201, 1780000000000, 1785000000000, 'open', 1790000000000, NULL, NULL, NULL, NULL, NULL, '{}', 3),
    (112, 1300000000000000001, 1300000000000000101, 1300000000000000502, 1300000000000000503, 1300000000000000504, 21, 'team-health', NULL, '[]', 0, 'everyone', NULL, 5, NULL, 1770000000000, NULL, 'closed', 1771000000000, 1771000000009, 'deadline', NULL, 6, NULL, '{"expected":81}', 9),
    (113, 1300000000000000002, 1300000000000000102, 1300000000000000505, NULL, 1300000000000000506, NULL, 'delegation-level', 'which vendor we use', '[]', 0, 'server-role', 1300000000000000301, 4, 1300000000000000202, 1770000000000, NULL, 'closed', 1771000000000, 1770500000000, 'by-hand', 1300000000000000202, 2, NULL, '{}', 4);
INSERT INTO round_participants (round, person) VALUES
    (111, 1300000000000000201),
    (111, 1300000000000000202);
INSERT INTO sittings (id, guild, person, assessment, round, seed, place, thread, message, started_at, done_at, shows_words, at_question, changed) VALUES
    (121, 1300000000000000001, 1300000000000000201, 'which-path', NULL, 7, 'private-thread', 1300000000000000601, 1300000000000000602, 1780000000000, NULL, 0, 'people-growth', 2),
    (122, 1300000000000000001, 1300000000000000202, 'which-path', NULL, -9, 'replies', NULL, NULL, 1780000000000, 1780000000900, 0, NULL, 40),
    (123, 1300000000000000001, 1300000000000000202, 'who-decides', 111, 11, 'public-thread', 1300000000000000603, 1300000000000000604, 1780000000000, 1780000000800, 1, NULL, 25);
INSERT INTO sitting_answers (sitting, question, answer, words) VALUES
    (121, 'people-talks', '4', NULL),
    (121, 'people-growth', NULL, 'it depends'),
    (122, 'people-talks', '2', NULL),
    (123, 'technology-choice', 'role:tech-lead', NULL);
INSERT INTO round_answers (round, question, answer, number) VALUES
    (112, 'code', '1', 2),
    (112, 'code', '3', 4);
INSERT INTO round_words (round, place, question, words) VALUES
    (112, 0, 'code', 'nobody dares to touch the basket');
