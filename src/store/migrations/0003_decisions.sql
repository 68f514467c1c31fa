-- What teams have settled. `subject_kind` is 'duty' or 'topic'; `subject_key` is the subject in lower case. `decides` is 'roles', whose ids
-- are in `deciding_roles` as a JSON list as `consulted` is, 'people', who are in `decision_people`, or 'rule'. `state` is 'active',
-- 'superseded' or 'retired'. People are null where their data was erased.
CREATE TABLE decisions (
    id             BIGINT NOT NULL PRIMARY KEY,
    guild          BIGINT NOT NULL,
    team           BIGINT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    subject_kind   TEXT   NOT NULL,
    subject        TEXT   NOT NULL,
    subject_key    TEXT   NOT NULL,
    decides        TEXT   NOT NULL,
    deciding_roles TEXT   NOT NULL,
    rule           TEXT,
    consulted      TEXT   NOT NULL,
    reason         TEXT,
    source         TEXT,
    review_at      BIGINT,
    author         BIGINT,
    recorded_at    BIGINT NOT NULL,
    supersedes     BIGINT,
    state          TEXT   NOT NULL,
    superseded_by  BIGINT,
    ended_at       BIGINT,
    ended_by       BIGINT,
    ended_reason   TEXT
);

-- Of one subject a team has one decision in force, and a decision has one successor.
CREATE UNIQUE INDEX decisions_in_force ON decisions (team, subject_kind, subject_key) WHERE state = 'active';
CREATE UNIQUE INDEX decisions_by_predecessor ON decisions (supersedes);
CREATE INDEX decisions_by_team ON decisions (team, recorded_at);
CREATE INDEX decisions_by_subject ON decisions (team, subject_kind, subject_key);
CREATE INDEX decisions_by_guild ON decisions (guild);
CREATE INDEX decisions_by_author ON decisions (author);

-- Who decides, where people are named: of the kind 'member' or 'server-role', in this order.
CREATE TABLE decision_people (
    decision    BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    place       BIGINT NOT NULL,
    holder_kind TEXT   NOT NULL,
    holder      BIGINT NOT NULL,
    PRIMARY KEY (decision, place)
);

CREATE INDEX decision_people_by_holder ON decision_people (holder);

-- Counts the changes to a team's decisions, so that what is made from them is known to be out of date.
ALTER TABLE teams ADD COLUMN decisions_changed BIGINT NOT NULL DEFAULT 0;
