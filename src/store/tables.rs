//! Every table, column by column: what is moved between databases, what belongs to a server, and what is held about a person.
//!
//! A test holds this against the real schema of both engines, so that no table and no column can be forgotten.

/// Every table; one that refers to others stands after them.
pub const TABLES: &[Table] = &[
    Table {
        name: "guilds",
        since: 1,
        scope: Scope::Guild,
        key: &["guild"],
        columns: &[discord("guild"), text("time_zone"), number("counts_gaps"), moment("forget_at")],
    },
    Table {
        name: "deadlines",
        since: 1,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[
            own("id"),
            text("kind"),
            own("subject"),
            discord("guild"),
            moment("due_at"),
            number("tries"),
            number("leased_by"),
            moment("leased_until"),
        ],
    },
    Table {
        name: "teams",
        since: 2,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[own("id"), discord("guild"), text("name"), text("name_key"), number("decisions_changed")],
    },
    Table {
        name: "team_channels",
        since: 2,
        scope: TEAM,
        key: &["channel"],
        columns: &[discord("channel"), own("team")],
    },
    Table {
        name: "seats",
        since: 2,
        scope: TEAM,
        key: &["team", "role"],
        columns: &[
            own("team"),
            text("role"),
            text("holder_kind"),
            holder("holder", "holder_kind", Erasure::TakesRow),
            text("cover_kind"),
            holder("cover", "cover_kind", Erasure::Empties),
            number("away"),
            moment("away_until"),
        ],
    },
    Table {
        name: "decisions",
        since: 3,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[
            own("id"),
            discord("guild"),
            own("team"),
            text("subject_kind"),
            text("subject"),
            text("subject_key"),
            text("decides"),
            text("deciding_roles"),
            text("rule"),
            text("consulted"),
            text("reason"),
            text("source"),
            moment("review_at"),
            person("author", Erasure::Empties),
            moment("recorded_at"),
            own("supersedes"),
            text("state"),
            own("superseded_by"),
            moment("ended_at"),
            person("ended_by", Erasure::Empties),
            text("ended_reason"),
            discord("channel"),
        ],
    },
    Table {
        name: "decision_people",
        since: 3,
        scope: Scope::Of { column: "decision", table: "decisions" },
        key: &["decision", "place"],
        columns: &[
            own("decision"),
            number("place"),
            text("holder_kind"),
            holder("holder", "holder_kind", Erasure::TakesRow),
        ],
    },
    Table {
        name: "requests",
        since: 4,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[
            own("id"),
            discord("guild"),
            own("team"),
            text("subject_kind"),
            text("subject"),
            text("subject_key"),
            text("role"),
            text("question"),
            discord("channel"),
            discord("message"),
            number("version"),
            number("is_open"),
        ],
    },
    Table {
        name: "request_events",
        since: 4,
        scope: Scope::Of { column: "request", table: "requests" },
        key: &["request", "place"],
        columns: &[
            own("request"),
            number("place"),
            moment("at"),
            text("kind"),
            person("by_user", Erasure::Empties),
            text("target_kind"),
            holder("target", "target_kind", Erasure::Empties),
        ],
    },
    Table {
        name: "polls",
        since: 5,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[
            own("id"),
            discord("guild"),
            discord("channel"),
            discord("message"),
            discord("result"),
            own("team"),
            text("subject_kind"),
            text("subject"),
            person("creator", Erasure::Empties),
            moment("created_at"),
            text("question"),
            text("options"),
            number("next_option"),
            text("kind"),
            number("lowest"),
            number("highest"),
            number("anonymous"),
            number("hidden"),
            text("electorate"),
            discord("electorate_id"),
            number("quorum_count"),
            number("quorum_percent"),
            text("quorum_roles"),
            text("reasons"),
            text("force"),
            person("decider", Erasure::Empties),
            secret("poll_key"),
            text("state"),
            moment("deadline"),
            moment("closed_at"),
            text("closed_why"),
            person("closed_by", Erasure::Empties),
            number("changed"),
            number("turnout_voted"),
            number("turnout_eligible"),
            text("turnout_roles"),
            own("decision"),
            text("call_text"),
            moment("called_at"),
        ],
    },
    Table {
        name: "poll_electors",
        since: 5,
        scope: POLL,
        key: &["poll", "person"],
        columns: &[own("poll"), person("person", Erasure::TakesRow)],
    },
    Table {
        name: "ballots",
        since: 5,
        scope: POLL,
        key: &["poll", "voter"],
        columns: &[
            own("poll"),
            secret("voter"),
            person("person", Erasure::TakesRow),
            text("vote"),
            text("reason"),
            text("settled"),
        ],
    },
    Table {
        name: "corrections",
        since: 7,
        scope: Scope::Guild,
        key: &["id"],
        columns: &[
            own("id"),
            discord("guild"),
            own("team"),
            text("topic"),
            text("topic_key"),
            text("routed_to"),
            text("corrected_to"),
            person("suggested_by", Erasure::TakesRow),
            moment("suggested_at"),
            number("times"),
        ],
    },
    Table {
        name: "gaps",
        since: 8,
        scope: Scope::Guild,
        key: &["guild", "month", "nearest"],
        columns: &[discord("guild"), text("month"), text("nearest"), number("number")],
    },
];

