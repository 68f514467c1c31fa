//! Erasing a person: table by table and column by column, as the list of tables says.

use sqlx::AssertSqlSafe;

use super::{
    Reach, ShownPoll, StoreError, Work,
    people::{ASKED, About, holds, mentions, named, texts},
    polls::shown,
    rows::stored,
    tables::{Column, Erasure, Holds, TABLES, Table},
};
use crate::workspace::{
    ids::UserId,
    request::{DUE, MOVES_ON},
};

/// What answers about teams are made of: the tables, and the condition for the team of a row that holds a person.
const TEAM_PARTS: &[(&str, &str)] = &[
    ("teams", "({})"),
    ("seats", "id IN (SELECT team FROM seats WHERE {})"),
    ("decisions", "id IN (SELECT team FROM decisions WHERE {})"),
    (
        "decision_people",
        "id IN (SELECT team FROM decisions WHERE id IN (SELECT decision FROM decision_people WHERE {}))",
    ),
    ("requests", "id IN (SELECT team FROM requests WHERE {})"),
    ("request_events", "id IN (SELECT team FROM requests WHERE id IN (SELECT request FROM request_events WHERE {}))"),
];

impl Work {
    /// Erases a person: what is theirs goes, what is a team's stays without them, and where a text mentions them stands `instead`. It must
    /// be another word each time, so that texts that differed still do, and in lower case. Ballots in polls that are open are taken out of
    /// them; what was published of those that are closed stays as it was.
    ///
    /// # Errors
    /// As every statement.
    pub async fn erase_person(&mut self, person: UserId, reach: Reach, instead: &str) -> Result<(), StoreError> {
        let about = About { person, reach };
        self.take_note_of_erasure(about).await?;
        for (poll, voter) in self.anonymous_ballots(about).await? {
            self.change("UPDATE polls SET changed = changed + 1 WHERE id = $1", poll).await?;
            let sql = format!("DELETE FROM ballots WHERE poll = $1 AND voter = '{voter}'");
            self.change(&sql, poll).await?;
        }
        self.erase_asked(about).await?;
        for table in TABLES {
            for column in table.people() {
                self.erase_column(about, table, column).await?;
            }
            self.erase_mentions(about, table, instead).await?;
        }
        Ok(())
    }

