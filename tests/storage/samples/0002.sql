INSERT INTO teams (id, guild, name, name_key) VALUES
    (21, 1300000000000000001, 'Checkout', 'checkout'),
    (22, 1300000000000000001, 'Search', 'search'),
    (23, 1300000000000000002, 'Checkout', 'checkout');
INSERT INTO team_channels (channel, team) VALUES (1300000000000000101, 21), (1300000000000000102, 22);
INSERT INTO seats (team, role, holder_kind, holder, cover_kind, cover, away, away_until) VALUES
    (21, 'tech-lead', 'member', 1300000000000000201, 'member', 1300000000000000202, 1, 1790000000000),
    (21, 'engineering-manager', 'member', 1300000000000000202, NULL, NULL, 0, NULL),
    (22, 'tech-lead', 'server-role', 1300000000000000301, NULL, NULL, 1, NULL);
