//! Who and what of a server is no longer there: members who have left, roles and channels that were deleted.

use super::{
    StoreError, Work,
    rows::{Fields, snowflake, stored},
    teams::{from_columns, to_columns},
};
use crate::{
    clock::Timestamp,
    workspace::{
        ids::{ChannelId, GuildId, TeamId},
        team::Holder,
    },
};

/// Somebody or something that a team names and that is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Orphan {
    /// A member who has left, or a role of the server that was deleted.
    Holder(Holder),
    /// A channel that was deleted.
    Channel(ChannelId),
}

const CHANNEL: &str = "channel";

impl Orphan {
    fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Holder(holder) => to_columns(holder),
            Self::Channel(channel) => (CHANNEL, stored(channel.get())),
        }
    }
}

impl Work {
    /// All that is known to be no longer there in a server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn orphans(&mut self, guild: GuildId) -> Result<Vec<Orphan>, StoreError> {
        let rows = sqlx::query("SELECT kind, number FROM gone WHERE guild = $1 ORDER BY kind, number")
            .bind(stored(guild.get()))
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(|row| read(&Fields::of("gone", row))).collect()
    }

    /// Everybody and everything that the teams of a server name, or one of them: holders, covers and channels, also those that are gone.
    ///
    /// # Errors
    /// As every statement.
    pub async fn named(&mut self, guild: GuildId, team: Option<TeamId>) -> Result<Vec<Orphan>, StoreError> {
        const OF: &str = "team IN (SELECT id FROM teams WHERE guild = $1 AND ($2 = 0 OR id = $2))";
        let sql = format!(
            "SELECT holder_kind AS kind, holder AS number FROM seats WHERE {OF} \
             UNION SELECT cover_kind AS kind, cover AS number FROM seats WHERE cover IS NOT NULL AND {OF} \
             UNION SELECT '{CHANNEL}' AS kind, channel AS number FROM team_channels WHERE {OF} ORDER BY kind, number"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(team.map_or(0, TeamId::get))
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(|row| read(&Fields::of("seats", row))).collect()
    }

    /// Keeps that somebody or something is no longer there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn add_orphan(&mut self, guild: GuildId, orphan: Orphan, now: Timestamp) -> Result<(), StoreError> {
        let (kind, number) = orphan.columns();
        self.change_teams_naming(guild, number).await?;
        sqlx::query(
            "INSERT INTO gone (guild, kind, number, found_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (guild, kind, number) DO NOTHING",
        )
        .bind(stored(guild.get()))
        .bind(kind)
        .bind(number)
        .bind(now.millis())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Somebody or something is there again.
    ///
    /// # Errors
    /// As every statement.
    pub async fn clear_orphan(&mut self, guild: GuildId, orphan: Orphan) -> Result<(), StoreError> {
        let (kind, number) = orphan.columns();
        self.change_teams_naming(guild, number).await?;
        sqlx::query("DELETE FROM gone WHERE guild = $1 AND kind = $2 AND number = $3")
            .bind(stored(guild.get()))
            .bind(kind)
            .bind(number)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

fn read(fields: &Fields<'_>) -> Result<Orphan, StoreError> {
    match fields.text("kind")?.as_str() {
        CHANNEL => fields.id("number", snowflake(ChannelId::new)).map(Orphan::Channel),
        kind => fields.id("number", |number| from_columns(kind, number)).map(Orphan::Holder),
    }
}
