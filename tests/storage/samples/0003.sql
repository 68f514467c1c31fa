INSERT INTO decisions (id, guild, team, subject_kind, subject, subject_key, decides, deciding_roles, rule, consulted, reason, source, review_at, author, recorded_at, supersedes, state, superseded_by, ended_at, ended_by, ended_reason) VALUES
    (31, 1300000000000000001, 21, 'duty', 'technology-choice', 'technology-choice', 'roles', '["tech-lead"]', NULL, '["engineering-manager"]', 'we tried', 'https://discord.com/channels/1/2/3', 1790000000000, 1300000000000000201, 1780000000000, NULL, 'superseded', 32, 1780000000001, NULL, NULL),
    (32, 1300000000000000001, 21, 'duty', 'technology-choice', 'technology-choice', 'people', '[]', 'ask in the channel', '[]', NULL, NULL, NULL, NULL, 1780000000001, 31, 'active', NULL, NULL, NULL, NULL),
    (33, 1300000000000000001, 21, 'topic', 'On-call rota', 'on-call rota', 'rule', '[]', 'weekly', '[]', NULL, NULL, NULL, 1300000000000000201, 1780000000002, NULL, 'retired', NULL, 1780000000003, 1300000000000000201, 'no longer on call');
INSERT INTO decision_people (decision, place, holder_kind, holder) VALUES
    (32, 0, 'member', 1300000000000000201),
    (32, 1, 'server-role', 1300000000000000301);
UPDATE teams SET decisions_changed = 3 WHERE id = 21;
