//! Corrections that people suggest to teams. What is suggested again is counted, not repeated; what is accepted or dismissed is gone.

use sqlx::any::AnyRow;

use super::{
    Page, StoreError, Work,
    rows::{Fields, snowflake, stored},
};
use crate::{
    handbook::DutyId,
    workspace::{
        ids::{CorrectionId, GuildId, TeamId, UserId},
        names::Topic,
        proposal::{MOST_WAITING, Proposal},
    },
};

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// It waits for the team, suggested so many times.
    Waits {
        /// How often, with this time.
        times: usize,
    },
    /// The team has [`MOST_WAITING`] that wait.
    Full,
    /// The server has no such team.
    NoTeam,
}

const COLUMNS: &str = "id, guild, team, topic, routed_to, corrected_to, suggested_by, suggested_at, times";

impl Work {
    /// Keeps a proposal, or counts it where the same was suggested before.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where its id is taken; as every statement.
    pub async fn propose(&mut self, proposal: &Proposal) -> Result<Proposed, StoreError> {
        let again = sqlx::query(
            "UPDATE corrections SET times = times + 1 \
             WHERE guild = $1 AND team = $2 AND topic_key = $3 AND corrected_to = $4 RETURNING times",
        )
        .bind(stored(proposal.guild.get()))
        .bind(proposal.team.get())
        .bind(proposal.topic.key())
        .bind(proposal.corrected_to.as_str())
        .fetch_optional(self.connection())
        .await?;
        if let Some(row) = again {
            let times = count(Fields::of("corrections", &row).number("times")?);
            return Ok(Proposed::Waits { times });
        }
        if count(self.count_proposals(proposal.guild, proposal.team).await?) >= MOST_WAITING {
            return Ok(Proposed::Full);
        }
        let done = sqlx::query(
            "INSERT INTO corrections (id, guild, team, topic, topic_key, routed_to, corrected_to, suggested_by, \
             suggested_at, times) \
             SELECT $1, guild, id, $2, $3, $4, $5, $6, $7, 1 FROM teams WHERE guild = $8 AND id = $9",
        )
        .bind(proposal.id.get())
        .bind(proposal.topic.as_str())
        .bind(proposal.topic.key())
        .bind(proposal.routed_to.as_str())
        .bind(proposal.corrected_to.as_str())
        .bind(proposal.by.map(|by| stored(by.get())))
        .bind(proposal.at.millis())
        .bind(stored(proposal.guild.get()))
        .bind(proposal.team.get())
        .execute(self.connection())
        .await?;
        Ok(if done.rows_affected() == 0 { Proposed::NoTeam } else { Proposed::Waits { times: 1 } })
    }

    /// A page of what waits for a team, the most often suggested first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn proposals(
        &mut self,
        guild: GuildId,
        team: TeamId,
        most: u32,
        skip: u32,
    ) -> Result<Page<Proposal>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM corrections WHERE guild = $1 AND team = $2 \
             ORDER BY times DESC, suggested_at, id LIMIT $3 OFFSET $4"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(team.get())
            .bind(i64::from(most))
            .bind(i64::from(skip))
            .fetch_all(self.connection())
            .await?;
        let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Page { rows, all: self.count_proposals(guild, team).await?.unsigned_abs() })
    }

    /// The proposal of this id, if it waits in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn proposal(&mut self, guild: GuildId, id: CorrectionId) -> Result<Option<Proposal>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM corrections WHERE guild = $1 AND id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).bind(id.get());
        row.fetch_optional(self.connection()).await?.as_ref().map(read).transpose()
    }

    /// Takes a proposal away, since it was accepted or dismissed; whether it was there: of two at once one wins.
    ///
    /// # Errors
    /// As every statement.
    pub async fn end_proposal(&mut self, guild: GuildId, id: CorrectionId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM corrections WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    async fn count_proposals(&mut self, guild: GuildId, team: TeamId) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS number FROM corrections WHERE guild = $1 AND team = $2")
            .bind(stored(guild.get()))
            .bind(team.get())
            .fetch_one(self.connection())
            .await?;
        Fields::of("corrections", &row).number("number")
    }
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn read(row: &AnyRow) -> Result<Proposal, StoreError> {
    let fields = Fields::of("corrections", row);
    Ok(Proposal {
        id: fields.id("id", CorrectionId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        team: fields.id("team", TeamId::new)?,
        topic: fields.parsed("topic", |topic| Topic::new(&topic))?,
        routed_to: DutyId::new(fields.text("routed_to")?),
        corrected_to: DutyId::new(fields.text("corrected_to")?),
        by: fields.maybe_id("suggested_by", snowflake(UserId::new))?,
        at: fields.moment("suggested_at")?,
        times: count(fields.number("times")?),
    })
}
