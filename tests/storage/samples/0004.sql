INSERT INTO requests (id, guild, team, subject_kind, subject, subject_key, role, question, channel, message, version, is_open) VALUES
    (41, 1300000000000000001, 21, 'duty', 'technology-choice', 'technology-choice', 'tech-lead', 'which queue?', 1300000000000000101, 1300000000000000401, 3, 1),
    (42, 1300000000000000001, 22, 'topic', 'On-call rota', 'on-call rota', NULL, 'who is next?', 1300000000000000102, NULL, 1, 1),
    (43, 1300000000000000001, 21, 'topic', 'Lunch', 'lunch', NULL, 'where?', 1300000000000000101, 1300000000000000402, 2, 0);
INSERT INTO request_events (request, place, at, kind, by_user, target_kind, target) VALUES
    (41, 0, 1790000000000, 'asked', 1300000000000000203, 'member', 1300000000000000201),
    (41, 1, 1790000000001, 'handed-on', 1300000000000000201, 'member', 1300000000000000202),
    (41, 2, 1790000000002, 'accepted', 1300000000000000202, NULL, NULL),
    (42, 0, 1790000000000, 'asked', NULL, 'server-role', 1300000000000000301),
    (43, 0, 1790000000000, 'asked', 1300000000000000203, 'member', 1300000000000000201),
    (43, 1, 1790000000009, 'withdrawn', 1300000000000000203, NULL, NULL);