const POLL: Scope = Scope::Of { column: "poll", table: "polls" };

const TEAM: Scope = Scope::Of { column: "team", table: "teams" };

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The schema that brought it: its number, from 1.
    pub since: usize,
    /// To which server a row belongs.
    pub scope: Scope,
    /// The columns by which its rows are put in order, each row at its own place.
    pub key: &'static [&'static str],
    /// Its columns, in the order of the schema.
    pub columns: &'static [Column],
}

/// To which server a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The one in its column `guild`.
    Guild,
    /// That of the row of another table, which has a column `guild`, whose `id` is in this column.
    Of {
        /// The column.
        column: &'static str,
        /// The other table.
        table: &'static str,
    },
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds. Everything but texts and secrets is a whole number of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text. One that people write may mention somebody.
    Text,
    /// A text that nobody is shown: a key, or who cast a ballot, which stands in a column for people beside it where it may be known.
    Secret,
    /// A number that is no id: a count, or yes and no as 1 and 0.
    Number,
    /// Milliseconds since the Unix epoch.
    Moment,
    /// An id of ours.
    Own,
    /// An id of Discord's that is not a person's.
    Discord,
    /// A person.
    Person {
        /// The column that says, with the word `member`, that it is a person; none where it always is.
        where_member: Option<&'static str>,
        /// What becomes of it when the person's data is erased.
        erasure: Erasure,
    },
}

/// What becomes of a person in a row when their data is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The row stays, without them: "a former member".
    Empties,
    /// The row goes.
    TakesRow,
}

const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text }
}

const fn secret(name: &'static str) -> Column {
    Column { name, holds: Holds::Secret }
}

const fn number(name: &'static str) -> Column {
    Column { name, holds: Holds::Number }
}

const fn moment(name: &'static str) -> Column {
    Column { name, holds: Holds::Moment }
}

const fn own(name: &'static str) -> Column {
    Column { name, holds: Holds::Own }
}

const fn discord(name: &'static str) -> Column {
    Column { name, holds: Holds::Discord }
}

const fn person(name: &'static str, erasure: Erasure) -> Column {
    Column { name, holds: Holds::Person { where_member: None, erasure } }
}

const fn holder(name: &'static str, kind: &'static str, erasure: Erasure) -> Column {
    Column { name, holds: Holds::Person { where_member: Some(kind), erasure } }
}

impl Table {
    /// Its columns as a statement names them.
    #[must_use]
    pub fn column_list(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        names.join(", ")
    }

    /// The condition for rows of the server that is the statement's first argument.
    #[must_use]
    pub fn of_guild(&self) -> String {
        match self.scope {
            Scope::Guild => "guild = $1".into(),
            Scope::Of { column, table } => format!("{column} IN (SELECT id FROM {table} WHERE guild = $1)"),
        }
    }

    /// The columns that can hold a person.
    pub fn people(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| matches!(column.holds, Holds::Person { .. }))
    }
}

impl Column {
    /// The condition for rows in which this column holds the person that is the statement's second argument; none for a column that holds
    /// no people.
    #[must_use]
    pub fn is_person(&self) -> Option<String> {
        match self.holds {
            Holds::Person { where_member: None, .. } => Some(format!("{} = $2", self.name)),
            Holds::Person { where_member: Some(kind), .. } => {
                Some(format!("({} = $2 AND {kind} = 'member')", self.name))
            }
            _ => None,
        }
    }
}
