INSERT INTO corrections (id, guild, team, topic, topic_key, routed_to, corrected_to, suggested_by, suggested_at, times) VALUES
    (61, 1300000000000000001, 21, 'Who picks the database?', 'who picks the database?', 'technology-choice', 'data-model', 1300000000000000201, 1780000000000, 2),
    (62, 1300000000000000001, 21, 'Parking', 'parking', 'facilities-desk', 'facilities-parking', NULL, 1780000000001, 1);
