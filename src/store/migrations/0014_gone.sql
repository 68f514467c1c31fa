-- Who and what a server's teams name and is no longer there: of the kind 'member' (has left), 'server-role' or 'channel' (was deleted).
CREATE TABLE gone (
    guild    BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    number   BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (guild, kind, number)
);
