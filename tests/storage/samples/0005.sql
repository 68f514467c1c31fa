INSERT INTO polls (id, guild, channel, message, result, team, subject_kind, subject, creator, created_at, question, options, next_option, kind, lowest, highest, anonymous, hidden, electorate, electorate_id, quorum_count, quorum_percent, quorum_roles, reasons, force, decider, poll_key, state, deadline, closed_at, closed_why, closed_by, changed) VALUES
    (51, 1300000000000000001, 1300000000000000101, 1300000000000000401, NULL, 21, 'duty', 'technology-choice', 1300000000000000201, 1780000000000, 'Who owns choosing technology?', '[[0,"Tech lead"],[1,"Engineering manager"]]', 2, 'one', NULL, NULL, 1, 1, 'members', NULL, 3, NULL, '[["tech-lead",1]]', 'optional', 'binding', NULL, '0000000000000000000000000000000000000000000000000000000000000007', 'open', 1790000000000, NULL, NULL, NULL, 2),
    (52, 1300000000000000001, 1300000000000000101, 1300000000000000402, 1300000000000000403, NULL, NULL, NULL, NULL, 1780000000000, 'How far do we delegate releases?', '[]', 0, 'scale', 1, 7, 0, 0, 'everyone', NULL, NULL, NULL, '[]', 'off', 'sense-check', NULL, NULL, 'closed', NULL, 1780000000009, 'by-hand', 1300000000000000201, 1);
INSERT INTO poll_electors (poll, person) VALUES
    (51, 1300000000000000201),
    (51, 1300000000000000202);
INSERT INTO ballots (poll, voter, person, vote, reason, settled) VALUES
    (51, '00000000000000000000000000000000000000000000000000000000000000aa', NULL, 'one 1', 'they know it', NULL),
    (52, '1300000000000000201', 1300000000000000201, 'level 4', NULL, NULL);
