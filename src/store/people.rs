//! What is held about a person, wherever it is. Made from the list of tables, so that no table can be forgotten: a column that holds
//! people is counted, exported and erased because it stands there, and every text is looked through for mentions.

use serde_json::{Map, Value, json};
use sqlx::AssertSqlSafe;

use super::{
    StoreError, Work,
    poll_rows::{bytes, hex},
    rows::{Fields, stored},
    tables::{Column, Erasure, Holds, TABLES, Table},
    transfer,
};
use crate::{
    polls::pseudonym::PollKey,
    workspace::ids::{GuildId, UserId},
};

/// How much of what is held is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What belongs to this server.
    Server(GuildId),
    /// All of it.
    Everywhere,
}

/// In which way rows hold a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In a column for people.
    Person {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What becomes of the row when the person's data is erased.
        erasure: Erasure,
    },
    /// As questions that the person had handed to somebody: their words.
    Asked,
    /// As ballots in anonymous polls that are open: as long as a poll's key exists, the person's ballot can be found with it.
    AnonymousBallot,
    /// In texts that mention the person.
    Mentioned,
}

/// How many rows hold a person in one way; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// In which way.
    pub how: How,
    /// How many rows.
    pub rows: usize,
}

impl How {
    /// Every way in which rows can hold a person.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_table = |table: &'static Table| {
            table.columns.iter().filter_map(|column| match column.holds {
                Holds::Person { erasure, .. } => Some(Self::Person { table: table.name, column: column.name, erasure }),
                _ => None,
            })
        };
        let beside = [Self::Asked, Self::AnonymousBallot, Self::Mentioned];
        TABLES.iter().flat_map(of_table).chain(beside)
    }

    /// What becomes of the rows when the person's data is erased.
    #[must_use]
    pub const fn erasure(self) -> Erasure {
        match self {
            Self::Person { erasure, .. } => erasure,
            Self::Asked | Self::AnonymousBallot => Erasure::TakesRow,
            Self::Mentioned => Erasure::Empties,
        }
    }
}

/// The questions that a person had handed to somebody, among the requests.
pub(super) const ASKED: &str = "id IN (SELECT request FROM request_events WHERE place = 0 AND by_user = $2)";

/// Names all three arguments of a statement, since PostgreSQL takes none that is not used.
const ARGUMENTS: &str =
    "CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL AND CAST($3 AS TEXT) IS NOT NULL";

/// A person, within a reach: what every statement here is about.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub(super) person: UserId,
    pub(super) reach: Reach,
}

impl About {
    /// The condition for rows of a table within the reach. The arguments of the statement are the server, the person, and the person as a
    /// pattern for texts.
    pub(super) fn within(self, table: &Table) -> String {
        match self.reach {
            Reach::Server(_) => format!("{ARGUMENTS} AND {}", table.of_guild()),
            Reach::Everywhere => ARGUMENTS.to_owned(),
        }
    }

    pub(super) fn guild(self) -> i64 {
        match self.reach {
            Reach::Server(guild) => stored(guild.get()),
            Reach::Everywhere => 0,
        }
    }

    pub(super) fn pattern(self) -> String {
        format!("%{}%", self.person)
    }
}

/// The columns with texts that people write.
pub(super) fn texts(table: &Table) -> impl Iterator<Item = &'static str> {
    table.columns.iter().filter(|column| column.holds == Holds::Text).map(|column| column.name)
}

/// The condition for rows of which a text mentions the person; nothing for a table without texts.
pub(super) fn mentions(table: &Table) -> Option<String> {
    let conditions: Vec<String> = texts(table).map(|column| format!("{column} LIKE $3")).collect();
    (!conditions.is_empty()).then(|| format!("({})", conditions.join(" OR ")))
}

/// The condition for rows that hold the person in whatever column; nothing for a table that cannot.
pub(super) fn holds(table: &Table) -> Option<String> {
    let conditions: Vec<String> = table.people().filter_map(Column::is_person).chain(mentions(table)).collect();
    (!conditions.is_empty()).then(|| conditions.join(" OR "))
}

impl Work {
    /// In which ways a person is held, and how often.
    ///
    /// # Errors
    /// As every statement.
    pub async fn held_about(&mut self, person: UserId, reach: Reach) -> Result<Vec<Held>, StoreError> {
        let about = About { person, reach };
        let mut held = Vec::new();
        for how in How::all() {
            let rows = match how {
                How::Person { table, column, .. } => {
                    let table = named(table);
                    let column = table.columns.iter().find(|known| known.name == column);
                    match column.and_then(Column::is_person) {
                        Some(condition) => self.count(about, table, &condition).await?,
                        None => 0,
                    }
                }
                How::Asked => self.count(about, named("requests"), ASKED).await?,
                How::AnonymousBallot => self.anonymous_ballots(about).await?.len(),
                How::Mentioned => {
                    let mut rows = 0;
                    for table in TABLES {
                        if let Some(condition) = mentions(table) {
                            rows += self.count(about, table, &condition).await?;
                        }
                    }
                    rows
                }
            };
            held.extend((rows > 0).then_some(Held { how, rows }));
        }
        Ok(held)
    }

