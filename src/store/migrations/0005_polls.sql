-- Polls. `options` is a JSON list of numbers and texts; `next_option` is the number that the next one gets. `kind` is 'one', 'several',
-- 'proposal', 'scale' or 'ranked'; `lowest` and `highest` are the ends of a scale, or how many options may be chosen. `electorate` is
-- 'everyone', 'server-role', 'team' or 'members', who are in `poll_electors`. `quorum_roles` is a JSON list of roles with numbers. `force` is
-- 'sense-check', 'advice' or 'binding'. `poll_key` is there while an anonymous poll is open, and destroyed at its close. `state` is 'open' or
-- 'closed', for a reason in `closed_why`: 'deadline', 'by-hand' or 'all-voted'. `changed` counts changes of the poll and its ballots.
CREATE TABLE polls (
    id             BIGINT NOT NULL PRIMARY KEY,
    guild          BIGINT NOT NULL,
    channel        BIGINT NOT NULL,
    message        BIGINT,
    result         BIGINT,
    team           BIGINT REFERENCES teams (id) ON DELETE SET NULL,
    subject_kind   TEXT,
    subject        TEXT,
    creator        BIGINT,
    created_at     BIGINT NOT NULL,
    question       TEXT   NOT NULL,
    options        TEXT   NOT NULL,
    next_option    BIGINT NOT NULL,
    kind           TEXT   NOT NULL,
    lowest         BIGINT,
    highest        BIGINT,
    anonymous      BIGINT NOT NULL,
    hidden         BIGINT NOT NULL,
    electorate     TEXT   NOT NULL,
    electorate_id  BIGINT,
    quorum_count   BIGINT,
    quorum_percent BIGINT,
    quorum_roles   TEXT   NOT NULL,
    reasons        TEXT   NOT NULL,
    force          TEXT   NOT NULL,
    decider        BIGINT,
    poll_key       TEXT,
    state          TEXT   NOT NULL,
    deadline       BIGINT,
    closed_at      BIGINT,
    closed_why     TEXT,
    closed_by      BIGINT,
    changed        BIGINT NOT NULL
);

CREATE INDEX polls_by_channel ON polls (guild, channel, state);
CREATE INDEX polls_by_creator ON polls (guild, creator);
CREATE INDEX polls_by_message ON polls (message);
CREATE INDEX polls_by_team ON polls (team);

-- Who may vote, where people are named.
CREATE TABLE poll_electors (
    poll   BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    person BIGINT NOT NULL,
    PRIMARY KEY (poll, person)
);

CREATE INDEX poll_electors_by_person ON poll_electors (person);

-- Ballots, one for each voter: a person's number, or a pseudonym in hexadecimal, for which `person` is null. `settled` is 'resolved' or
-- 'overruled' for an objection that was dealt with.
CREATE TABLE ballots (
    poll    BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    voter   TEXT   NOT NULL,
    person  BIGINT,
    vote    TEXT   NOT NULL,
    reason  TEXT,
    settled TEXT,
    PRIMARY KEY (poll, voter)
);

CREATE INDEX ballots_by_person ON ballots (person);
