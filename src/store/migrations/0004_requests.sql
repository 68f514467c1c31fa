-- Questions handed to people. `version` counts the events; `is_open` is 0 once nothing can happen any more. `subject_kind` is 'duty' or
-- 'topic'; `subject_key` is the subject in lower case. `message` is null until the message was posted.
CREATE TABLE requests (
    id           BIGINT NOT NULL PRIMARY KEY,
    guild        BIGINT NOT NULL,
    team         BIGINT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    subject_kind TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    subject_key  TEXT   NOT NULL,
    role         TEXT,
    question     TEXT   NOT NULL,
    channel      BIGINT NOT NULL,
    message      BIGINT,
    version      BIGINT NOT NULL,
    is_open      BIGINT NOT NULL
);

CREATE INDEX requests_by_subject ON requests (team, subject_kind, subject_key, is_open);
CREATE INDEX requests_by_guild ON requests (guild);
CREATE INDEX requests_by_message ON requests (message);

-- What happened to them, in this order; the first is that somebody asked. `by_user` is who did it, null where nobody did or their data was
-- erased; `target` is who is asked from then on, of the kind 'member' or 'server-role'.
CREATE TABLE request_events (
    request     BIGINT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    place       BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    by_user     BIGINT,
    target_kind TEXT,
    target      BIGINT,
    PRIMARY KEY (request, place)
);

CREATE INDEX request_events_by_user ON request_events (by_user);
CREATE INDEX request_events_by_target ON request_events (target);
