-- Questions that could not be answered, where a server has them counted. `month` is such as '2026-11', `nearest` the duty that they were
-- nearest to, or empty. Neither what was asked is kept, nor by whom.
CREATE TABLE gaps (
    guild   BIGINT NOT NULL,
    month   TEXT   NOT NULL,
    nearest TEXT   NOT NULL,
    number  BIGINT NOT NULL,
    PRIMARY KEY (guild, month, nearest)
);
