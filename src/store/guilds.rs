//! What is kept about a server as a whole.

use super::{
    StoreError, Work,
    rows::{Fields, snowflake, stored},
};
use crate::{
    clock::Timestamp,
    workspace::{dates::Zone, ids::GuildId},
};

/// A server's settings. A server about which nothing is kept has the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuildSettings {
    /// The time zone in which people there write dates, by its IANA name: see [`GuildSettings::zone`].
    pub time_zone: String,
    /// Whether questions that could not be answered are counted. Off unless an administrator switches it on.
    pub counts_gaps: bool,
    /// When everything about the server is to be deleted, since the bot was removed from it.
    pub forget_at: Option<Timestamp>,
}

impl Default for GuildSettings {
    fn default() -> Self {
        Self { time_zone: "UTC".into(), counts_gaps: false, forget_at: None }
    }
}

impl GuildSettings {
    /// The time zone in which people there write dates; UTC where the database of zones has lost the name.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::named(&self.time_zone).unwrap_or(Zone::utc())
    }
}

impl Work {
    /// A server's settings.
    ///
    /// # Errors
    /// As every statement: the database is away, or holds what it should not.
    pub async fn guild_settings(&mut self, guild: GuildId) -> Result<GuildSettings, StoreError> {
        let row = sqlx::query("SELECT time_zone, counts_gaps, forget_at FROM guilds WHERE guild = $1")
            .bind(stored(guild.get()))
            .fetch_optional(self.connection())
            .await?;
        let Some(row) = row else {
            return Ok(GuildSettings::default());
        };
        let fields = Fields::of("guilds", &row);
        Ok(GuildSettings {
            time_zone: fields.text("time_zone")?,
            counts_gaps: fields.number("counts_gaps")? != 0,
            forget_at: fields.maybe_moment("forget_at")?,
        })
    }

    /// Keeps a server's settings.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_guild_settings(&mut self, guild: GuildId, settings: &GuildSettings) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO guilds (guild, time_zone, counts_gaps, forget_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (guild) DO UPDATE SET time_zone = excluded.time_zone, counts_gaps = excluded.counts_gaps, \
             forget_at = excluded.forget_at",
        )
        .bind(stored(guild.get()))
        .bind(settings.time_zone.as_str())
        .bind(i64::from(settings.counts_gaps))
        .bind(settings.forget_at.map(Timestamp::millis))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The servers of which everything is to be deleted by now, the earliest first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn guilds_to_forget(&mut self, now: Timestamp) -> Result<Vec<GuildId>, StoreError> {
        let rows = sqlx::query("SELECT guild FROM guilds WHERE forget_at <= $1 ORDER BY forget_at, guild")
            .bind(now.millis())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(|row| Fields::of("guilds", row).id("guild", snowflake(GuildId::new))).collect()
    }
}