    /// The polls that are open and whose message will be another one once a person is erased: they made it or are named in it, or one of the
    /// ballots is theirs.
    ///
    /// # Errors
    /// As every statement.
    pub async fn shown_polls_about(&mut self, person: UserId, reach: Reach) -> Result<Vec<ShownPoll>, StoreError> {
        let (about, polls) = (About { person, reach }, named("polls"));
        let mentioned = mentions(polls).map_or_else(String::new, |mentions| format!("OR {mentions}"));
        let sql = format!(
            "SELECT id, guild, channel FROM polls WHERE {} AND state = 'open' AND message IS NOT NULL AND (creator = $2 \
             OR decider = $2 OR id IN (SELECT poll FROM ballots WHERE person = $2 OR reason LIKE $3) \
             OR id IN (SELECT poll FROM poll_electors WHERE person = $2) {mentioned}) ORDER BY id",
            about.within(polls)
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(about.guild()).bind(stored(person.get())).bind(about.pattern());
        let rows = rows.fetch_all(self.connection()).await?;
        let mut found = rows.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
        for (poll, _) in self.anonymous_ballots(about).await? {
            let row =
                sqlx::query("SELECT id, guild, channel FROM polls WHERE id = $1 AND message IS NOT NULL").bind(poll);
            found.extend(row.fetch_optional(self.connection()).await?.as_ref().map(shown).transpose()?);
        }
        Ok(found)
    }

    /// Counts up what others look at to know whether something has changed: a team and its decisions, a poll and its ballots, a round and
    /// its sittings. It comes first, as in every change of them, so that changes come one after the other.
    async fn take_note_of_erasure(&mut self, about: About) -> Result<(), StoreError> {
        let (teams, polls, rounds) = (named("teams"), named("polls"), named("rounds"));
        let held = TEAM_PARTS.iter().filter_map(|(table, of_team)| Some(of_team.replace("{}", &holds(named(table))?)));
        let teams = format!(
            "UPDATE teams SET changed = changed + 1, decisions_changed = decisions_changed + 1 WHERE {} AND ({})",
            about.within(teams),
            held.collect::<Vec<_>>().join(" OR ")
        );
        let polls = format!(
            "UPDATE polls SET changed = changed + 1 WHERE {} AND state = 'open' AND (id IN (SELECT poll FROM ballots \
             WHERE person = $2) OR id IN (SELECT poll FROM poll_electors WHERE person = $2))",
            about.within(polls)
        );
        let rounds = format!(
            "UPDATE rounds SET changed = changed + 1 WHERE {} AND state = 'open' AND (id IN (SELECT round FROM sittings \
             WHERE person = $2) OR id IN (SELECT round FROM round_participants WHERE person = $2))",
            about.within(rounds)
        );
        self.about(&teams, about).await?;
        self.about(&polls, about).await?;
        self.about(&rounds, about).await
    }

    async fn erase_asked(&mut self, about: About) -> Result<(), StoreError> {
        let asked = format!("{} AND {ASKED}", about.within(named("requests")));
        let deadlines = format!(
            "DELETE FROM deadlines WHERE kind IN ('{MOVES_ON}', '{DUE}') \
             AND subject IN (SELECT id FROM requests WHERE {asked})"
        );
        self.about(&deadlines, about).await?;
        self.about(&format!("DELETE FROM requests WHERE {asked}"), about).await
    }

    async fn erase_column(&mut self, about: About, table: &Table, column: &Column) -> Result<(), StoreError> {
        let (Holds::Person { where_member, erasure }, Some(is_person)) = (column.holds, column.is_person()) else {
            return Ok(());
        };
        let condition = format!("{} AND {is_person}", about.within(table));
        let (table, column) = (table.name, column.name);
        let sql = match (erasure, where_member) {
            (Erasure::TakesRow, _) => format!("DELETE FROM {table} WHERE {condition}"),
            (Erasure::Empties, None) => format!("UPDATE {table} SET {column} = NULL WHERE {condition}"),
            (Erasure::Empties, Some(kind)) => {
                format!("UPDATE {table} SET {column} = NULL, {kind} = NULL WHERE {condition}")
            }
        };
        self.about(&sql, about).await
    }

    async fn erase_mentions(&mut self, about: About, table: &Table, instead: &str) -> Result<(), StoreError> {
        let Some(mentions) = mentions(table) else {
            return Ok(());
        };
        let without: Vec<String> = texts(table)
            .map(|column| format!("{column} = REPLACE(REPLACE(REPLACE({column}, $4, $6), $5, $6), $7, $6)"))
            .collect();
        let sql =
            format!("UPDATE {} SET {} WHERE {} AND {mentions}", table.name, without.join(", "), about.within(table));
        sqlx::query(AssertSqlSafe(sql))
            .bind(about.guild())
            .bind(stored(about.person.get()))
            .bind(about.pattern())
            .bind(format!("<@{}>", about.person))
            .bind(format!("<@!{}>", about.person))
            .bind(instead.to_owned())
            .bind(about.person.to_string())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Runs a statement about a person.
    async fn about(&mut self, sql: &str, about: About) -> Result<(), StoreError> {
        sqlx::query(AssertSqlSafe(sql.to_owned()))
            .bind(about.guild())
            .bind(stored(about.person.get()))
            .bind(about.pattern())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Runs a statement about one row.
    async fn change(&mut self, sql: &str, id: i64) -> Result<(), StoreError> {
        sqlx::query(AssertSqlSafe(sql.to_owned())).bind(id).execute(self.connection()).await?;
        Ok(())
    }
}
