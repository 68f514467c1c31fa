//! What teams have settled, to be read.

use std::collections::BTreeMap;

use super::{
    StoreError, Work,
    decision_rows::{COLUMNS, read, read_holder},
    rows::{Fields, stored},
};
use crate::handbook::DutyId;
use crate::workspace::{
    decision::{Decides, Decision},
    ids::{DecisionId, GuildId, TeamId},
    subject::Subject,
    team::Holder,
};

/// Which decisions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Whether they are in force.
    pub in_force: InForce,
    /// What their subject holds, in any case.
    pub words: &'a str,
    /// Duties that are listed although their ids do not hold the words: those whose titles do.
    pub duties: &'a [DutyId],
    /// The most that are read.
    pub most: u32,
    /// How many, the newest first, are left out before.
    pub skip: u32,
}

/// Whether decisions are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InForce {
    /// They are.
    #[default]
    Yes,
    /// They were.
    No,
    /// All of them.
    Either,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub all: u64,
}

/// What restricts a list: the arguments are the server, the team, the state (empty for each), "not in force" as 1, and a pattern,
/// and ids of duties, each between commas.
const MATCHING: &str = "guild = $1 AND team = $2 AND ($3 = '' OR state = $3) AND ($4 = 0 OR state <> 'active') \
                        AND (subject_key LIKE $5 ESCAPE '!' \
                        OR (subject_kind = 'duty' AND $6 LIKE '%,' || subject_key || ',%'))";

impl Work {
    /// The decision of this id, if it is in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn decision(&mut self, guild: GuildId, id: DecisionId) -> Result<Option<Decision>, StoreError> {
        let sql = select("guild = $1 AND id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).bind(id.get());
        let row = row.fetch_optional(self.connection()).await?;
        let mut found = row.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_people(guild, &mut found).await?;
        Ok(found.pop())
    }

    /// The decision that a team has in force about a subject.
    ///
    /// # Errors
    /// As every statement.
    pub async fn decision_about(
        &mut self,
        guild: GuildId,
        team: TeamId,
        subject: &Subject,
    ) -> Result<Option<Decision>, StoreError> {
        let history = self.decision_history(guild, team, subject).await?;
        Ok(history.into_iter().find(Decision::is_active))
    }

    /// Everything that a team has settled about a subject, the latest first: each supersedes the next, unless that was retired.
    ///
    /// # Errors
    /// As every statement.
    pub async fn decision_history(
        &mut self,
        guild: GuildId,
        team: TeamId,
        subject: &Subject,
    ) -> Result<Vec<Decision>, StoreError> {
        let sql = select("guild = $1 AND team = $2 AND subject_kind = $3 AND subject_key = $4")
            + " ORDER BY recorded_at DESC, id DESC";
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(team.get())
            .bind(subject.kind())
            .bind(subject.key())
            .fetch_all(self.connection())
            .await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_people(guild, &mut found).await?;
        Ok(found)
    }

    /// All decisions that a team has in force, by subject: two statements, at most
    /// [`MOST_ACTIVE`](crate::workspace::decision::MOST_ACTIVE) rows.
    ///
    /// # Errors
    /// As every statement.
    pub async fn active_decisions(&mut self, guild: GuildId, team: TeamId) -> Result<Vec<Decision>, StoreError> {
        let sql = select("guild = $1 AND team = $2 AND state = 'active'") + " ORDER BY subject_key, subject_kind";
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).bind(team.get());
        let rows = rows.fetch_all(self.connection()).await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_people(guild, &mut found).await?;
        Ok(found)
    }

    /// A page of a team's decisions, the newest first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn decisions(
        &mut self,
        guild: GuildId,
        team: TeamId,
        filter: Filter<'_>,
    ) -> Result<Page<Decision>, StoreError> {
        let state = if filter.in_force == InForce::Yes { "active" } else { "" };
        let is_over = i64::from(filter.in_force == InForce::No);
        let sql = select(MATCHING) + " ORDER BY recorded_at DESC, id DESC LIMIT $7 OFFSET $8";
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(team.get())
            .bind(state)
            .bind(is_over)
            .bind(containing(filter.words))
            .bind(between_commas(filter.duties))
            .bind(i64::from(filter.most))
            .bind(i64::from(filter.skip))
            .fetch_all(self.connection())
            .await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_people(guild, &mut found).await?;
        let count = format!("SELECT COUNT(*) AS number FROM decisions WHERE {MATCHING}");
        let row = sqlx::query(sqlx::AssertSqlSafe(count))
            .bind(stored(guild.get()))
            .bind(team.get())
            .bind(state)
            .bind(is_over)
            .bind(containing(filter.words))
            .bind(between_commas(filter.duties))
            .fetch_one(self.connection())
            .await?;
        let all = Fields::of("decisions", &row).number("number")?;
        Ok(Page { rows: found, all: all.unsigned_abs() })
    }

    /// How often the decisions of a team have changed. What was made from them is up to date while this stays the same.
    ///
    /// # Errors
    /// As every statement.
    pub async fn decisions_changed(&mut self, guild: GuildId, team: TeamId) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT decisions_changed FROM teams WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(team.get())
            .fetch_optional(self.connection())
            .await?;
        let changed = row.map(|row| Fields::of("teams", &row).number("decisions_changed")).transpose()?;
        Ok(changed.unwrap_or(0).unsigned_abs())
    }

    /// Fills in the people that decisions name: one statement for all of them.
    async fn name_people(&mut self, guild: GuildId, decisions: &mut [Decision]) -> Result<(), StoreError> {
        let ids = || decisions.iter().filter(|one| matches!(one.draft.decides, Decides::People(_))).map(|one| one.id);
        let Some((first, last)) = ids().min().zip(ids().max()) else {
            return Ok(());
        };
        let rows = sqlx::query(
            "SELECT p.decision AS decision, p.holder_kind AS holder_kind, p.holder AS holder FROM decision_people p \
             JOIN decisions d ON d.id = p.decision WHERE p.decision BETWEEN $1 AND $2 AND d.guild = $3 \
             ORDER BY p.decision, p.place",
        )
        .bind(first.get())
        .bind(last.get())
        .bind(stored(guild.get()))
        .fetch_all(self.connection())
        .await?;
        let mut named: BTreeMap<DecisionId, Vec<Holder>> = BTreeMap::new();
        for row in &rows {
            let (decision, holder) = read_holder(row)?;
            named.entry(decision).or_default().push(holder);
        }
        for decision in decisions {
            if let Decides::People(people) = &mut decision.draft.decides {
                *people = named.remove(&decision.id).unwrap_or_default();
            }
        }
        Ok(())
    }
}

fn select(condition: &str) -> String {
    format!("SELECT {COLUMNS} FROM decisions WHERE {condition}")
}

/// A pattern for texts that hold these words.
fn containing(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.trim().to_lowercase().chars() {
        if "%_!".contains(letter) {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern + "%"
}

fn between_commas(duties: &[DutyId]) -> String {
    duties.iter().fold(String::from(","), |list, duty| format!("{list}{duty},"))
}
