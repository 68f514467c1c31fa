-- Corrections of answers that people suggest to a team. `topic` is what was asked, `topic_key` the same in lower case; what is suggested
-- again is counted in `times`. `suggested_by` is null where that person's data was erased.
CREATE TABLE corrections (
    id           BIGINT NOT NULL PRIMARY KEY,
    guild        BIGINT NOT NULL,
    team         BIGINT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    topic        TEXT   NOT NULL,
    topic_key    TEXT   NOT NULL,
    routed_to    TEXT   NOT NULL,
    corrected_to TEXT   NOT NULL,
    suggested_by BIGINT,
    suggested_at BIGINT NOT NULL,
    times        BIGINT NOT NULL,
    UNIQUE (team, topic_key, corrected_to)
);

CREATE INDEX corrections_by_guild ON corrections (guild);
CREATE INDEX corrections_by_person ON corrections (suggested_by);
