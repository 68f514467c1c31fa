-- A team's run through an assessment. `duties` is a JSON list of duties, `participants` as `polls.electorate`. `fewest` is the number of people
-- below which nothing is shown. `state` is 'open' or 'closed', for a reason in `closed_why` as in polls. `finished` and `invited` are there
-- once it is closed. `alphas` is a JSON object of dimensions and hundredths. `changed` counts changes of the round and its sittings.
CREATE TABLE rounds (
    id              BIGINT NOT NULL PRIMARY KEY,
    guild           BIGINT NOT NULL,
    channel         BIGINT NOT NULL,
    message         BIGINT,
    thread          BIGINT,
    result          BIGINT,
    team            BIGINT REFERENCES teams (id) ON DELETE SET NULL,
    assessment      TEXT   NOT NULL,
    matter          TEXT,
    duties          TEXT   NOT NULL,
    should          BIGINT NOT NULL,
    participants    TEXT   NOT NULL,
    participants_id BIGINT,
    fewest          BIGINT NOT NULL,
    creator         BIGINT,
    created_at      BIGINT NOT NULL,
    remind_at       BIGINT,
    state           TEXT   NOT NULL,
    deadline        BIGINT NOT NULL,
    closed_at       BIGINT,
    closed_why      TEXT,
    closed_by       BIGINT,
    finished        BIGINT,
    invited         BIGINT,
    alphas          TEXT   NOT NULL,
    changed         BIGINT NOT NULL
);

CREATE INDEX rounds_by_channel ON rounds (guild, channel, state);
CREATE INDEX rounds_by_creator ON rounds (guild, creator);
CREATE INDEX rounds_by_team ON rounds (team);

-- Who takes part, where people are named.
CREATE TABLE round_participants (
    round  BIGINT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    person BIGINT NOT NULL,
    PRIMARY KEY (round, person)
);

CREATE INDEX round_participants_by_person ON round_participants (person);

-- One person's run through an assessment: for themselves, or in a round, at whose close it is destroyed. `at_question` is the question that is
-- shown, null for the first that is open. `place` is 'private-thread', 'public-thread' or 'replies'. `seed` decides the order of the questions.
CREATE TABLE sittings (
    id          BIGINT NOT NULL PRIMARY KEY,
    guild       BIGINT NOT NULL,
    person      BIGINT NOT NULL,
    assessment  TEXT   NOT NULL,
    round       BIGINT REFERENCES rounds (id) ON DELETE CASCADE,
    seed        BIGINT NOT NULL,
    place       TEXT   NOT NULL,
    thread      BIGINT,
    message     BIGINT,
    started_at  BIGINT NOT NULL,
    done_at     BIGINT,
    shows_words BIGINT NOT NULL,
    at_question TEXT,
    changed     BIGINT NOT NULL
);

-- Of one assessment a person has one sitting that is open, and one in each round.
CREATE UNIQUE INDEX sittings_open ON sittings (guild, person, assessment) WHERE done_at IS NULL AND round IS NULL;
CREATE UNIQUE INDEX sittings_of_round ON sittings (round, person) WHERE round IS NOT NULL;
CREATE INDEX sittings_by_person ON sittings (person);

-- What was answered and written, by question; `answer` is null where something was written before an answer.
CREATE TABLE sitting_answers (
    sitting  BIGINT NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
    question TEXT   NOT NULL,
    answer   TEXT,
    words    TEXT,
    PRIMARY KEY (sitting, question)
);

-- What is left of a closed round: how often each answer was given to each question, and what was written and may be shown. Nobody is in it.
CREATE TABLE round_answers (
    round    BIGINT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    question TEXT   NOT NULL,
    answer   TEXT   NOT NULL,
    number   BIGINT NOT NULL,
    PRIMARY KEY (round, question, answer)
);

CREATE TABLE round_words (
    round    BIGINT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    place    BIGINT NOT NULL,
    question TEXT   NOT NULL,
    words    TEXT   NOT NULL,
    PRIMARY KEY (round, place)
);