    /// Every row that holds a person, by table, with the rows that these belong to: a ballot with its poll. Other people are left out of
    /// them, and so is what nobody may be shown. Moments are as in RFC 3339, ids are texts.
    ///
    /// # Errors
    /// As every statement.
    pub async fn rows_about(&mut self, person: UserId, reach: Reach) -> Result<Map<String, Value>, StoreError> {
        let about = About { person, reach };
        let mut anonymous = self.anonymous_ballots(about).await?;
        anonymous.sort_unstable();
        let polls: Vec<String> = anonymous.iter().map(|(poll, _)| poll.to_string()).collect();
        let mut tables = Map::new();
        for table in TABLES {
            let mut conditions: Vec<String> = holds(table).into_iter().collect();
            for child in TABLES {
                if let super::tables::Scope::Of { column, table: parent } = child.scope
                    && parent == table.name
                    && let Some(holds) = holds(child)
                {
                    conditions.push(format!("id IN (SELECT {column} FROM {} WHERE {holds})", child.name));
                }
            }
            match table.name {
                "requests" => conditions.push(ASKED.to_owned()),
                "sitting_answers" => {
                    conditions.push("sitting IN (SELECT id FROM sittings WHERE person = $2)".to_owned());
                }
                "polls" if !polls.is_empty() => conditions.push(format!("id IN ({})", polls.join(", "))),
                "ballots" => conditions
                    .extend(anonymous.iter().map(|(poll, voter)| format!("(poll = {poll} AND voter = '{voter}')"))),
                _ => {}
            }
            if conditions.is_empty() {
                continue;
            }
            let rows = self.rows(about, table, &conditions.join(" OR ")).await?;
            if !rows.is_empty() {
                tables.insert(table.name.to_owned(), Value::Array(rows));
            }
        }
        Ok(tables)
    }

    /// The ballots of a person in anonymous polls that are open: poll, and voter as it is stored.
    pub(super) async fn anonymous_ballots(&mut self, about: About) -> Result<Vec<(i64, String)>, StoreError> {
        let sql =
            format!("SELECT id, poll_key FROM polls WHERE {} AND poll_key IS NOT NULL", about.within(named("polls")));
        let keys = sqlx::query(AssertSqlSafe(sql))
            .bind(about.guild())
            .bind(stored(about.person.get()))
            .bind(about.pattern())
            .fetch_all(self.connection())
            .await?;
        let mut found = Vec::new();
        for row in &keys {
            let fields = Fields::of("polls", row);
            let key = fields.parsed("poll_key", |key| bytes(&key).map(PollKey::stored).ok_or("not a key"))?;
            let (poll, voter) = (fields.number("id")?, hex(key.pseudonym(about.person).bytes()));
            let cast =
                sqlx::query("SELECT poll FROM ballots WHERE poll = $1 AND voter = $2").bind(poll).bind(voter.as_str());
            let cast = cast.fetch_optional(self.connection()).await?;
            found.extend(cast.map(|_| (poll, voter)));
        }
        Ok(found)
    }

    async fn count(&mut self, about: About, table: &Table, condition: &str) -> Result<usize, StoreError> {
        let sql =
            format!("SELECT COUNT(*) AS number FROM {} WHERE {} AND ({condition})", table.name, about.within(table));
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(about.guild())
            .bind(stored(about.person.get()))
            .bind(about.pattern())
            .fetch_one(self.connection())
            .await?;
        Fields::of(table.name, &row).id("number", usize::try_from)
    }

    async fn rows(&mut self, about: About, table: &Table, condition: &str) -> Result<Vec<Value>, StoreError> {
        let (columns, order) = (table.column_list(), table.key.join(", "));
        let sql = format!(
            "SELECT {columns} FROM {} WHERE {} AND ({condition}) ORDER BY {order}",
            table.name,
            about.within(table)
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(about.guild())
            .bind(stored(about.person.get()))
            .bind(about.pattern())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(|row| Ok(shown(about.person, table, &transfer::values(table, row)?))).collect()
    }
}

/// A row as its person may have it.
fn shown(person: UserId, table: &Table, values: &Map<String, Value>) -> Value {
    let mut shown = Map::new();
    for column in table.columns {
        let Some(value) = values.get(column.name) else {
            continue;
        };
        let number = value.as_i64();
        let is_person =
            |kind: Option<&str>| kind.is_none_or(|kind| values.get(kind).is_some_and(|kind| kind == "member"));
        let value = match (column.holds, number) {
            (Holds::Secret, _) => continue,
            (Holds::Person { where_member, .. }, number)
                if is_person(where_member) && number != Some(stored(person.get())) =>
            {
                continue;
            }
            (Holds::Moment, Some(number)) => match jiff::Timestamp::from_millisecond(number) {
                Ok(moment) => json!(moment.to_string()),
                Err(_) => json!(number),
            },
            (Holds::Own, Some(number)) => json!(number.to_string()),
            (Holds::Discord | Holds::Person { .. }, Some(number)) => json!(number.cast_unsigned().to_string()),
            _ => value.clone(),
        };
        shown.insert(column.name.to_owned(), value);
    }
    Value::Object(shown)
}

/// A table of the list by its name, which stands there.
pub(super) fn named(name: &str) -> &'static Table {
    TABLES.iter().find(|table| table.name == name).unwrap_or(&TABLES[0])
}
