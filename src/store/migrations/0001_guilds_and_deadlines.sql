-- What is kept about a server as a whole. Moments are milliseconds since the Unix epoch, ids are Discord's snowflakes.
CREATE TABLE guilds (
    guild       BIGINT NOT NULL PRIMARY KEY,
    time_zone   TEXT   NOT NULL,
    counts_gaps BIGINT NOT NULL DEFAULT 0,
    forget_at   BIGINT
);

CREATE INDEX guilds_to_forget ON guilds (forget_at);

-- What is to happen at a time, by one process at a time.
CREATE TABLE deadlines (
    id           BIGINT NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    subject      BIGINT NOT NULL,
    guild        BIGINT NOT NULL,
    due_at       BIGINT NOT NULL,
    tries        BIGINT NOT NULL DEFAULT 0,
    leased_by    BIGINT,
    leased_until BIGINT,
    UNIQUE (kind, subject)
);

CREATE INDEX deadlines_by_time ON deadlines (due_at);
CREATE INDEX deadlines_by_guild ON deadlines (guild);
