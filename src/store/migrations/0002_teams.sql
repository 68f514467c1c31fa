-- Teams. `name_key` is the name in lower case: two names that differ in case only are the same.
CREATE TABLE teams (
    id       BIGINT NOT NULL PRIMARY KEY,
    guild    BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    name_key TEXT   NOT NULL,
    UNIQUE (guild, name_key)
);

-- The channels where questions are a team's without saying so; a channel is bound to one team.
CREATE TABLE team_channels (
    channel BIGINT NOT NULL PRIMARY KEY,
    team    BIGINT NOT NULL REFERENCES teams (id) ON DELETE CASCADE
);

CREATE INDEX team_channels_by_team ON team_channels (team);

-- Who holds which role in a team. Holders and covers are of the kind 'member' or 'server-role'. `away` is 1 for somebody who is
-- away, until `away_until` where that is set.
CREATE TABLE seats (
    team        BIGINT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    role        TEXT   NOT NULL,
    holder_kind TEXT   NOT NULL,
    holder      BIGINT NOT NULL,
    cover_kind  TEXT,
    cover       BIGINT,
    away        BIGINT NOT NULL DEFAULT 0,
    away_until  BIGINT,
    PRIMARY KEY (team, role)
);

CREATE INDEX seats_by_holder ON seats (holder);
CREATE INDEX seats_by_cover ON seats (cover);
